import GraphQL
import Mongo

struct PostInput: InputObjectValue {
    var neighborhoodId: String
    var board: Board
    var title: String
    var body: String
    var anonymous: Bool

    static let fields = InputFields(
        "PostInput", Argument("neighborhoodId", String.self), Argument("board", Board.self),
        Argument("title", String.self), Argument("body", String.self), Argument("anonymous", Bool.self),
        make: PostInput.init)

    var problems: [Problem] {
        [Problem.check(title, 1...100, "input", "title"), Problem.check(body, 1...10_000, "input", "body")]
            .compactMap(\.self)
    }
}

extension Writes {
    func createPost(
        _ input: PostInput, by userId: String, key: UUIDText, _ request: CityRequest
    ) async throws -> PostPayload {
        guard input.problems.isEmpty else { return PostPayload(problems: input.problems) }
        let place = PlaceBy.neighborhood(id: input.neighborhoodId)
        guard let neighborhood = try await request.city.neighborhoods.find(place, deadline: request.deadline) else {
            return PostPayload(problems: [.notFound("동네를 찾을 수 없습니다.", "input", "neighborhoodId")])
        }
        let post = Post(
            id: "", key: ObjectID.generate().hex, region: neighborhood.code, board: input.board, authorId: userId,
            isAnonymous: input.anonymous, title: input.title.trimmed, body: input.body.trimmed,
            createdAt: request.now, viewCount: 0, commentCount: 0, reactions: [])
        let content = [
            "createPost", post.region, post.board.rawValue, "\(post.isAnonymous)", post.title, post.body,
        ]
        let outcome = try await once(Once(userId: userId, key: key, content: content), request) {
            [posts] session in
            try session.on(posts).insertOne(
                post.document(anonymousAuthors: [post.isAnonymous ? userId : Post.noAuthor]))
            return post.key
        }
        switch outcome {
        case .written(let key):
            return PostPayload(post: try await request.city.posts.byKey([key], deadline: request.deadline)[key])
        case .keyReused: return PostPayload(problems: [.keyReused])
        case .refused(let problem): return PostPayload(problems: [problem])
        case .duplicate(let duplicate): throw MongoError.duplicateKey(duplicate)
        }
    }
}
