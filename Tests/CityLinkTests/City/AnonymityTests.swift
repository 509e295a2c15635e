import GraphQL
import Mongo
import Testing

@testable import CityLink

// What others learn of somebody who writes without a name.
extension WriteTests {
    private func labels(_ thread: Answer) -> [[String: Value]] {
        let comments = thread["node.comments.nodes"].items
        return (comments + comments.flatMap { $0["replies"]?.items ?? [] }).map { comment in
            ["body": comment["body"] ?? .null, "label": comment["author"]?["label"] ?? .null]
        }
    }

    @Test func `Numbers without names are stable within a thread, and begin anew in the next`() async throws {
        let city = try city
        let (host, first, second) = try await (Newcomer(city), Newcomer(city), Newcomer(city))
        let post = try await host.newPost(anonymous: true)
        let root = try #require(try await first.comment(post, "1", anonymous: true)["addComment.comment.id"].text)
        _ = try await second.comment(post, "2", anonymous: true)
        _ = try await host.comment(post, "글쓴이", replyTo: root, anonymous: true)
        _ = try await second.comment(post, "이름", anonymous: false)
        _ = try await first.comment(post, "1", replyTo: root, anonymous: true)
        _ = try await second.comment(post, "2", anonymous: true)
        for comment in labels(try await city.ask(Self.thread, ["id": .string(post)])) {
            let body = comment["body"]?.text ?? ""
            switch body {
            case "글쓴이": #expect(comment["label"] == .string("익명 (글쓴이)"))
            case "이름": #expect(comment["label"] == .null)
            default: #expect(comment["label"] == .string("익명 \(body)"))
            }
        }
        let other = try await host.newPost(anonymous: true)
        let answer = try await second.comment(other, anonymous: true)
        #expect(answer["addComment.comment.author.label"] == .string("익명 1"))
    }

    @Test func `An anonymous comment under one's own signed post does not say whose it is`() async throws {
        let city = try city
        let (host, other) = try await (Newcomer(city), Newcomer(city))
        let post = try await host.newPost()
        #expect(try await other.comment(post, anonymous: true)["addComment.comment.author.label"] == .string("익명 1"))
        let answer = try await host.comment(post, anonymous: true)
        #expect(answer["addComment.comment.author.label"] == .string("익명 2"))
        #expect(answer["addComment.comment.author.isThreadAuthor"] == .boolean(false))
    }

    @Test func `Many who write without a name at once get different numbers`() async throws {
        let city = try city
        let post = try await Newcomer(city).newPost(anonymous: true)
        let labels = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await Newcomer(city).comment(post, anonymous: true)["addComment.comment.author.label"].text
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(labels.compactMap(\.self)) == Set((1...10).map { "익명 \($0)" }))
    }

    @Test func `Nothing in an answer says who wrote without a name`() async throws {
        let city = try city
        let host = try await Newcomer(city)
        let written = try await host.post(title: "비밀", "글", anonymous: true)
        let post = try #require(written["createPost.post.id"].text)
        let commented = try await host.comment(post, anonymous: true)
        let comment = try #require(commented["addComment.comment.id"].text)
        let profile = NodeID(.profile, host.userId).text
        let everything = try await city.ask(
            """
            query ($post: ID!, $comment: ID!) {
                post: node(id: $post) { id ... on Post { \(Self.postFields) comments { edges { cursor node {
                    id body createdAt author { \(Newcomer.author) } replies { id } } } pageInfo { endCursor } } } }
                comment: node(id: $comment) { id ... on Comment {
                    body createdAt author { \(Newcomer.author) } replies { id } } }
                neighborhoods { posts(first: 5) { edges { cursor node { \(Self.postFields) } } } }
            }
            """, ["post": .string(post), "comment": .string(comment)], as: Viewer(userId: host.userId, role: .operator))
        #expect(everything.codes == [])
        for answer in [written, commented, everything] {
            let strings = answer.json.strings
            // Opaque ids and cursors are looked into as well.
            for text in strings
                + strings.compactMap({ Base64URL.decode($0).map { String(decoding: $0, as: UTF8.self) } })
            {
                #expect(!text.contains(host.userId) && !text.contains(host.nickname) && !text.contains(profile))
            }
        }
    }

    private static let postFields = """
        id title body createdAt board viewCount reactions { kind count } neighborhood { id } author { \(Newcomer.author) }
        """
}

extension Value {
    /// Every string in it, at any depth.
    var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let items): items.flatMap(\.strings)
        case .object(let fields): fields.flatMap(\.value.strings)
        default: []
        }
    }
}
