import GraphQL

enum ShopResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            shop
            Object<Address>("Address") {
                Field("road", \.road)
                Field("lot", \.lot)
                Field("detail", \.detail)
                Field("postalCode", \.postalCode)
            }
            Object<OpeningHours>("OpeningHours") {
                Field("day", \.day)
                Field("opens", \.opens)
                Field("closes", \.closes)
                Field("breakFrom", \.breakFrom)
                Field("breakUntil", \.breakUntil)
            }
            Object<MenuItem>("MenuItem") {
                Field("name", \.name)
                Field("price", \.price)
            }
            Object<Rating>("Rating") {
                Field("average", \.average)
                Field("count", \.count)
                Field("histogram", \.histogram)
            }
            Page<Shop>.connection("ShopConnection")
            Object<Edge<Shop>>("ShopEdge") {
                Field("cursor", \.cursor)
                Field("node", \.node)
                Field("distanceMeters") { edges, _ in edges.map { $0.node.distance.map { Int($0.rounded()) } } }
            }
            review
            Page<Review>.connection("ReviewConnection")
            Page<Review>.edge("ReviewEdge")
            discount
            Object<ReviewPayload>("ReviewPayload") {
                Field("review", \.review)
                Field("shop", \.shop)
                Field("problems", \.problems)
            }
        }
    }

    private static var shop: Object<Shop> {
        Object<Shop>("Shop") {
            Field("id", \.id)
            Field.name
            Field("category", \.category)
            Field("address", \.address)
            Field("location", \.location)
            Field.distanceMeters
            Field("neighborhood") { shops, context in try await context.referencedNeighborhoods(shops.map(\.region)) }
            Field("phone", \.phone)
            Field("hours", \.hours)
            Field("isOpen", Argument("at", Timestamp?.self)) { shops, context, moment in
                shops.map { $0.isOpen(at: moment ?? context.now) }
            }
            Field("rating", \.rating)
            Field("localCurrencies", \.localCurrencies)
            Field("stepFree", \.stepFree)
            Field("menu", \.menu)
            Field("discounts", Argument("activeAt", Timestamp?.self)) { shops, context, moment in
                try await context.discounts.active(
                    at: moment ?? context.now, of: shops.map(\.key), deadline: context.deadline)
            }
            Field(
                "reviews", Argument("order", ReviewOrder.self), Argument("minStars", Int?.self),
                Argument("first", Int.self), Argument("after", String?.self)
            ) { shops, context, order, minStars, first, after in
                try await context.reviews.pages(
                    of: Array(shops), order: order, minStars: minStars, first: first, after: after,
                    deadline: context.deadline)
            }
        }
    }

    private static var review: Object<Review> {
        Object<Review>("Review") {
            Field("id", \.id)
            Field("author") { reviews, context in
                let keys = reviews.map(\.authorId)
                let profiles = try await context.users.byKey(keys, deadline: context.deadline)
                return keys.map { profiles[$0] }
            }
            Field("shop") { reviews, context in try await context.referencedShops(reviews.map(\.shopKey)) }
            Field("stars", \.stars)
            Field("body", \.body)
            Field("createdAt", \.createdAt)
            Field("visitVerified", \.visitVerified)
            Field("helpful", \.helpful)
            Field("reply", \.reply)
        }
    }

    private static var discount: Object<Discount> {
        Object<Discount>("Discount") {
            Field("id", \.id)
            Field("title", \.title)
            Field("kind", \.kind)
            Field("percent", \.percent)
            Field("amount", \.amount)
            Field("from", \.from)
            Field("until", \.until)
            Field("terms", \.terms)
            Field("remaining", \.remaining)
            Field("shop") { discounts, context in try await context.referencedShops(discounts.map(\.shopKey)) }
        }
    }

    static var queries: [Field<Root, CityRequest>] {
        [
            Field(
                "shops", Argument("filter", ShopFilter?.self), Argument("order", ShopOrder?.self),
                Argument("first", Int.self), Argument("after", String?.self)
            ) { context, filter, order, first, after in
                try await context.shops.page(
                    filter ?? ShopFilter(), order: order, first: first, after: after,
                    fields: ShopFields(context.selection.ofNodes), now: context.now, deadline: context.deadline)
            }
        ]
    }

    static var mutations: [Field<Root, CityRequest>] {
        [
            Field(
                "addReview", Argument("shopId", String.self), Argument("input", ReviewInput.self),
                Argument("idempotencyKey", UUIDText.self)
            ) { context, shopId, input, key in
                try await context.writes.addReview(
                    to: shopId, input, by: context.request.signedInUser(), key: key, context.request)
            }
        ]
    }
}

extension FieldContext where Context == CityRequest {
    /// The shops with these keys, one for each, in order, with the parts that are asked for.
    func referencedShops(_ keys: [String]) async throws -> [Result<Shop, any Error>] {
        let found = try await request.city.shops.byKey(keys, fields: ShopFields(selection), deadline: request.deadline)
        return keys.map { key in
            found[key].map { .success($0) } ?? .failure(MissingReference(kind: "shop", key: key))
        }
    }
}
