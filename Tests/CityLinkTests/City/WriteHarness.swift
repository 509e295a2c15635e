import Foundation
import GraphQL
import Mongo
import Synchronization
import Testing

@testable import CityLink

/// Somebody new in the city, with shops and posts that no other test touches.
struct Newcomer: Sendable {
    let city: City
    let viewer: Viewer
    let nickname: String

    var userId: String { viewer.userId ?? "" }

    /// Moves in, in 서교동.
    init(_ city: City) async throws {
        self.city = city
        let userId = "newcomer-\(UUID().uuidString.lowercased())"
        nickname = "이웃 \(userId.suffix(6))"
        viewer = Viewer(userId: userId, role: .citizen)
        let document: BSONDocument = [
            "_id": .string(userId), "nickname": .string(nickname), "residentOf": "1144066000",
        ]
        try await city.database.collection(UserRepository.collectionName).insertOne(document)
    }

    // MARK: Writing

    func review(_ shop: String, stars: Int = 4, _ body: String = "좋아요", key: String = newKey()) async throws -> Answer {
        try await city.ask(
            """
            mutation ($shop: ID!, $input: ReviewInput!, $key: UUID!) {
                addReview(shopId: $shop, input: $input, idempotencyKey: $key) {
                    review { id stars body author { nickname } shop { id } }
                    shop { id rating { average count histogram } }
                    problems { \(Newcomer.problem) }
                }
            }
            """,
            [
                "shop": .string(shop), "key": .string(key),
                "input": .object([.init("stars", .int(stars)), .init("body", .string(body))]),
            ], as: viewer)
    }

    func post(
        title: String = "제목", _ body: String = "글", anonymous: Bool = false,
        neighborhood: String = Newcomer.neighborhood, board: String = "FREE", key: String = newKey()
    ) async throws -> Answer {
        try await city.ask(
            """
            mutation ($input: PostInput!, $key: UUID!) {
                createPost(input: $input, idempotencyKey: $key) {
                    post { id title body board author { \(Newcomer.author) } neighborhood { id } comments { totalCount } }
                    problems { \(Newcomer.problem) }
                }
            }
            """,
            [
                "key": .string(key),
                "input": .object([
                    .init("neighborhoodId", .string(neighborhood)), .init("board", .string(board)),
                    .init("title", .string(title)), .init("body", .string(body)),
                    .init("anonymous", .boolean(anonymous)),
                ]),
            ], as: viewer)
    }

    func comment(
        _ post: String, _ body: String = "댓글", replyTo: String? = nil, anonymous: Bool = false, key: String = newKey()
    ) async throws -> Answer {
        try await city.ask(
            """
            mutation ($input: CommentInput!, $key: UUID!) {
                addComment(input: $input, idempotencyKey: $key) {
                    comment { id body author { \(Newcomer.author) } }
                    post { id comments { totalCount } }
                    problems { \(Newcomer.problem) }
                }
            }
            """,
            [
                "key": .string(key),
                "input": .object([
                    .init("postId", .string(post)), .init("body", .string(body)),
                    .init("replyTo", replyTo.map(Value.string) ?? .null), .init("anonymous", .boolean(anonymous)),
                ]),
            ], as: viewer)
    }

    /// Writes a post and gives its id.
    func newPost(anonymous: Bool = false) async throws -> String {
        try #require(try await post(anonymous: anonymous)["createPost.post.id"].text)
    }

    private static let problem = "__typename code message path ... on DuplicateProblem { existing { __typename id } }"
    static let author =
        "__typename ... on Profile { id nickname } ... on AnonymousAuthor { label isThreadAuthor }"

    // MARK: Looking

    /// How many documents of a collection have this account as their author.
    func count(_ collection: String) async throws -> Int {
        try await city.database.collection(collection).count(["authorId": .string(userId)])
    }

    static let neighborhood = NodeID(.neighborhood, "1144066000").text

    static func newKey() -> String { UUID().uuidString }
}

/// The next shop of the seed that no other test has taken.
func newShop(_ city: City) async throws -> String {
    let number = nextShop.add(1, ordering: .relaxed).oldValue
    let found = try await city.database.collection(ShopRepository.collectionName)
        .find(sort: ["_id": 1], limit: 1, skip: number, as: Shop.self)
    return try #require(found.first).id
}

private let nextShop = Atomic(0)
