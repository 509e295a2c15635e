import GraphQL
import Mongo

struct ReviewInput: InputObjectValue {
    var stars: Int
    var body: String

    static let fields = InputFields(
        "ReviewInput", Argument("stars", Int.self), Argument("body", String.self), make: ReviewInput.init)

    var problems: [Problem] {
        var problems: [Problem] = []
        if !(1...5 ~= stars) { problems.append(.invalid("별점은 1에서 5까지입니다.", "input", "stars")) }
        if let problem = Problem.check(body, 1...2000, "input", "body") { problems.append(problem) }
        return problems
    }
}

extension Writes {
    /// Writes the review and counts it in the shop's rating, both or neither.
    func addReview(
        to shopId: String, _ input: ReviewInput, by userId: String, key: UUIDText, _ request: CityRequest
    ) async throws -> ReviewPayload {
        guard let node = NodeID(shopId), node.kind == .shop else {
            return ReviewPayload(problems: [.notFound("가게를 찾을 수 없습니다.", "shopId")])
        }
        guard input.problems.isEmpty else { return ReviewPayload(problems: input.problems) }
        let body = input.body.trimmed
        let review = Review(
            id: "", key: ObjectID.generate().hex, shopKey: node.key, authorId: userId, stars: input.stars, body: body,
            createdAt: request.now, visitVerified: false, helpful: 0)
        let content = ["addReview", node.key, "\(input.stars)", body]
        let outcome = try await once(Once(userId: userId, key: key, content: content), request) {
            [shops, reviews] session in
            // With the shard key, so that a forged id finds nothing here either.
            let filter: BSONDocument = ["_id": .string(node.key), "region": .string(node.keys[0])]
            guard
                let rating = try session.on(shops).findOne(filter, projection: ["rating": 1], as: RatedShop.self)?
                    .rating
            else { throw Refusal(problem: .notFound("가게를 찾을 수 없습니다.", "shopId")) }
            try session.on(reviews).insertOne(review.document)
            var updated = rating
            updated.count += 1
            updated.histogram[review.stars - 1] += 1
            try session.on(shops).updateOne(
                filter, ["$set": ["rating": updated.bson, "score": .double(updated.score)]])
            return review.key
        }
        switch outcome {
        case .written(let key):
            async let written = request.city.reviews.byKey([key], deadline: request.deadline)[key]
            async let shop = request.city.shops.byKey([node.key], fields: .all, deadline: request.deadline)[node.key]
            return try await ReviewPayload(review: written, shop: shop)
        case .keyReused: return ReviewPayload(problems: [.keyReused])
        case .refused(let problem): return ReviewPayload(problems: [problem])
        case .duplicate:
            let existing = try await reviews.findOne(
                ["shopId": .string(node.key), "authorId": .string(userId)], deadline: request.deadline, as: Review.self)
            guard let existing else { return ReviewPayload(problems: [.notFound("가게를 찾을 수 없습니다.", "shopId")]) }
            let problem = DuplicateProblem(message: "이 가게에는 이미 후기를 남기셨습니다.", existing: .review(existing))
            return ReviewPayload(problems: [.duplicate(problem)])
        }
    }
}

private struct RatedShop: BSONDecodable, Sendable {
    let rating: Rating

    init(from reader: inout BSONReader) throws(BSONError) {
        var rating: Rating?
        while let field = try reader.next() {
            switch field.key {
            case "rating": rating = try field.decode()
            default: continue
            }
        }
        self.rating = try rating.required("rating")
    }
}
