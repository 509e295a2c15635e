import GraphQL
import Mongo

struct Discount: ObjectValue {
    var id: String
    var key: String
    var shopKey: String
    var title: String
    var kind: DiscountKind
    var percent: Int?
    var amount: Int?
    var from: Timestamp
    var until: Timestamp
    var terms: String?
    var remaining: Int?
}

enum DiscountKind: String, EnumValue {
    case percent = "PERCENT"
    case amount = "AMOUNT"
    case gift = "GIFT"
}

extension Discount: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var shopKey: String?
        var title: String?
        var kind: DiscountKind?
        var from: Timestamp?
        var until: Timestamp?
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "shopId": shopKey = try field.string()
            case "title": title = try field.string()
            case "kind": kind = try field.enumeration()
            case "percent": percent = try field.decode()
            case "amount": amount = try field.decode()
            case "from": from = Timestamp(millisecondsSince1970: try field.date())
            case "until": until = Timestamp(millisecondsSince1970: try field.date())
            case "terms": terms = try field.decode()
            case "remaining": remaining = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        self.shopKey = try shopKey.required("shopId")
        id = NodeID(.discount, self.shopKey, self.key).text
        self.title = try title.required("title")
        self.kind = try kind.required("kind")
        self.from = try from.required("from")
        self.until = try until.required("until")
    }
}

struct DiscountRepository: Sendable {
    static let collectionName = "discounts"
    static let indexes = [MongoIndex(["shopId": 1, "until": 1])]

    private let collection: MongoCollection

    init(_ database: MongoDatabase) { collection = database.collection(DiscountRepository.collectionName) }

    /// The discounts of each shop that are valid at a moment, those that end first first.
    func active(
        at moment: Timestamp, of shops: [String], deadline: ContinuousClock.Instant
    ) async throws -> [[Discount]] {
        let found = try await collection.find(
            [
                "shopId": ["$in": .array(Set(shops).sorted())],
                "from": ["$lte": .date(moment.millisecondsSince1970)],
                "until": ["$gt": .date(moment.millisecondsSince1970)],
            ], sort: ["until": 1, "_id": 1], readPreference: .secondaryPreferred, deadline: deadline,
            as: Discount.self)
        let byShop = Dictionary(grouping: found, by: \.shopKey)
        return shops.map { byShop[$0] ?? [] }
    }

    func byKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: Discount] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], readPreference: .secondaryPreferred, deadline: deadline,
            as: Discount.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
