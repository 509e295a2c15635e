import GraphQL
import Mongo

struct Comment: ObjectValue, Authored {
    var id: String
    var key: String
    var postKey: String
    /// The comment it answers; only comments of the first level are answered.
    var replyTo: String?
    var authorId: String
    var anonymousNumber: Int?
    var body: String
    var createdAt: Timestamp
}

extension Comment: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var postKey: String?
        var authorId: String?
        var body: String?
        var createdAt: Timestamp?
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "postId": postKey = try field.string()
            case "replyTo": replyTo = try field.decode()
            case "authorId": authorId = try field.string()
            case "anonymousNumber": anonymousNumber = try field.decode()
            case "body": body = try field.string()
            case "createdAt": createdAt = Timestamp(millisecondsSince1970: try field.date())
            default: continue
            }
        }
        self.key = try key.required("_id")
        self.postKey = try postKey.required("postId")
        id = NodeID(.comment, self.postKey, self.key).text
        self.authorId = try authorId.required("authorId")
        self.body = try body.required("body")
        self.createdAt = try createdAt.required("createdAt")
    }

    var document: BSONDocument {
        var document = BSONDocument()
        document.append("_id", key)
        document.append("postId", postKey)
        // Written as null for the first level, so that one index serves "the first level of a post".
        document.append("replyTo", replyTo.map(BSONValue.string) ?? .null)
        document.append("authorId", authorId)
        document.append("anonymousNumber", anonymousNumber)
        document.append("body", body)
        document.append("createdAt", date: createdAt.millisecondsSince1970)
        return document
    }
}

struct CommentRepository: Sendable {
    static let collectionName = "comments"
    static let indexes = [
        MongoIndex(["postId": 1, "replyTo": 1, "createdAt": 1, "_id": 1]),
        MongoIndex(["replyTo": 1, "createdAt": 1, "_id": 1]),
    ]

    /// More replies to one comment than this are not shown.
    private static let maximumReplies = 100
    private static let sort = SortOrder(("createdAt", .date, .ascending))

    private let collection: MongoCollection
    private let ofPosts: FirstOfEach
    private let ofComments: FirstOfEach

    init(_ database: MongoDatabase) {
        collection = database.collection(CommentRepository.collectionName)
        ofPosts = FirstOfEach(
            parents: database.collection(PostRepository.collectionName), children: collection, field: "postId")
        ofComments = FirstOfEach(parents: collection, children: collection, field: "replyTo")
    }

    /// One page of first-level comments for each post, oldest first: one command for all of them.
    func pages(
        of posts: [Post], first: Int, after: String?, deadline: ContinuousClock.Instant
    ) async throws -> [Page<Comment>] {
        let list = "comments"
        let request = try PageRequest(first: first, after: after, filter: list)
        let found = try await ofPosts.find(
            posts.map(\.key), matching: .all([["replyTo": .null], try Self.sort.condition(after: request.after)]),
            sort: Self.sort.bson, limit: request.first + 1, deadline: deadline, as: Comment.self)
        return posts.map { post in
            Page(found[post.key] ?? [], request, total: .known(post.commentCount)) { comment in
                Cursor([.date(comment.createdAt.millisecondsSince1970), .string(comment.key)], filter: list)
            }
        }
    }

    func replies(to comments: [Comment], deadline: ContinuousClock.Instant) async throws -> [[Comment]] {
        let found = try await ofComments.find(
            comments.map(\.key), sort: Self.sort.bson, limit: Self.maximumReplies, deadline: deadline,
            as: Comment.self)
        return comments.map { found[$0.key] ?? [] }
    }

    func byKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: Comment] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], readPreference: .primaryPreferred, deadline: deadline,
            as: Comment.self)
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
