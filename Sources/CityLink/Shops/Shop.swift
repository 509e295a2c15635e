import GraphQL
import Mongo

struct Shop: ObjectValue, Located, Named {
    var id: String
    /// The document's key.
    var key: String
    /// The code of its neighbourhood.
    var region: String
    var name: LocalizedText
    var category: ShopCategory
    var address: Address
    var location: GeoPoint
    var phone: String?
    var hours: [OpeningHours]
    var localCurrencies: [String]
    var stepFree: Bool?
    var menu: [MenuItem]
    var rating: Rating
    var createdAt: Timestamp
    /// The sort value of the best-rated order.
    var score: Double
    /// From the point that was asked for, when the shop was found by its place.
    var distance: Double?
}

struct Address: ObjectValue {
    var road = ""
    var lot: String?
    var detail: String?
    var postalCode: String?
}

struct MenuItem: ObjectValue {
    var name: String
    var price: Int?
}

struct Rating: ObjectValue {
    var count = 0
    /// How many gave 1, 2, 3, 4 and 5 stars.
    var histogram = [0, 0, 0, 0, 0]

    var sum: Int { zip(1..., histogram).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Rounded to two decimals: more would only pretend to be exact.
    var average: Double? { count == 0 ? nil : (Double(sum) / Double(count) * 100).rounded() / 100 }

    /// The average as if ten more people had given the usual 3.8 stars: few ratings count for little.
    var score: Double { (3.8 * 10 + Double(sum)) / Double(10 + count) }
}

enum ShopCategory: String, EnumValue {
    case korean = "KOREAN"
    case chinese = "CHINESE"
    case japanese = "JAPANESE"
    case western = "WESTERN"
    case snack = "SNACK"
    case cafe = "CAFE"
    case bar = "BAR"
    case market = "MARKET"
    case beauty = "BEAUTY"
    case health = "HEALTH"
    case education = "EDUCATION"
    case living = "LIVING"
    case other = "OTHER"
}

// MARK: - Documents

/// The parts of a shop that an operation asks for; the others are not fetched and hold their empty values.
struct ShopFields: OptionSet, Sendable, Hashable {
    let rawValue: Int

    static let address = ShopFields(rawValue: 1)
    static let phone = ShopFields(rawValue: 2)
    static let hours = ShopFields(rawValue: 4)
    static let localCurrencies = ShopFields(rawValue: 8)
    static let stepFree = ShopFields(rawValue: 16)
    static let menu = ShopFields(rawValue: 32)
    static let all = ShopFields(rawValue: 63)

    init(rawValue: Int) { self.rawValue = rawValue }

    init(_ selection: SelectedFields) {
        var fields: ShopFields = []
        if selection.contains("address") { fields.insert(.address) }
        if selection.contains("phone") { fields.insert(.phone) }
        if selection.contains("hours") || selection.contains("isOpen") { fields.insert(.hours) }
        if selection.contains("localCurrencies") { fields.insert(.localCurrencies) }
        if selection.contains("stepFree") { fields.insert(.stepFree) }
        if selection.contains("menu") { fields.insert(.menu) }
        self = fields
    }

    var projection: BSONDocument {
        var document: BSONDocument = [
            "region": 1, "name": 1, "category": 1, "location": 1, "rating": 1, "score": 1, "createdAt": 1,
            "distance": 1,
        ]
        if contains(.address) { document.append("address", Int32(1)) }
        if contains(.phone) { document.append("phone", Int32(1)) }
        if contains(.hours) { document.append("hours", Int32(1)) }
        if contains(.localCurrencies) { document.append("localCurrencies", Int32(1)) }
        if contains(.stepFree) { document.append("stepFree", Int32(1)) }
        if contains(.menu) { document.append("menu", Int32(1)) }
        return document
    }
}

extension Shop: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var region: String?
        var name: LocalizedText?
        var category: ShopCategory?
        var location: GeoPoint?
        var rating: Rating?
        var createdAt: Timestamp?
        var score: Double?
        address = Address()
        hours = []
        localCurrencies = []
        menu = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "region": region = try field.string()
            case "name": name = try field.decode()
            case "category": category = try field.enumeration()
            case "address": address = try field.decode()
            case "location": location = try field.decode()
            case "phone": phone = try field.decode()
            case "hours": hours = try field.decode()
            case "localCurrencies": localCurrencies = try field.decode()
            case "stepFree": stepFree = try field.decode()
            case "menu": menu = try field.decode()
            case "rating": rating = try field.decode()
            case "createdAt": createdAt = Timestamp(millisecondsSince1970: try field.date())
            case "score": score = try field.double()
            case "distance": distance = try field.double()
            default: continue
            }
        }
        self.key = try key.required("_id")
        self.region = try region.required("region")
        id = NodeID(.shop, self.region, self.key).text
        self.name = try name.required("name")
        self.category = try category.required("category")
        self.location = try location.required("location")
        self.rating = try rating.required("rating")
        self.createdAt = try createdAt.required("createdAt")
        self.score = try score.required("score")
    }
}

extension Address: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var road: String?
        while let field = try reader.next() {
            switch field.key {
            case "road": road = try field.string()
            case "lot": lot = try field.decode()
            case "detail": detail = try field.decode()
            case "postalCode": postalCode = try field.decode()
            default: continue
            }
        }
        self.road = try road.required("road")
    }
}

extension MenuItem: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var name: String?
        var price: Int?
        while let field = try reader.next() {
            switch field.key {
            case "name": name = try field.string()
            case "price": price = try field.decode()
            default: continue
            }
        }
        self.init(name: try name.required("name"), price: price)
    }
}

extension Rating: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        while let field = try reader.next() {
            switch field.key {
            case "histogram": histogram = try field.decode()
            default: continue
            }
        }
        guard histogram.count == 5 else { throw BSONError(.invalidValue("five counts"), path: ["histogram"]) }
        count = histogram.reduce(0, +)
    }

    /// Everything that queries look at.
    var bson: BSONValue {
        [
            "histogram": .array(histogram), "count": .int(count),
            "average": average.map(BSONValue.double) ?? .null,
        ]
    }
}

extension BSONField {
    /// A string that names a case.
    func enumeration<E: RawRepresentable>() throws(BSONError) -> E where E.RawValue == String {
        let text = try string()
        guard let value = E(rawValue: text) else { throw invalid("\"\(text)\" is not one of the known values") }
        return value
    }
}
