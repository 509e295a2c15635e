import GraphQL
import Mongo

/// What others see of somebody.
struct Profile: ObjectValue {
    var id: String
    var key: String
    var nickname: String
    /// The code of the neighbourhood.
    var residentOf: String?
}

extension Profile: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var nickname: String?
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "nickname": nickname = try field.string()
            case "residentOf": residentOf = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        id = NodeID(.profile, self.key).text
        self.nickname = try nickname.required("nickname")
    }
}

struct UserRepository: Sendable {
    static let collectionName = "users"

    private let collection: MongoCollection

    init(_ database: MongoDatabase) { collection = database.collection(UserRepository.collectionName) }

    /// One command, however many ask for the same person.
    func byKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: Profile] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], projection: ["nickname": 1, "residentOf": 1],
            readPreference: .secondaryPreferred, deadline: deadline, as: Profile.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

enum AccountResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            Object<Profile>("Profile") {
                Field("id", \.id)
                Field("nickname", \.nickname)
                Field("residentOf") { profiles, context in
                    let codes = profiles.map(\.residentOf)
                    let found = try await context.neighborhoods.byCode(
                        codes.compactMap(\.self), deadline: context.deadline)
                    return codes.map { $0.flatMap { found[$0] } }
                }
            }
        }
    }
}
