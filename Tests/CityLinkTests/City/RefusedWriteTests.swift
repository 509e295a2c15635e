import GraphQL
import Mongo
import StoreProcesses
import Testing

@testable import CityLink

// Writes that must not take place, and what they say.
extension WriteTests {
    // MARK: - Who

    @Test func `Nobody who is not signed in writes anything`() async throws {
        let city = try city
        let (shop, post) = try await (newShop(city), Newcomer(city).newPost())
        for viewer in [Viewer.anonymous, Viewer(role: .citizen), Viewer(role: .operator)] {
            let answer = try await city.ask(
                """
                mutation ($shop: ID!, $post: ID!, $place: ID!) {
                    addReview(shopId: $shop, input: { stars: 5, body: "x" },
                        idempotencyKey: "00000000-0000-4000-8000-000000000001") { problems { code } }
                    createPost(input: { neighborhoodId: $place, board: FREE, title: "nobody's", body: "x" },
                        idempotencyKey: "00000000-0000-4000-8000-000000000002") { problems { code } }
                    addComment(input: { postId: $post, body: "nobody's" },
                        idempotencyKey: "00000000-0000-4000-8000-000000000003") { problems { code } }
                }
                """,
                ["shop": .string(shop), "post": .string(post), "place": .string(Newcomer.neighborhood)], as: viewer)
            #expect(answer.json["data"] == .null)
            #expect(Set(answer.codes) == ["UNAUTHENTICATED"])
        }
        let database = city.database
        #expect(try await database.collection("posts").count(["title": "nobody's"]) == 0)
        #expect(try await database.collection("comments").count(["body": "nobody's"]) == 0)
        let key = try #require(NodeID(shop)).key
        #expect(try await database.collection("reviews").count(["shopId": .string(key), "body": "x"]) == 0)
    }

    // MARK: - What

