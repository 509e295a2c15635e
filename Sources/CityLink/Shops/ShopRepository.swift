import GraphQL
import Mongo

/// Which shops are wanted. All conditions that are given must hold.
struct ShopFilter: InputObjectValue, Hashable {
    var categories: [ShopCategory]?
    var near: Near?
    var openAt: Timestamp?
    var minRating: Double?
    var hasDiscount: Bool?
    var text: String?

    static let fields = InputFields(
        "ShopFilter", Argument("categories", [ShopCategory]?.self), Argument("near", Near?.self),
        Argument("openAt", Timestamp?.self), Argument("minRating", Double?.self), Argument("hasDiscount", Bool?.self),
        Argument("text", String?.self), make: ShopFilter.init)
}

enum ShopOrder: String, EnumValue {
    case distance = "DISTANCE"
    case rating = "RATING"
    case newest = "NEWEST"
}

struct ShopRepository: Sendable {
    static let collectionName = "shops"
    static let indexes = [
        MongoIndex(["location": "2dsphere"]),
        MongoIndex(["category": 1, "location": "2dsphere"]),
        MongoIndex(["region": 1, "score": -1, "_id": -1]),
        MongoIndex(["category": 1, "score": -1, "_id": -1]),
        MongoIndex(["score": -1, "_id": -1]),
        MongoIndex(["createdAt": -1, "_id": -1]),
        MongoIndex(["pieces": 1]),
    ]

    private let collection: MongoCollection
    private let ofNeighborhoods: FirstOfEach

    init(_ database: MongoDatabase) {
        collection = database.collection(ShopRepository.collectionName)
        ofNeighborhoods = FirstOfEach(
            parents: database.collection(NeighborhoodRepository.collectionName), children: collection, field: "region")
    }

    // MARK: - Lists

    /// One page of all shops that match.
    ///
    /// - Parameter order: `nil` for the natural one: nearest first where a place is given, else best first.
    func page(
        _ filter: ShopFilter, order: ShopOrder?, first: Int, after: String?, fields: ShopFields, now: Timestamp,
        deadline: ContinuousClock.Instant
    ) async throws -> Page<Shop> {
        let order = order ?? (filter.near == nil ? .rating : .distance)
        let list = "shops|\(order.rawValue)|\(filter.identity)"
        let request = try PageRequest(first: first, after: after, filter: list)
        let condition = try filter.condition(now: now, includingPlace: false)
        let total = TotalCount.count(
            CountRequest(
                collection: collection.name, field: "", value: "",
                filter: try filter.condition(now: now, includingPlace: true)))
        guard order == .distance else {
            let all = BSONDocument.all([
                try filter.condition(now: now, includingPlace: true), try order.sort.condition(after: request.after),
            ])
            let found = try await collection.find(
                all, projection: fields.projection, sort: order.sort.bson, limit: request.first + 1,
                readPreference: .secondaryPreferred, deadline: deadline, as: Shop.self)
            let distances = found.map { shop in
                var shop = shop
                shop.distance = filter.near?.point.meters(to: shop.location)
                return shop
            }
            return Page(distances, request, total: total) { order.cursor(of: $0, filter: list) }
        }
        guard let near = filter.near else {
            throw GraphQLError("The order DISTANCE needs \"filter.near\".", code: .badArgument)
        }
        return try await nearest(near, condition, request, list: list, total: total, fields, deadline)
    }

    /// Nearest first. A cursor holds the last distance and the shops at it that were shown already: MongoDB gives those at
    /// the same distance in any order.
    private func nearest(
        _ near: Near, _ condition: BSONDocument, _ request: PageRequest, list: String, total: TotalCount,
        _ fields: ShopFields, _ deadline: ContinuousClock.Instant
    ) async throws -> Page<Shop> {
        var stage = BSONDocument()
        stage.append("near", near.point.bson)
        stage.append("key", "location")
        stage.append("distanceField", "distance")
        stage.append("spherical", true)
        stage.append("maxDistance", Double(near.radiusMeters))
        var query = condition
        var seen: (distance: Double, keys: [String]) = (-1, [])
        if let after = request.after {
            guard after.values.count == 2, case .double(let distance) = after.values[0],
                0...Double(near.radiusMeters) + 1 ~= distance, case .array(let keys) = after.values[1]
            else { throw Cursor.foreign }
            seen = (distance, keys.compactMap { if case .string(let key) = $0 { key } else { nil } })
            // A hair less, so that rounding cannot lose a shop at the very distance; those shown are left out by name.
            stage.append("minDistance", max(0, distance - Self.sameDistance))
            query = .all([condition, ["_id": ["$nin": .array(keys)]]])
        }
        stage.append("query", query)
        let found = try await collection.aggregate(
            [
                ["$geoNear": .document(stage)], ["$limit": .int(request.first + 1)],
                ["$project": .document(fields.projection)],
            ], readPreference: .secondaryPreferred, deadline: deadline, as: Shop.self)
        return Page(found, request, total: total) { shop in
            let distance = shop.distance ?? 0
            if distance - seen.distance > Self.sameDistance { seen = (distance, []) }
            seen.keys.append(shop.key)
            return Cursor([.double(distance), .array(seen.keys)], filter: list)
        }
    }

