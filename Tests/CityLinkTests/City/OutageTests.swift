import AsyncHTTPClient
import Foundation
import GraphQL
import Logging
import Mongo
import NIOCore
import NIOHTTP1
import Redis
import StoreProcesses
import Testing
import UpstreamSimulator

@testable import CityLink

/// The city while what it stands on is away, and after it has come back.
@Suite struct OutageTests {
    /// Runs a seeded city of its own; its parts live until the body ends.
    private func withCity(
        mongodb: String, database: String, redis: String, upstream: String = "http://127.0.0.1:9",
        now: @escaping @Sendable () -> Timestamp = { SeededCity.now }, _ body: (City) async throws -> Void
    ) async throws {
        let city = try SeededCity.open(
            mongodb: mongodb, database: database, redis: redis, upstream: upstream, now: now)
        let seed = SeededCity.repository.appending(path: "seed").path()
        try await Seeder(database: city.database, directory: seed) { _ in }.seed()
        let running = Task { try await city.run() }
        let result: Result<Void, any Error>
        do {
            try await until("the cache is connected") { city.redis.isConnected }
            result = .success(try await body(city))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        _ = await running.result
        await city.close()
        try result.get()
    }

    // MARK: - The database

    /// Something of every kind that needs the database.
    private static let questions = [
        "{ shops { nodes { name } } }",
        "{ shops { totalCount } }",
        "{ shops(filter: { near: { point: { lat: 37.5563, lng: 126.9236 } }, text: \"국\" }) { nodes { name } } }",
        "{ neighborhoods { posts { nodes { author { __typename } comments { nodes { body replies { body } } } } } } }",
        "{ neighborhood(by: { point: { lat: 37.5563, lng: 126.9236 } }) { name } }",
        "{ nearbyStops(near: { point: { lat: 37.5563, lng: 126.9236 } }) { id board { freshness { state } } } }",
        "{ busStop(arsId: \"13021\") { routes { number } } }",
        "{ subwayStation(name: \"홍대입구\") { lines { name } } }",
        "{ node(id: \"\(QueryWriter.shop)\") { id } }",
        "{ nodes(ids: [\"\(QueryWriter.shop)\", \"\(QueryWriter.neighborhood)\"]) { id } }",
        "mutation { addReview(shopId: \"\(QueryWriter.shop)\", input: { stars: 5, body: \"x\" }, "
            + "idempotencyKey: \"00000000-0000-4000-8000-000000000001\") { problems { code } } }",
        "mutation { createPost(input: { neighborhoodId: \"\(QueryWriter.neighborhood)\", board: FREE, title: \"x\", "
            + "body: \"x\" }, idempotencyKey: \"00000000-0000-4000-8000-000000000002\") { problems { code } } }",
        "mutation { addComment(input: { postId: \"\(NodeID(.post, "1144068000", "c-0001").text)\", body: \"x\" }, "
            + "idempotencyKey: \"00000000-0000-4000-8000-000000000003\") { problems { code } } }",
    ]

    /// Asks everything at once; each answer must be there soon after its deadline, whatever it says.
    private func askEverything(_ city: City, copies: Int = 1, within time: Duration) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for query in Self.questions + Array(repeating: Self.questions, count: copies - 1).flatMap(\.self) {
                group.addTask {
                    let start = ContinuousClock.now
                    let answer = try await city.ask(query, as: Viewer(userId: "p-0007", role: .citizen), within: time)
                    // Generous, for machines that are busy with something else; hanging would be for ever.
                    #expect(ContinuousClock.now - start < time + .seconds(10), "\(query)")
                    return answer
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `Without the database everything is refused in time, and all is well once it is back`() async throws {
        let (mongo, redis) = try await (MongoServer(), RedisServer())
        try await withCity(mongodb: mongo.url, database: "outage", redis: redis.url) { city in
            #expect(city.isReady)
            #expect(try await askEverything(city, within: .seconds(60)).allSatisfy { $0.codes == [] })

            mongo.kill()
            for answer in try await askEverything(city, within: .milliseconds(300)) {
                #expect(
                    !answer.codes.isEmpty && Set(answer.codes).isSubset(of: ["UNAVAILABLE", "TIMEOUT"]), "\(answer)")
            }
            try await until("the city knows that it is not ready") { !city.isReady }
            // What needs no database is answered all the same.
            let health = try await city.ask(
                "{ __typename ops { database { hasWritablePrimary } } }", as: Viewer(role: .operator))
            #expect(health["ops.database.hasWritablePrimary"] == .boolean(false))
            // A flood, with the cache away as well: more than there are threads and places to wait.
            redis.kill()
            let flood = try await askEverything(city, copies: 100, within: .milliseconds(200))
            #expect(flood.count == 100 * Self.questions.count)
            #expect(flood.allSatisfy { Set($0.codes).isSubset(of: ["UNAVAILABLE", "TIMEOUT"]) && !$0.codes.isEmpty })
            try await mongo.start()
            try await redis.start()
            try await until("the city is ready again") { city.isReady }
            #expect(try await askEverything(city, within: .seconds(60)).allSatisfy { $0.codes == [] })
            try await until("the cache is connected again") { city.redis.isConnected }

            mongo.freeze()
            for answer in try await askEverything(city, within: .milliseconds(300)) {
                #expect(
                    !answer.codes.isEmpty && Set(answer.codes).isSubset(of: ["UNAVAILABLE", "TIMEOUT"]), "\(answer)")
            }
            mongo.thaw()
            try await until("the city answers again") {
                try await askEverything(city, within: .seconds(60)).allSatisfy { $0.codes == [] }
            }
            // The same three writes over and over, through kills and freezes: each took place once.
            #expect(try await city.database.collection("idempotency").count() == 3)
            #expect(try await city.database.collection("posts").count(["title": "x", "authorId": "p-0007"]) == 1)
            #expect(try await city.database.collection("comments").count(["body": "x", "authorId": "p-0007"]) == 1)
            #expect(try await city.database.collection("reviews").count(["body": "x", "authorId": "p-0007"]) == 1)
        }
    }

    // MARK: - The cache and the services

    private func withSimulator(
        _ clock: ManualClock, _ body: (_ url: String) async throws -> Void
    ) async throws {
        let seed = SeededCity.repository.appending(path: "seed", directoryHint: .isDirectory)
        let simulator = UpstreamSimulator(
            network: try SimulatedNetwork(seedFolder: seed), key: "simulator",
            clock: { Double(clock.now.millisecondsSince1970) / 1000 },
            logger: Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() })
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await simulator.run(port: 0) { continuation.yield($0) } }
        let result: Result<Void, any Error>
        do {
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            result = .success(try await body("http://127.0.0.1:\(port)"))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        _ = await running.result
        try result.get()
    }

