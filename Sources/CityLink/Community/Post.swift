import GraphQL
import Mongo

struct Post: ObjectValue, Authored {
    var id: String
    var key: String
    /// The code of its neighbourhood.
    var region: String
    var board: Board
    var authorId: String
    var isAnonymous: Bool
    var title: String
    var body: String
    var createdAt: Timestamp
    var viewCount: Int
    var commentCount: Int
    var reactions: [ReactionCount]

    var anonymousNumber: Int? { isAnonymous ? 0 : nil }

    /// No account has this key.
    static let noAuthor = ""
}

struct ReactionCount: ObjectValue {
    var kind: Reaction
    var count: Int
}

enum Board: String, EnumValue {
    case free = "FREE"
    case question = "QUESTION"
    case together = "TOGETHER"
    case lostAndFound = "LOST_FOUND"
    case giveaway = "GIVEAWAY"
    case safety = "SAFETY"
}

enum Reaction: String, EnumValue {
    case like = "LIKE"
    case thanks = "THANKS"
    case sad = "SAD"
    case surprised = "SURPRISED"
}

extension Post: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var region: String?
        var board: Board?
        var authorId: String?
        var title: String?
        var body: String?
        var createdAt: Timestamp?
        isAnonymous = false
        viewCount = 0
        commentCount = 0
        reactions = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "region": region = try field.string()
            case "board": board = try field.enumeration()
            case "authorId": authorId = try field.string()
            case "anonymous": isAnonymous = try field.bool()
            case "title": title = try field.string()
            case "body": body = try field.string()
            case "createdAt": createdAt = Timestamp(millisecondsSince1970: try field.date())
            case "viewCount": viewCount = try field.int()
            case "commentCount": commentCount = try field.int()
            case "reactions": reactions = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        self.region = try region.required("region")
        id = NodeID(.post, self.region, self.key).text
        self.board = try board.required("board")
        self.authorId = try authorId.required("authorId")
        self.title = try title.required("title")
        self.body = try body.required("body")
        self.createdAt = try createdAt.required("createdAt")
    }

    /// - Parameter anonymousAuthors: who wrote here without a name, in the order of their numbers. The first is the author
    ///   of an anonymous post. Under a signed one it is ``noAuthor``: marked as the post's author, an anonymous comment
    ///   of theirs would carry their name.
    func document(anonymousAuthors: [String]) -> BSONDocument {
        var document = BSONDocument()
        document.append("_id", key)
        document.append("region", region)
        document.append("board", board.rawValue)
        document.append("authorId", authorId)
        document.append("anonymous", isAnonymous)
        document.append("title", title)
        document.append("body", body)
        document.append("createdAt", date: createdAt.millisecondsSince1970)
        document.append("viewCount", viewCount)
        document.append("commentCount", commentCount)
        document.append("reactions", reactions.map(\.bson))
        document.append("anonymousAuthors", anonymousAuthors)
        return document
    }
}

extension ReactionCount: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var kind: Reaction?
        count = 0
        while let field = try reader.next() {
            switch field.key {
            case "kind": kind = try field.enumeration()
            case "count": count = try field.int()
            default: continue
            }
        }
        self.kind = try kind.required("kind")
    }

    var bson: BSONDocument { ["kind": .string(kind.rawValue), "count": .int(count)] }
}

struct PostRepository: Sendable {
    static let collectionName = "posts"
    static let indexes = [
        MongoIndex(["region": 1, "createdAt": -1, "_id": -1]),
        MongoIndex(["region": 1, "board": 1, "createdAt": -1, "_id": -1]),
    ]

    private let collection: MongoCollection
    private let ofNeighborhoods: FirstOfEach
    private static let sort = SortOrder(("createdAt", .date, .descending))

    init(_ database: MongoDatabase) {
        collection = database.collection(PostRepository.collectionName)
        ofNeighborhoods = FirstOfEach(
            parents: database.collection(NeighborhoodRepository.collectionName), children: collection, field: "region")
    }

    /// One page for each neighbourhood, newest first: one command for all of them.
    func pages(
        of regions: [String], board: Board?, first: Int, after: String?, deadline: ContinuousClock.Instant
    ) async throws -> [Page<Post>] {
        let list = "posts|\(board?.rawValue ?? "")"
        let request = try PageRequest(first: first, after: after, filter: list)
        let condition: BSONDocument = board.map { ["board": .string($0.rawValue)] } ?? [:]
        let found = try await ofNeighborhoods.find(
            regions, matching: .all([condition, try Self.sort.condition(after: request.after)]), sort: Self.sort.bson,
            limit: request.first + 1, deadline: deadline, as: Post.self)
        return regions.map { region in
            let total = CountRequest(collection: collection.name, field: "region", value: region, filter: condition)
            return Page(found[region] ?? [], request, total: .count(total)) { post in
                Cursor([.date(post.createdAt.millisecondsSince1970), .string(post.key)], filter: list)
            }
        }
    }

    func byKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: Post] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], readPreference: .primaryPreferred, deadline: deadline,
            as: Post.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
