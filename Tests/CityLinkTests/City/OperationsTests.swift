import GraphQL
import Mongo
import Redis
import StoreProcesses
import Testing

@testable import CityLink

// What operators are told about requests that are known exactly.
extension CityTests {
    /// A city of one's own over the suite's data, so that nobody else's requests are counted.
    private func withFreshCity(_ body: (City) async throws -> Void) async throws {
        let fresh = try SeededCity.open(
            mongodb: try await SharedStores.mongoURL(), database: city.database.name,
            redis: try await SharedStores.redisURL())
        let running = Task { try await fresh.run() }
        let result: Result<Void, any Error>
        do {
            try await until("the cache is connected") { fresh.redis.isConnected }
            result = .success(try await body(fresh))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        _ = await running.result
        await fresh.close()
        try result.get()
    }

    private static let boss = Viewer(role: .operator)

    @Test func `Fields are counted exactly, by call, object, batch and error`() async throws {
        try await withFreshCity { city in
            let query = """
                query Best($shops: Int!) { shops(order: RATING, first: $shops) { nodes {
                    id name reviews(first: 2) { nodes { stars author { nickname } } } } } }
                """
            var reviews = 0
            for shops in [1, 5, 10] {
                let answer = try await city.ask(query, ["shops": .int(shops)])
                reviews += answer["shops.nodes"].items.flatMap { $0["reviews"]?["nodes"]?.items ?? [] }.count
            }
            #expect(try await city.ask(query, ["shops": .int(0)]).codes == ["BAD_ARGUMENT"])
            let stats = try await city.ask(
                """
                { ops { resolvers(first: 100) { coordinate returnType isTimed calls objects batchSizeMax errors
                    latency { count } } } }
                """, as: Self.boss)
            func row(_ coordinate: String) -> Value {
                stats["ops.resolvers"].items.first { $0["coordinate"]?.text == coordinate } ?? .null
            }
            func expect(
                _ coordinate: String, calls: Int, objects: Int, largest: Int, errors: Int = 0, isTimed: Bool,
                samples: Int = 0, type: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
            ) {
                let row = row(coordinate)
                let found = [row["calls"], row["objects"], row["batchSizeMax"], row["errors"]].map { $0?.count }
                #expect(found == [calls, objects, largest, errors], "\(coordinate)", sourceLocation: sourceLocation)
                #expect(row["isTimed"] == .boolean(isTimed), "\(coordinate)", sourceLocation: sourceLocation)
                #expect(row["returnType"] == .string(type), "\(coordinate)", sourceLocation: sourceLocation)
                #expect(row["latency"]?["count"]?.count == (isTimed ? calls : samples), sourceLocation: sourceLocation)
            }
            expect("Query.shops", calls: 4, objects: 3, largest: 1, errors: 1, isTimed: true, type: "ShopConnection!")
            expect("ShopConnection.nodes", calls: 3, objects: 3, largest: 1, isTimed: false, type: "[Shop!]!")
            // The first request of a process is one of those whose stored leaves are timed.
            expect("Shop.id", calls: 3, objects: 16, largest: 10, isTimed: false, samples: 1, type: "ID!")
            expect("Shop.name", calls: 3, objects: 16, largest: 10, isTimed: true, type: "String!")
            expect("Shop.reviews", calls: 3, objects: 16, largest: 10, isTimed: true, type: "ReviewConnection!")
            expect("Review.stars", calls: 3, objects: reviews, largest: 20, isTimed: false, samples: 1, type: "Int!")
            expect("Review.author", calls: 3, objects: reviews, largest: 20, isTimed: true, type: "Profile")
            expect(
                "Profile.nickname", calls: 3, objects: reviews, largest: 20, isTimed: false, samples: 1, type: "String!"
            )
            #expect(stats["ops.resolvers"].items.count == 9)

            let one = try await city.ask(
                """
                { ops { resolver(coordinate: "Shop.reviews") { calls batchSizeP50 } none: resolver(coordinate: "Shop.menu")
                    { calls } resolvers(type: "Review", orderBy: CALLS) { coordinate } } }
                """, as: Self.boss)
            #expect(one["ops.resolver"] == (try Value(json: #"{"calls":3,"batchSizeP50":5}"#)))
            #expect(one["ops.none"] == .null)
            #expect(
                one["ops.resolvers"].items.compactMap { $0["coordinate"]?.text } == ["Review.author", "Review.stars"])
        }
    }