    @Test(arguments: [
        "", " ", "\n\t\r\n", "\u{3000}\u{A0}", "\u{200B}", "\u{3164}", "\u{115F}\u{1160}", "\u{FEFF}\u{2060}", "\0",
        "\u{2800}",
        " \u{200D}\u{FE0F} ",
    ])
    func `A text in which there is nothing to see is refused`(text: String) async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let post = try await writer.newPost()
        for (field, answer, path) in [
            ("addReview", try await writer.review(shop, text), ["input", "body"]),
            ("addComment", try await writer.comment(post, text), ["input", "body"]),
            ("createPost", try await writer.post(title: text), ["input", "title"]),
            ("createPost", try await writer.post(title: "제목", text), ["input", "body"]),
        ] {
            #expect(answer.problems(field) == ["INVALID"])
            #expect(answer["\(field).problems.0.path"].items.compactMap(\.text) == path)
        }
        #expect(try await writer.count("posts") == 1)
        #expect(try await writer.count("reviews") == 0)
        #expect(try await writer.count("comments") == 0)
    }

    @Test func `A text may be as long as the schema says and not a character longer`() async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let post = try await writer.newPost()
        func text(_ count: Int) -> String { String(repeating: "👩‍👩‍👧", count: count) }

        #expect(try await writer.post(title: text(101)).problems("createPost") == ["INVALID"])
        #expect(try await writer.post(title: "제목", text(10_001)).problems("createPost") == ["INVALID"])
        #expect(try await writer.post(title: text(101), "").problems("createPost") == ["INVALID", "INVALID"])
        #expect(try await writer.review(shop, text(2001)).problems("addReview") == ["INVALID"])
        #expect(try await writer.comment(post, text(2001)).problems("addComment") == ["INVALID"])

        #expect(try await writer.post(title: text(100), text(10_000)).problems("createPost") == [])
        #expect(try await writer.review(shop, " " + text(2000) + "\n").problems("addReview") == [])
        #expect(try await writer.comment(post, text(2000)).problems("addComment") == [])
    }

    @Test func `One character cannot carry a book of marks`() async throws {
        let writer = try await Newcomer(city)
        let post = try await writer.newPost()
        let tower = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(tower.count == 1)
        #expect(try await writer.comment(post, tower).problems("addComment") == ["INVALID"])
    }

    @Test(arguments: [0, 6, -1, Int(Int32.max), Int(Int32.min)])
    func `Stars are from one to five`(stars: Int) async throws {
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let answer = try await writer.review(shop, stars: stars)
        #expect(answer.problems("addReview") == ["INVALID"])
        #expect(answer["addReview.problems.0.path"].items.compactMap(\.text) == ["input", "stars"])
        #expect(try await writer.count("reviews") == 0)
    }

    @Test(arguments: [
        "", "1", "8c4f0f5e-3f0e-4f57-9a43-0f6a3ad0f6b", "8c4f0f5e_3f0e_4f57_9a43_0f6a3ad0f6b1", "{$ne: null}",
    ])
    func `A key that is no UUID is refused before anything is written`(key: String) async throws {
        let writer = try await Newcomer(city)
        let answer = try await writer.post(key: key)
        #expect(answer.codes == ["BAD_ARGUMENT"])
        #expect(try await writer.count("posts") == 0)
    }

    // MARK: - Where

    @Test func `What is not there, or is something else, is not found`() async throws {
        let city = try city
        let (shop, writer) = try await (newShop(city), Newcomer(city))
        let post = try await writer.newPost()
        let otherPost = try await writer.newPost()
        let comment = try #require(try await writer.comment(otherPost)["addComment.comment.id"].text)
        let shopKeys = try #require(NodeID(shop)).keys
        let postKeys = try #require(NodeID(post)).keys
        let commentKeys = try #require(NodeID(comment)).keys
        let nonsense = ["", "x", "====", "정말로", String(repeating: "A", count: 5000), NodeID(.shop, "", "").text]

        let noShops =
            nonsense + [
                post, NodeID(.shop, shopKeys[0], "nothing").text, NodeID(.shop, "elsewhere", shopKeys[1]).text,
                NodeID(.shop, shopKeys[1]).text, NodeID(.shop, shopKeys[0], shopKeys[1], "x").text,
                NodeID(.review, shopKeys[0], shopKeys[1]).text,
            ]
        for id in noShops { #expect(try await writer.review(id).problems("addReview") == ["NOT_FOUND"], "\(id)") }
        let noPosts =
            nonsense + [
                shop, comment, NodeID(.post, postKeys[0], "nothing").text, NodeID(.post, "elsewhere", postKeys[1]).text,
            ]
        for id in noPosts {
            let answer = try await writer.comment(id)
            #expect(answer.problems("addComment") == ["NOT_FOUND"], "\(id)")
            #expect(answer["addComment.problems.0.path.1"] == .string("postId"))
        }
        let noComments =
            nonsense + [
                shop, comment, NodeID(.comment, postKeys[1], "nothing").text,
                NodeID(.comment, postKeys[1], commentKeys[1]).text,
            ]
        for id in noComments {
            let answer = try await writer.comment(post, replyTo: id)
            #expect(answer.problems("addComment") == ["NOT_FOUND"], "\(id)")
            #expect(answer["addComment.problems.0.path.1"] == .string("replyTo"))
        }
        for id in nonsense + [shop, NodeID(.neighborhood, "9999999999").text] {
            #expect(try await writer.post(neighborhood: id).problems("createPost") == ["NOT_FOUND"], "\(id)")
        }
        #expect(try await writer.count("reviews") == 0)
        #expect(try await writer.count("posts") == 2)
        #expect(try await writer.count("comments") == 1)
        // What was refused may be put right under the same key.
        let key = Newcomer.newKey()
        #expect(try await writer.review(NodeID(.shop, shopKeys[0], "nothing").text, key: key).codes == [])
        #expect(try await writer.review(shop, key: key).problems("addReview") == [])
    }

    // MARK: - Half-way

    @Test func `A write that fails half-way leaves nothing`() async throws {
        let city = try city
        let (writer, shop) = try await (Newcomer(city), newShop(city))
        let post = try await writer.newPost()
        let postKey = try #require(NodeID(post)).key
        let shopKey = try #require(NodeID(shop)).key
        let before = try await city.ask(Self.shop, ["id": .string(shop)])

        // The database refuses this one key, which is the last thing that a transaction writes.
        let key = Newcomer.newKey()
        let refused: BSONDocument = ["_id": ["$ne": .string("\(writer.userId)/\(key.lowercased())")]]
        _ = try await city.database.runCommand([
            "collMod": .string(Writes.keysCollectionName), "validator": .document(refused),
        ])
        for answer in try await [writer.review(shop, key: key), writer.post(key: key), writer.comment(post, key: key)] {
            #expect(answer.codes == ["INTERNAL_ERROR"])
        }
        // The post's authors are no list: adding one to them fails when the comment is about to be counted.
        let posts = city.database.collection(PostRepository.collectionName)
        try await posts.updateOne(["_id": .string(postKey)], ["$set": ["anonymousAuthors": "damaged"]])
        #expect(try await writer.comment(post, anonymous: true).codes == ["INTERNAL_ERROR"])
        // The shop's rating cannot be read when the review is about to be counted.
        let shops = city.database.collection(ShopRepository.collectionName)
        let rating = try await shops.findOne(["_id": .string(shopKey)], as: BSONDocument.self)?["rating"]
        try await shops.updateOne(["_id": .string(shopKey)], ["$set": ["rating": ["histogram": [1]]]])
        #expect(try await writer.review(shop).codes == ["INTERNAL_ERROR"])
        try await shops.updateOne(["_id": .string(shopKey)], ["$set": ["rating": try #require(rating)]])

        #expect(try await writer.count("reviews") == 0)
        #expect(try await writer.count("comments") == 0)
        #expect(try await writer.count("posts") == 1)
        #expect(try await city.ask(Self.shop, ["id": .string(shop)]) == before)
        let counted = try await posts.findOne(["_id": .string(postKey)], as: BSONDocument.self)?["commentCount"]
        #expect(counted == .int64(0))
    }

    @Test func `A reply to a comment whose post has gone is refused, and leaves nothing`() async throws {
        let writer = try await Newcomer(city)
        let post = try await writer.newPost()
        let comment = try #require(try await writer.comment(post)["addComment.comment.id"].text)
        let posts = try city.database.collection(PostRepository.collectionName)
        try await posts.deleteOne(["_id": .string(try #require(NodeID(post)).key)])
        let key = Newcomer.newKey()
        let answer = try await writer.comment(post, replyTo: comment, anonymous: true, key: key)
        #expect(answer.problems("addComment") == ["NOT_FOUND"])
        #expect(try await writer.count("comments") == 1)
        let keys = try city.database.collection(Writes.keysCollectionName)
        #expect(try await keys.count(["_id": .string("\(writer.userId)/\(key.lowercased())")]) == 0)
    }
}
