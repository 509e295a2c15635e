import Foundation
import GraphQL
import Mongo
import Testing

@testable import CityLink

// Every list of the city, walked page by page and held against what plain Swift finds in the collections.

/// A list that a query reaches, with the ids that it must have, in order.
struct ListCase: Sendable {
    /// With `$first` and `$after`; the connection is called `list`.
    let query: String
    let ids: [String]
    /// Other than the number of ids where replies count as well.
    var totalCount: Int?

    /// - Parameters:
    ///   - field: the connection's field with its own arguments, open at the end: `reviews(order: NEWEST`.
    ///   - parent: the id of the node whose field it is; nil for one of the query itself.
    init(_ field: String, of parent: String? = nil, on type: String = "", ids: [String], totalCount: Int? = nil) {
        let list = """
            list: \(field)\(field.hasSuffix("(") ? "" : ", ")first: $first, after: $after) {
                totalCount nodes { id } edges { cursor node { id } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
            """
        let selection = parent.map { "node(id: \"\($0)\") { ... on \(type) { \(list) } }" } ?? list
        query = "query ($first: Int! = 20, $after: String) { \(selection) }"
        self.ids = ids
        self.totalCount = totalCount
    }

    private func path(_ rest: String) -> String { query.contains("node(id:") ? "node.list.\(rest)" : "list.\(rest)" }

    /// One page, with everything that can be said of it checked; its ids and where it ends.
    func page(
        _ city: City, first: Int, after: String?, from start: Int
    ) async throws -> (ids: [String], end: String?) {
        let answer = try await city.ask(
            query, ["first": .int(first), "after": after.map(Value.string) ?? .null], as: .anonymous)
        try #require(answer.codes == [], "\(query)")
        let found = answer[path("nodes")].items.compactMap { $0["id"]?.text }
        let edges = answer[path("edges")].items
        #expect(found == edges.compactMap { $0["node"]?["id"]?.text })
        let info = answer[path("pageInfo")]
        #expect(info["startCursor"] == edges.first?["cursor"] ?? .null)
        #expect(info["endCursor"] == edges.last?["cursor"] ?? .null)
        #expect(info["hasNextPage"] == .boolean(start + first < ids.count), "\(query) at \(start)")
        #expect(info["hasPreviousPage"] == .boolean(after != nil))
        #expect(answer[path("totalCount")].number == totalCount ?? ids.count, "\(query)")
        return (found, info["endCursor"]?.text)
    }

    /// The whole list in pages of one size.
    func walk(_ city: City, first: Int) async throws -> [String] {
        var walked: [String] = []
        var after: String?
        repeat {
            let page = try await page(city, first: first, after: after, from: walked.count)
            walked += page.ids
            after = page.ids.count == first ? page.end : nil
        } while after != nil && walked.count <= ids.count
        return walked
    }
}

/// Everything in the collections, for finding out in Swift what a list must hold.
struct Everything: Sendable {
    let shops: [Shop]
    let discounts: [String: [Discount]]
    let reviews: [Review]
    let posts: [Post]
    let comments: [CityLink.Comment]

    init(_ city: City) async throws {
        shops = try await city.database.collection(ShopRepository.collectionName).find()
        let discounts: [Discount] = try await city.database.collection(DiscountRepository.collectionName).find()
        self.discounts = Dictionary(grouping: discounts, by: \.shopKey)
        reviews = try await city.database.collection(ReviewRepository.collectionName).find()
        posts = try await city.database.collection(PostRepository.collectionName).find()
        comments = try await city.database.collection(CommentRepository.collectionName).find()
    }

    /// The ids of the shops that are wanted, in an order that ends with the key, the greatest first.
    func shops<Order: Comparable>(by order: KeyPath<Shop, Order>, where isWanted: (Shop) -> Bool) -> [String] {
        shops.filter(isWanted).map { (order: $0[keyPath: order], key: $0.key, id: $0.id) }
            .sorted { ($0.order, $0.key) > ($1.order, $1.key) }.map(\.id)
    }

    func has(_ text: String, _ shop: Shop) -> Bool {
        ([shop.name.ko, shop.name.en ?? ""] + shop.menu.map(\.name)).contains {
            $0.lowercased().filter { $0.isLetter || $0.isNumber }.contains(text)
        }
    }

    func hasDiscount(_ shop: Shop, at moment: Timestamp) -> Bool {
        (discounts[shop.key] ?? []).contains { $0.from <= moment && moment < $0.until }
    }

    // MARK: - The lists

