import GraphQL
import Mongo

struct CommentInput: InputObjectValue {
    var postId: String
    var replyTo: String?
    var body: String
    var anonymous: Bool

    static let fields = InputFields(
        "CommentInput", Argument("postId", String.self), Argument("replyTo", String?.self),
        Argument("body", String.self), Argument("anonymous", Bool.self), make: CommentInput.init)
}

extension Writes {
    /// Writes the comment, counts it at its post, and gives an anonymous author a number of the thread.
    func addComment(
        _ input: CommentInput, by userId: String, key: UUIDText, _ request: CityRequest
    ) async throws -> CommentPayload {
        if let problem = Problem.check(input.body, 1...2000, "input", "body") {
            return CommentPayload(problems: [problem])
        }
        let noPost = Problem.notFound("글을 찾을 수 없습니다.", "input", "postId")
        let noComment = Problem.notFound("답할 댓글을 찾을 수 없습니다.", "input", "replyTo")
        guard let post = NodeID(input.postId), post.kind == .post else { return CommentPayload(problems: [noPost]) }
        var answered: NodeID?
        if let replyTo = input.replyTo {
            guard let comment = NodeID(replyTo), comment.kind == .comment, comment.keys[0] == post.key else {
                return CommentPayload(problems: [noComment])
            }
            answered = comment
        }
        let replyTo = answered
        let body = input.body.trimmed
        let commentKey = ObjectID.generate().hex
        let content = ["addComment", post.key, replyTo?.key ?? "", "\(input.anonymous)", body]
        let outcome = try await once(Once(userId: userId, key: key, content: content), request) {
            [posts, comments] session in
            var thread: String?
            if let replyTo {
                let filter: BSONDocument = ["_id": .string(replyTo.key), "postId": .string(post.key)]
                guard let parent = try session.on(comments).findOne(filter, as: Comment.self) else {
                    throw Refusal(problem: noComment)
                }
                thread = parent.replyTo ?? parent.key
            }
            var update: BSONDocument = ["$inc": ["commentCount": 1]]
            if input.anonymous { update.append("$addToSet", ["anonymousAuthors": .string(userId)] as BSONDocument) }
            // With the shard key, so that a forged id finds nothing here either.
            let filter: BSONDocument = ["_id": .string(post.key), "region": .string(post.keys[0])]
            guard
                let authors = try session.on(posts).findOneAndUpdate(
                    filter, .operators(update), projection: ["anonymousAuthors": 1], as: ThreadAuthors.self)
            else { throw Refusal(problem: noPost) }
            let comment = Comment(
                id: "", key: commentKey, postKey: post.key, replyTo: thread, authorId: userId,
                anonymousNumber: input.anonymous ? authors.keys.firstIndex(of: userId) : nil, body: body,
                createdAt: request.now)
            try session.on(comments).insertOne(comment.document)
            return commentKey
        }
        switch outcome {
        case .written(let key):
            async let comment = request.city.comments.byKey([key], deadline: request.deadline)[key]
            async let commented = request.city.posts.byKey([post.key], deadline: request.deadline)[post.key]
            return try await CommentPayload(comment: comment, post: commented)
        case .keyReused: return CommentPayload(problems: [.keyReused])
        case .refused(let problem): return CommentPayload(problems: [problem])
        case .duplicate(let duplicate): throw MongoError.duplicateKey(duplicate)
        }
    }
}

private struct ThreadAuthors: BSONDecodable, Sendable {
    /// Accounts, in the order of their numbers.
    let keys: [String]

    init(from reader: inout BSONReader) throws(BSONError) {
        var keys: [String] = []
        while let field = try reader.next() {
            switch field.key {
            case "anonymousAuthors": keys = try field.decode()
            default: continue
            }
        }
        self.keys = keys
    }
}
