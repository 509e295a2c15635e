import GraphQL

/// Neighbourhoods and what is common to everything with a place.
enum PlaceResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            Object<GeoPoint>("GeoPoint") {
                Field("lat", \.lat)
                Field("lng", \.lng)
            }
            Object<Neighborhood>("Neighborhood") {
                Field("id", \.id)
                Field("code", \.code)
                Field.name
                Field("fullName", Argument("locale", Locale?.self)) { neighborhoods, context, locale in
                    let locale = locale ?? context.locale
                    return neighborhoods.map { neighborhood in
                        let parts = [neighborhood.district.text(locale), neighborhood.name.text(locale)]
                        return locale == .korean
                            ? parts.joined(separator: " ") : parts.reversed().joined(separator: ", ")
                    }
                }
                Field("location", \.location)
                Field.distanceMeters
                Field(
                    "posts", Argument("board", Board?.self), Argument("first", Int.self),
                    Argument("after", String?.self)
                ) { neighborhoods, context, board, first, after in
                    try await context.posts.pages(
                        of: neighborhoods.map(\.code), board: board, first: first, after: after,
                        deadline: context.deadline)
                }
                Field(
                    "shops", Argument("category", ShopCategory?.self), Argument("first", Int.self),
                    Argument("after", String?.self)
                ) { neighborhoods, context, category, first, after in
                    try await context.shops.pages(
                        of: neighborhoods.map(\.code), category: category, first: first, after: after,
                        fields: ShopFields(context.selection.ofNodes), deadline: context.deadline)
                }
            }
        }
    }

    static var queries: [Field<Root, CityRequest>] {
        [
            Field("neighborhoods") { context in try await context.neighborhoods.all(deadline: context.deadline) },
            Field("neighborhood", Argument("by", PlaceBy.self)) { context, place in
                try await context.neighborhoods.find(place, deadline: context.deadline)
            },
        ]
    }
}

extension FieldContext where Context == CityRequest {
    /// The neighbourhoods with these codes, one for each, in order.
    func referencedNeighborhoods(_ codes: [String]) async throws -> [Result<Neighborhood, any Error>] {
        let found = try await request.city.neighborhoods.byCode(codes, deadline: request.deadline)
        return codes.map { code in
            found[code].map { .success($0) } ?? .failure(MissingReference(kind: "neighbourhood", key: code))
        }
    }
}

/// The data refer to something that is not there. Not the client's fault.
struct MissingReference: Error, CustomStringConvertible {
    let kind: String
    let key: String

    var description: String { "The data refer to the \(kind) \(key), which does not exist." }
}