    var shopLists: [ListCase] {
        let center = GeoPoint(lat: 37.5563, lng: 126.9236)
        func isNear(_ shop: Shop) -> Bool { center.meters(to: shop.location) <= 700 }
        let near = "near: { point: { lat: 37.5563, lng: 126.9236 }, radiusMeters: 700 }"
        let monday = Timestamp(secondsSince1970: 1_795_404_600)
        return [
            ListCase("shops(order: RATING", ids: shops(by: \.score) { _ in true }),
            ListCase("shops(order: NEWEST", ids: shops(by: \.createdAt) { _ in true }),
            ListCase(
                "shops(filter: { categories: [CAFE, BAR] }",
                ids: shops(by: \.score) { [.cafe, .bar].contains($0.category) }),
            ListCase("shops(filter: { categories: [] }", ids: []),
            ListCase("shops(order: NEWEST, filter: { \(near) }", ids: shops(by: \.createdAt, where: isNear)),
            ListCase("shops(order: RATING, filter: { \(near) }", ids: shops(by: \.score, where: isNear)),
            ListCase(
                "shops(filter: { minRating: 4.2 }", ids: shops(by: \.score) { ($0.rating.average ?? 0) >= 4.2 }),
            ListCase("shops(filter: { minRating: 0 }", ids: shops(by: \.score) { $0.rating.average != nil }),
            ListCase(
                "shops(filter: { openAt: \"2026-11-23T12:30:00+09:00\" }",
                ids: shops(by: \.score) { $0.isOpen(at: monday) }),
            ListCase(
                "shops(filter: { openAt: \"2026-11-28T13:30:00Z\" }",
                ids: shops(by: \.score) { $0.isOpen(at: Timestamp(secondsSince1970: 1_795_872_600)) }),
            ListCase(
                "shops(filter: { hasDiscount: true }",
                ids: shops(by: \.score) { hasDiscount($0, at: SeededCity.now) }),
            ListCase(
                "shops(filter: { hasDiscount: false, categories: [KOREAN] }",
                ids: shops(by: \.score) { !hasDiscount($0, at: SeededCity.now) && $0.category == .korean }),
            ListCase("shops(filter: { text: \"라떼\" }", ids: shops(by: \.score) { has("라떼", $0) }),
            ListCase("shops(filter: { text: \"국\" }, order: NEWEST", ids: shops(by: \.createdAt) { has("국", $0) }),
        ]
    }

    var nestedLists: [ListCase] {
        let shop = shops.max { $0.rating.count < $1.rating.count }
        let post = posts.max { $0.commentCount < $1.commentCount }
        let thread = comments.filter { $0.postKey == post?.key && $0.replyTo == nil }
            .sorted { ($0.createdAt, $0.key) < ($1.createdAt, $1.key) }
        let region = shop?.region ?? ""
        let neighborhood = NodeID(.neighborhood, region).text
        var lists = [
            ListCase(
                "shops(category: null", of: neighborhood, on: "Neighborhood",
                ids: shops(by: \.score) { $0.region == region }),
            ListCase(
                "shops(category: CAFE", of: neighborhood, on: "Neighborhood",
                ids: shops(by: \.score) { $0.region == region && $0.category == .cafe }),
            ListCase("posts(board: null", of: neighborhood, on: "Neighborhood", ids: posts(in: region) { _ in true }),
            ListCase(
                "posts(board: FREE", of: neighborhood, on: "Neighborhood", ids: posts(in: region) { $0.board == .free }),
            ListCase("comments(", of: post?.id, on: "Post", ids: thread.map(\.id), totalCount: post?.commentCount),
        ]
        for stars in [1, 4, 5] {
            let wanted = reviews.filter { $0.shopKey == shop?.key && $0.stars >= stars }
            let orders: [(name: String, reviews: [Review])] = [
                ("NEWEST", wanted.sorted { ($0.createdAt, $0.key) > ($1.createdAt, $1.key) }),
                ("HELPFUL", wanted.sorted { ($0.helpful, $0.key) > ($1.helpful, $1.key) }),
                ("HIGHEST", wanted.sorted { ($0.stars, $0.key) > ($1.stars, $1.key) }),
                ("LOWEST", wanted.sorted { ($0.stars, $0.key) < ($1.stars, $1.key) }),
            ]
            for order in orders {
                lists.append(
                    ListCase(
                        "reviews(order: \(order.name), minStars: \(stars)", of: shop?.id, on: "Shop",
                        ids: order.reviews.map(\.id)))
            }
        }
        return lists
    }

    private func posts(in region: String, where isWanted: (Post) -> Bool) -> [String] {
        posts.filter { $0.region == region && isWanted($0) }
            .sorted { ($0.createdAt, $0.key) > ($1.createdAt, $1.key) }.map(\.id)
    }
}

extension CityTests {
    @Test(arguments: [1, 7, 100])
    func `Walking a list page by page gives every item once, in order`(first: Int) async throws {
        let everything = try await Everything(city)
        let lists = everything.shopLists + everything.nestedLists
        #expect(lists.filter { $0.ids.isEmpty }.count == 1, "The other lists should have something in them.")
        // Pages of one are walked to their end where that takes no hundreds of them.
        for list in lists where first > 1 || list.ids.count <= 60 {
            #expect(try await list.walk(city, first: first) == list.ids, "\(list.query)")
        }
    }

    @Test func `Cursors are good for their own list only`() async throws {
        let everything = try await Everything(city)
        let lists = everything.shopLists + everything.nestedLists
        var cursors: [String] = []
        for list in lists where !list.ids.isEmpty {
            cursors.append(try #require(try await list.page(city, first: 1, after: nil, from: 0).end))
        }
        #expect(Set(cursors).count == cursors.count)
        for (index, list) in lists.filter({ !$0.ids.isEmpty }).enumerated() {
            for (other, cursor) in cursors.enumerated() where other != index {
                let answer = try await city.ask(list.query, ["after": .string(cursor)])
                #expect(answer.codes == ["BAD_CURSOR"], "\(list.query) after one of list \(other)")
            }
        }
    }

    @Test(arguments: [0, -1, 101, Int(Int32.max), Int(Int32.min)])
    func `Pages have from one to a hundred items`(first: Int) async throws {
        let everything = try await Everything(city)
        for list in everything.shopLists.prefix(2) + everything.nestedLists {
            #expect(try await city.ask(list.query, ["first": .int(first)]).codes == ["BAD_ARGUMENT"], "\(list.query)")
        }
        let stops = try await city.ask(
            """
            query ($first: Int!) {
                nearbyStops(near: { point: { lat: 37.5563, lng: 126.9236 } }, first: $first) { id }
            }
            """, ["first": .int(first)])
        #expect(stops.codes == ["BAD_ARGUMENT"])
    }
}