    /// Distances closer than this are taken for the same, in metres.
    private static let sameDistance = 0.001

    /// One page for each neighbourhood, best first: one command for all of them.
    func pages(
        of regions: [String], category: ShopCategory?, first: Int, after: String?, fields: ShopFields,
        deadline: ContinuousClock.Instant
    ) async throws -> [Page<Shop>] {
        let list = "shops|region|\(category?.rawValue ?? "")"
        let request = try PageRequest(first: first, after: after, filter: list)
        let condition: BSONDocument = category.map { ["category": .string($0.rawValue)] } ?? [:]
        let sort = ShopOrder.rating.sort
        let found = try await ofNeighborhoods.find(
            regions, matching: .all([condition, try sort.condition(after: request.after)]), sort: sort.bson,
            limit: request.first + 1, projection: fields.projection, deadline: deadline, as: Shop.self)
        return regions.map { region in
            let total = CountRequest(collection: collection.name, field: "region", value: region, filter: condition)
            return Page(found[region] ?? [], request, total: .count(total)) {
                ShopOrder.rating.cursor(of: $0, filter: list)
            }
        }
    }

    // MARK: - By key

    func byKey(
        _ keys: [String], fields: ShopFields, deadline: ContinuousClock.Instant
    ) async throws -> [String: Shop] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], projection: fields.projection,
            readPreference: .primaryPreferred, deadline: deadline, as: Shop.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ShopOrder {
    var sort: SortOrder {
        switch self {
        case .rating, .distance: SortOrder(("score", .number, .descending))
        case .newest: SortOrder(("createdAt", .date, .descending))
        }
    }

    func cursor(of shop: Shop, filter: String) -> Cursor {
        let value: BSONValue =
            self == .newest ? .date(shop.createdAt.millisecondsSince1970) : .double(shop.score)
        return Cursor([value, .string(shop.key)], filter: filter)
    }
}

extension ShopFilter {
    /// How many letters and digits are searched for at most.
    private static let longestText = 50

    /// Equal for equal filters; part of every cursor.
    var identity: String {
        var parts: [String] = []
        parts.append(categories?.map(\.rawValue).sorted().joined(separator: ",") ?? "")
        parts.append(near.map { "\($0.point.lat),\($0.point.lng),\($0.radiusMeters)" } ?? "")
        parts.append(openAt.map { "\($0.millisecondsSince1970)" } ?? "")
        parts.append(minRating.map { "\($0)" } ?? "")
        parts.append(hasDiscount.map { "\($0)" } ?? "")
        parts.append(text.map(SearchText.normalized) ?? "")
        return parts.joined(separator: "|")
    }

    /// - Throws: `BAD_ARGUMENT` for a text without letters or digits, or a rating that cannot be.
    func condition(now: Timestamp, includingPlace: Bool) throws(GraphQLError) -> BSONDocument {
        var conditions: [BSONDocument] = []
        if let categories { conditions.append(["category": ["$in": .array(categories.map(\.rawValue))]]) }
        if let near, includingPlace {
            let radians = Double(near.radiusMeters) / GeoPoint.earthRadius
            let center: BSONValue = [.double(near.point.lng), .double(near.point.lat)]
            let circle: BSONValue = ["$centerSphere": [center, .double(radians)]]
            conditions.append(["location": ["$geoWithin": circle]])
        }
        if let openAt {
            let minute = BSONValue.int(WeekMinute.at(openAt))
            let contains: BSONValue = ["from": ["$lte": minute], "until": ["$gt": minute]]
            conditions.append(["openMinutes": ["$elemMatch": contains]])
        }
        if let minRating {
            guard 0...5 ~= minRating else {
                throw GraphQLError("\"minRating\" must be from 0 to 5, found \(minRating).", code: .badArgument)
            }
            conditions.append(["rating.average": ["$gte": .double(minRating)]])
        }
        if let hasDiscount {
            let moment = BSONValue.date(now.millisecondsSince1970)
            let active: BSONValue = ["$elemMatch": ["from": ["$lte": moment], "until": ["$gt": moment]]]
            conditions.append(["discountPeriods": hasDiscount ? active : ["$not": active]])
        }
        if let text {
            let text = SearchText.normalized(text)
            let pieces = SearchText.queryPieces(of: text)
            guard 1...Self.longestText ~= text.unicodeScalars.count else {
                throw GraphQLError(
                    "\"text\" needs at least one letter or digit, and at most \(Self.longestText).", code: .badArgument)
            }
            // The pieces find the candidates by index; the whole text then decides.
            conditions.append([
                "pieces": ["$all": .array(pieces)],
                "searchText": .regularExpression(pattern: text, options: ""),
            ])
        }
        return .all(conditions)
    }
}
