import GraphQL
import Mongo

struct ReviewRepository: Sendable {
    static let collectionName = "reviews"
    static let indexes = [
        MongoIndex(["shopId": 1, "authorId": 1], unique: true),
        MongoIndex(["shopId": 1, "createdAt": -1, "_id": -1]),
        MongoIndex(["shopId": 1, "helpful": -1, "_id": -1]),
        MongoIndex(["shopId": 1, "stars": -1, "_id": -1]),
    ]

    private let collection: MongoCollection
    private let ofShops: FirstOfEach

    init(_ database: MongoDatabase) {
        collection = database.collection(ReviewRepository.collectionName)
        ofShops = FirstOfEach(
            parents: database.collection(ShopRepository.collectionName), children: collection, field: "shopId")
    }

    /// One page for each shop: one command for all of them.
    func pages(
        of shops: [Shop], order: ReviewOrder, minStars: Int?, first: Int, after: String?,
        deadline: ContinuousClock.Instant
    ) async throws -> [Page<Review>] {
        if let minStars, !(1...5 ~= minStars) {
            throw GraphQLError("\"minStars\" must be from 1 to 5, found \(minStars).", code: .badArgument)
        }
        let filter = "reviews|\(order.rawValue)|\(minStars ?? 0)"
        let request = try PageRequest(first: first, after: after, filter: filter)
        let condition: BSONDocument? = minStars.map { ["stars": ["$gte": .int($0)]] }
        let found = try await ofShops.find(
            shops.map(\.key), matching: .all([condition, try order.sort.condition(after: request.after)]),
            sort: order.sort.bson, limit: request.first + 1, deadline: deadline, as: Review.self)
        return shops.map { shop in
            // The shop's rating knows how many gave how many stars.
            let total = shop.rating.histogram.dropFirst((minStars ?? 1) - 1).reduce(0, +)
            return Page(found[shop.key] ?? [], request, total: .known(total)) { order.cursor(of: $0, filter: filter) }
        }
    }

    func byKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: Review] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], readPreference: .primaryPreferred, deadline: deadline,
            as: Review.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ReviewOrder {
    var sort: SortOrder {
        switch self {
        case .newest: SortOrder(("createdAt", .date, .descending))
        case .helpful: SortOrder(("helpful", .integer, .descending))
        case .highest: SortOrder(("stars", .integer, .descending))
        case .lowest: SortOrder(("stars", .integer, .ascending))
        }
    }

    func cursor(of review: Review, filter: String) -> Cursor {
        let value: BSONValue =
            switch self {
            case .newest: .date(review.createdAt.millisecondsSince1970)
            case .helpful: .int(review.helpful)
            case .highest, .lowest: .int(review.stars)
            }
        return Cursor([value, .string(review.key)], filter: filter)
    }
}