    private func set(_ faults: String, at simulator: String) async throws {
        var request = HTTPClientRequest(url: "\(simulator)/simulator/faults")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(Array(faults.utf8))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        #expect(response.status == .ok)
    }

    /// The state of a station's board and the way it came; `UNAVAILABLE` boards must be empty.
    private func board(_ city: City, _ name: String) async throws -> String {
        let answer = try await city.ask(
            """
            query ($name: String!) { subwayStation(name: $name) { board { arrivals { id } freshness { state via } } } }
            """, ["name": .string(name)])
        #expect(answer.codes == [])
        let freshness = answer["subwayStation.board.freshness"]
        let state = freshness["state"]?.text ?? ""
        if state == "UNAVAILABLE" { #expect(answer["subwayStation.board.arrivals"] == .list([])) }
        return "\(state) \(freshness["via"]?.text ?? "")"
    }

    private func counters(_ city: City) async throws -> [Int] {
        let answer = try await city.ask(
            "{ ops { cache { isConnected hits misses staleServed coalesced errors } upstreams { requests failures } } }",
            as: Viewer(role: .operator))
        let cache = answer["ops.cache"]
        return try ["hits", "misses", "staleServed", "coalesced"].map { Int(try Double(graphQL: cache[$0] ?? .null)) }
            + ["requests", "failures"].map { Int(try Double(graphQL: answer["ops.upstreams.0.\($0)"])) }
    }

    @Test func `Boards go on without the cache, and grow stale without their source`() async throws {
        let clock = ManualClock(start: SeededCity.now)
        let redis = try await RedisServer()
        try await withSimulator(clock) { simulator in
            try await SharedStores.withDatabase { mongodb, database in
                try await withCity(
                    mongodb: mongodb, database: database, redis: redis.url, upstream: simulator, now: { clock.now }
                ) { city in
                    #expect(try await board(city, "홍대입구") == "LIVE SOURCE")
                    #expect(try await board(city, "홍대입구") == "LIVE SHARED_CACHE")
                    #expect(try await counters(city) == [1, 1, 0, 0, 1, 0])

                    redis.kill()
                    try await until("the city has lost the cache") { !city.redis.isConnected }
                    #expect(try await board(city, "홍대입구") == "LIVE LAST_KNOWN")
                    // A station that nobody has asked for yet; another one each time, should the source be slow.
                    var stations = ["합정", "망원", "공덕", "상수", "마포", "애오개", "아현", "서강대"]
                    try await until("the source is asked without the cache") {
                        try await board(city, try #require(stations.popLast())) == "LIVE SOURCE_WITHOUT_CACHE"
                    }
                    try await redis.start()
                    try await until("the city has the cache again") { city.redis.isConnected }
                    #expect(try await board(city, "신촌") == "LIVE SOURCE")
                    #expect(try await board(city, "신촌") == "LIVE SHARED_CACHE")

                    try await set(#"{"failure":"HTTP_500"}"#, at: simulator)
                    clock.advance(milliseconds: 30_000)
                    #expect(try await board(city, "신촌") == "STALE SHARED_CACHE")
                    clock.advance(milliseconds: 60_000)
                    #expect(try await board(city, "신촌") == "STALE SHARED_CACHE")
                    clock.advance(milliseconds: 60_000)
                    #expect(try await board(city, "신촌") == "UNAVAILABLE NONE")
                    #expect(try await board(city, "이대") == "UNAVAILABLE NONE")

                    // Silent rather than failing: the board is given up in time.
                    clock.advance(milliseconds: 60_000)
                    try await set(#"{"delayMilliseconds":60000}"#, at: simulator)
                    let start = ContinuousClock.now
                    let answer = try await city.ask(
                        "{ subwayStation(name: \"이대\") { board { freshness { state } } } }", within: .milliseconds(600))
                    #expect(answer["subwayStation.board.freshness.state"] == .string("UNAVAILABLE"))
                    #expect(ContinuousClock.now - start < .seconds(10))

                    try await set("{}", at: simulator)
                    try await until("the board is alive again") {
                        clock.advance(milliseconds: 10_000)
                        return try await board(city, "신촌") == "LIVE SOURCE"
                    }
                }
            }
        }
    }
}
