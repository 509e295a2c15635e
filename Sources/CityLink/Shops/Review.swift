import GraphQL
import Mongo

struct Review: ObjectValue {
    var id: String
    var key: String
    var shopKey: String
    var authorId: String
    var stars: Int
    var body: String
    var createdAt: Timestamp
    var visitVerified: Bool
    var helpful: Int
    var reply: String?
}

enum ReviewOrder: String, EnumValue {
    case newest = "NEWEST"
    case helpful = "HELPFUL"
    case highest = "HIGHEST"
    case lowest = "LOWEST"
}

extension Review: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var shopKey: String?
        var authorId: String?
        var stars: Int?
        var body: String?
        var createdAt: Timestamp?
        visitVerified = false
        helpful = 0
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "shopId": shopKey = try field.string()
            case "authorId": authorId = try field.string()
            case "stars": stars = try field.int()
            case "body": body = try field.string()
            case "createdAt": createdAt = Timestamp(millisecondsSince1970: try field.date())
            case "visitVerified": visitVerified = try field.bool()
            case "helpful": helpful = try field.int()
            case "reply": reply = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        self.shopKey = try shopKey.required("shopId")
        id = NodeID(.review, self.shopKey, self.key).text
        self.authorId = try authorId.required("authorId")
        self.stars = try stars.required("stars")
        self.body = try body.required("body")
        self.createdAt = try createdAt.required("createdAt")
    }

    var document: BSONDocument {
        var document = BSONDocument()
        document.append("_id", key)
        document.append("shopId", shopKey)
        document.append("authorId", authorId)
        document.append("stars", stars)
        document.append("body", body)
        document.append("createdAt", date: createdAt.millisecondsSince1970)
        document.append("visitVerified", visitVerified)
        document.append("helpful", helpful)
        document.append("reply", reply)
        return document
    }
}