    @Test func `Operations are counted by document, and prepared once`() async throws {
        try await withFreshCity { city in
            let good = "query Good { neighborhoods { name } }"
            let bad = "query Bad($first: Int!) { shops(first: $first) { totalCount } }"
            for _ in 0..<5 { _ = try await city.ask(good) }
            _ = try await city.ask(bad, ["first": .int(0)])
            _ = try await city.ask(bad, ["first": .int(1)])
            _ = try await city.ask(bad, ["first": .string("one")])
            _ = try await city.ask("{ nothing }")
            _ = try await city.ask("{ __typename }")
            let stats = try await city.ask(
                """
                { ops { operations(orderBy: REQUESTS) { name type requests failedRequests errors preparations
                    latency { count } document } } }
                """, as: Self.boss)
            let rows = stats["ops.operations"].items
            #expect(rows.map { $0["name"]?.text } == ["Good", "Bad", "(anonymous)"])
            #expect(rows.map { $0["requests"]?.count } == [5, 3, 1])
            #expect(rows.map { $0["latency"]?["count"]?.count } == [5, 3, 1])
            #expect(rows.map { $0["failedRequests"]?.count } == [0, 2, 0])
            #expect(rows.map { $0["errors"]?.count } == [0, 2, 0])
            #expect(rows.map { $0["preparations"]?.count } == [1, 1, 1])
            #expect(rows[0]["document"]?.text == "query Good {\n  neighborhoods {\n    name\n  }\n}\n")
        }
    }

    @Test func `Nothing that somebody has typed is kept`() async throws {
        try await withFreshCity { city in
            let words = [
                "비밀의말", "123456", "37.1234", "block-text", "default-text", "a-comment", "described", "in-a-list",
            ]
            _ = try await city.ask(
                """
                "described" query Private($text: String = "default-text", $near: NearInput) {
                    # a-comment
                    one: shops(filter: { text: "비밀의말" }) { totalCount }
                    two: shops(filter: { near: { point: { lat: 37.1234, lng: -37.1234 }, radiusMeters: 500 } }) { totalCount }
                    three: shops(filter: { text: \"""block-text\""" }) { totalCount }
                    four: shops(filter: { text: $text, near: $near }) { totalCount }
                    nodes(ids: ["in-a-list", 123456]) { id }
                }
                """,
                [
                    "near": try Value(json: #"{"point":{"lat":37.1234,"lng":1},"radiusMeters":1}"#),
                    "text": .string("비밀의말"),
                ])
            let answer = try await city.ask("{ ops { operations { name document } } }", as: Self.boss)
            let document = try #require(answer["ops.operations.0.document"].text)
            for word in words { #expect(!document.contains(word), "\(word)") }
            #expect(
                document.hasPrefix(
                    """
                    query Private($text: String = "", $near: NearInput) {
                      one: shops(filter: {text: ""}) {
                        totalCount
                      }
                      two: shops(filter: {near: {point: {lat: 0, lng: 0}, radiusMeters: 0}}) {
                    """))
            let everything = try await city.ask(
                """
                { ops { resolvers(first: 100) { coordinate } database { commands { command collection } }
                    cache { commands { command } } upstreams { name } operations { name document } } }
                """, as: Self.boss)
            for text in everything.json.strings { for word in words { #expect(!text.contains(word), "\(word)") } }
        }
    }

    @Test func `Database commands are counted by kind and collection`() async throws {
        try await withFreshCity { city in
            for _ in 0..<3 {
                _ = try await city.ask(
                    """
                    { shops(order: RATING, first: 5) { totalCount nodes {
                        reviews(first: 2) { nodes { author { nickname } } } } } }
                    """)
            }
            let stats = try await city.ask(
                """
                { ops { database { hasWritablePrimary pool { size checkedOut waiting timeouts wait { count } }
                    commands { command collection failures latency { count } } } } }
                """, as: Self.boss)
            let rows = stats["ops.database.commands"].items.filter { $0["command"]?.text != "ping" }
            let counts = Dictionary(
                rows.map {
                    ("\($0["command"]?.text ?? "") \($0["collection"]?.text ?? "")", $0["latency"]?["count"]?.count)
                },
                uniquingKeysWith: { first, _ in first })
            #expect(counts == ["find shops": 3, "aggregate shops": 6, "find users": 3])
            #expect(rows.allSatisfy { $0["failures"]?.count == 0 })
            #expect(stats["ops.database.hasWritablePrimary"] == .boolean(true))
            #expect(stats["ops.database.pool.checkedOut"].count == 0)
            #expect(stats["ops.database.pool.timeouts"].count == 0)
        }
    }

    @Test func `Citizens are told of no part of it`() async throws {
        for viewer in [Viewer.anonymous, Viewer(userId: "p-0001", role: .citizen)] {
            for query in [
                "{ ops { process { threads } } }", "{ __type(name: \"Ops\") { name } }",
                "{ shops { ... on Ops { process { threads } } } }", "fragment F on ResolverStats { calls } { ...F }",
            ] {
                let answer = try await city.ask(query, as: viewer)
                #expect(answer.codes == ["VALIDATION_FAILED"] || answer["__type"] == .null)
                #expect(!answer.json.strings.contains { $0.contains("threads") && $0.contains("ProcessStats") })
            }
        }
    }
}

extension Value {
    /// A whole number, however it is written: counts are floats in the schema.
    fileprivate var count: Int? { (try? Double(graphQL: self)).map { Int($0) } }
}
