import Foundation
import GraphQL
import Mongo
import Testing

@testable import CityLink

/// Reviews, posts and comments: that they arrive, once, and only when they should.
@Suite(SeededCity()) struct WriteTests {
    var city: City { get throws { try #require(SeededCity.current) } }

    // MARK: - What is written shows

    @Test func `A review shows in the shop's list, rating and order`() async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let before = try await city.ask(Self.shop, ["id": .string(shop)])
        let answer = try await writer.review(shop, stars: 2, "  국물이 싱거워요 ")
        let after = try await city.ask(Self.shop, ["id": .string(shop)])

        #expect(answer.codes == [] && answer.problems("addReview") == [])
        #expect(answer["addReview.review.body"] == .string("국물이 싱거워요"))
        #expect(answer["addReview.review.author.nickname"] == .string(writer.nickname))
        #expect(answer["addReview.review.shop.id"] == .string(shop))
        #expect(answer["addReview.shop.rating"] == after["node.rating"])

        var histogram = before["node.rating.histogram"].items.compactMap(\.number)
        histogram[1] += 1
        let count = histogram.reduce(0, +)
        let sum = histogram.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        #expect(after["node.rating.histogram"].items.compactMap(\.number) == histogram)
        #expect(after["node.rating.count"].number == count)
        let average = (Double(sum) / Double(count) * 100).rounded() / 100
        #expect(try Double(graphQL: after["node.rating.average"]) == average)
        #expect(after["node.reviews.totalCount"].number == count)
        #expect(after["node.reviews.nodes.0.id"] == answer["addReview.review.id"])

        let key = try #require(NodeID(shop)).key
        let found = try await city.shops.byKey([key], fields: [], deadline: .now + .seconds(20))
        #expect(found[key]?.score == (38 + Double(sum)) / Double(10 + count))
    }

    @Test func `A post shows first in its neighbourhood and board`() async throws {
        let writer = try await Newcomer(city)
        let answer = try await writer.post(title: " 길고양이 ", "보신 분?", board: "LOST_FOUND")
        #expect(answer["createPost.problems"] == .list([]))
        #expect(answer["createPost.post.title"] == .string("길고양이"))
        #expect(answer["createPost.post.author.nickname"] == .string(writer.nickname))
        let list = try await city.ask(
            """
            query ($id: ID!) { node(id: $id) { ... on Neighborhood {
                posts(board: LOST_FOUND, first: 1) { nodes { id body } } } } }
            """, ["id": .string(Newcomer.neighborhood)])
        #expect(list["node.posts.nodes.0.id"] == answer["createPost.post.id"])
        #expect(list["node.posts.nodes.0.body"] == .string("보신 분?"))
    }

    @Test func `Comments and replies show below their post, oldest first, and are counted`() async throws {
        let writer = try await Newcomer(city)
        let post = try await writer.newPost()
        let first = try #require(try await writer.comment(post, "첫째")["addComment.comment.id"].text)
        _ = try await writer.comment(post, "둘째")
        let reply = try await writer.comment(post, "첫째의 답", replyTo: first)
        #expect(reply["addComment.post.comments.totalCount"].number == 3)
        let replyId = try #require(reply["addComment.comment.id"].text)
        _ = try await writer.comment(post, "답의 답", replyTo: replyId)

        let thread = try await city.ask(Self.thread, ["id": .string(post)])
        #expect(thread["node.comments.totalCount"].number == 4)
        #expect(thread["node.comments.nodes"].items.map { $0["body"]?.text } == ["첫째", "둘째"])
        #expect(thread["node.comments.nodes.0.replies"].items.map { $0["body"]?.text } == ["첫째의 답", "답의 답"])
        #expect(thread["node.comments.nodes.1.replies"] == .list([]))
    }

    // MARK: - Once

    @Test func `The same review sent twice is written once and answered the same`() async throws {
        let (shop, writer, key) = try await (newShop(city), Newcomer(city), Newcomer.newKey())
        let first = try await writer.review(shop, key: key)
        #expect(try await writer.review(shop, key: key.uppercased()) == first)
        #expect(first.problems("addReview") == [])
        #expect(try await writer.count("reviews") == 1)
    }

    enum Write: String, CaseIterable, Sendable {
        case review = "reviews"
        case post = "posts"
        case comment = "comments"
    }

    @Test(arguments: Write.allCases)
    func `Twenty copies sent at once write one document and get one answer`(write: Write) async throws {
        let (shop, writer, key) = try await (newShop(city), Newcomer(city), Newcomer.newKey())
        let post = try await Newcomer(city).newPost()
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    switch write {
                    case .review: try await writer.review(shop, key: key)
                    case .post: try await writer.post(key: key)
                    case .comment: try await writer.comment(post, anonymous: true, key: key)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 20)
        #expect(answers.allSatisfy { $0 == answers[0] })
        #expect(answers[0].codes == [])
        #expect(try await writer.count(write.rawValue) == 1)
        let thread = try await city.ask(Self.thread, ["id": .string(post)])
        #expect(thread["node.comments.totalCount"].number == (write == .comment ? 1 : 0))
        let rating = try await city.ask(Self.shop, ["id": .string(shop)])
        #expect(rating["node.rating.count"] == rating["node.reviews.totalCount"])
    }

    @Test func `A key is good for one content only`() async throws {
        let (shop, writer, key) = try await (newShop(city), Newcomer(city), Newcomer.newKey())
        let post = try await writer.newPost()
        _ = try await writer.post(title: "a|1:b", "c", key: key)
        let others = try await [
            writer.post(title: "a", "b|c", key: key), writer.post(title: "a|1:b", "c", anonymous: true, key: key),
            writer.post(title: "a", "1:b|1:c", key: key), writer.post(title: "a|1:b", "c", board: "SAFETY", key: key),
        ]
        for answer in others {
            #expect(answer.problems("createPost") == ["KEY_REUSED"])
            #expect(answer["createPost.problems.0.path.0"] == .string("idempotencyKey"))
        }
        #expect(try await writer.review(shop, key: key).problems("addReview") == ["KEY_REUSED"])
        #expect(try await writer.comment(post, key: key).problems("addComment") == ["KEY_REUSED"])
        #expect(try await writer.count("posts") == 2)
        #expect(try await writer.count("reviews") == 0)
        #expect(try await writer.count("comments") == 0)
        // Another's key of the same letters is another key.
        #expect(try await Newcomer(city).post(key: key).problems("createPost") == [])
    }

    @Test func `A second review of a shop answers with the first`() async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let first = try await writer.review(shop, stars: 5)
        let second = try await writer.review(shop, stars: 1)
        #expect(second.problems("addReview") == ["DUPLICATE"])
        #expect(second["addReview.problems.0.__typename"] == .string("DuplicateProblem"))
        #expect(second["addReview.problems.0.existing.__typename"] == .string("Review"))
        #expect(second["addReview.problems.0.existing.id"] == first["addReview.review.id"])
        #expect(second["addReview.review"] == .null)
        #expect(try await writer.count("reviews") == 1)
        let rating = try await city.ask(Self.shop, ["id": .string(shop)])
        #expect(rating["node.rating"] == first["addReview.shop.rating"])
    }

    @Test func `Different reviews sent at once leave one, and a rating that counts it once`() async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let before = try await city.ask(Self.shop, ["id": .string(shop)])["node.rating.count"].number ?? -1
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for stars in 1...5 { group.addTask { try await writer.review(shop, stars: stars) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.problems("addReview") == [] }.count == 1)
        #expect(answers.filter { $0.problems("addReview") == ["DUPLICATE"] }.count == 4)
        let after = try await city.ask(Self.shop, ["id": .string(shop)])
        #expect(after["node.rating.count"].number == before + 1)
        #expect(after["node.reviews.totalCount"].number == before + 1)
    }

    @Test func `Reviews by many at once are all counted`() async throws {
        let shop = try await newShop(city)
        let before = try await city.ask(Self.shop, ["id": .string(shop)])["node.rating.count"].number ?? -1
        let city = try city
        let problems = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<12 { group.addTask { try await Newcomer(city).review(shop).problems("addReview") } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(problems == [])
        let after = try await city.ask(Self.shop, ["id": .string(shop)])
        #expect(after["node.rating.count"].number == before + 12)
    }

    static let shop = """
        query ($id: ID!) { node(id: $id) { ... on Shop {
            rating { average count histogram } reviews(first: 1) { totalCount nodes { id } } } } }
        """
    static let thread = """
        query ($id: ID!) { node(id: $id) { ... on Post { comments(first: 100) { totalCount nodes {
            id body author { \(Newcomer.author) } replies { id body author { \(Newcomer.author) } } } } } } }
        """
}
