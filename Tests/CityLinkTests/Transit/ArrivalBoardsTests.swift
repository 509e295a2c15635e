import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Redis
import StoreProcesses
import Testing
import UpstreamSimulator

@testable import CityLink

/// The adapters and boards against the simulator, over real HTTP.
struct ArrivalBoardsTests {
    /// 2026-11-23 08:30 in Korea.
    private let clock = ManualClock(start: Timestamp(koreanLocal: "2026-11-23 08:30:00"))
    private let observer = CountingObserver()
    private var soon: ContinuousClock.Instant { .now + .seconds(60) }

    private static let station = BoardStop.subway(id: "na", name: "나역", lines: ["1002", "1063"])
    private static let stop = BoardStop.bus(arsId: "01002")

    /// Runs a simulator around the body, which gets what speaks to it.
    private func withSimulator(_ body: (Upstream) async throws -> Void) async throws {
        let network = try SmallNetworkFiles.read()
        let clock = clock
        let simulator = UpstreamSimulator(
            network: network, key: "키+1/", clock: { Double(clock.now.millisecondsSince1970) / 1000 })
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await simulator.run(port: 0) { continuation.yield($0) } }
        let client = HTTPClient(
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: UpstreamHTTP.clientConfiguration)
        let result: Swift.Result<Void, any Error>
        do {
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            result = .success(try await body(Upstream(client: client, port: port)))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        _ = await running.result
        try await client.shutdown()
        try result.get()
    }

    private func boards(
        _ upstream: Upstream, _ redis: RedisClient, city: String = "test", key: String = "키+1/"
    ) -> ArrivalBoards {
        let clock = clock
        let http = UpstreamHTTP(client: upstream.client, timeout: .seconds(30))
        return ArrivalBoards(
            city: city,
            subway: SeoulSubwayService(
                http: http, baseURL: upstream.url, key: UpstreamKey(key), now: { clock.now }),
            bus: SeoulBusService(http: http, baseURL: upstream.url, key: UpstreamKey(key), now: { clock.now }),
            redis: redis, observer: observer, now: { clock.now }, random: { 0.5 })
    }

    @Test("boards of subway and bus come from the services' own formats, alive")
    func alive() async throws {
        try await withSimulator { upstream in
            let boards = await boards(upstream, disconnectedRedisClient()).boards(
                of: [Self.station, Self.stop], deadline: soon)
            try #require(boards.count == 2)
            #expect(boards.map(\.freshness.state) == [.live, .live])
            #expect(boards.map(\.freshness.source) == ["seoul-subway", "seoul-bus"])
            #expect(boards.map(\.freshness.via) == [.sourceWithoutCache, .sourceWithoutCache])
            #expect(boards[0].freshness.observedAt != nil)
            #expect(boards[1].freshness.observedAt == nil)
            let trains = boards[0].arrivals.compactMap(\.train)
            #expect(Set(trains.compactMap(\.direction)) == [.inner, .outer, .up, .down])
            #expect(trains.filter { $0.lineId == "1002" }.contains { $0.etaSeconds != nil })
            let buses = boards[1].arrivals.compactMap(\.vehicle)
            #expect(buses.first?.routeNumber == "701")
            #expect(buses.first?.routeKind == .trunk)
            #expect(buses.first?.etaSeconds != nil)
            #expect(buses.last?.status == .ended)
        }
    }

    @Test("every train and bus keeps its id and comes nearer while boards are read again and again")
    func approaching() async throws {
        try await withSimulator { upstream in
            var arrivesAt: [String: Timestamp] = [:]
            var eta: [String: Int] = [:]
            var seenAgain = 0
            for _ in 0..<60 {
                // Without memory of its own, so that every board is loaded at the time that the clock shows.
                let board = await boards(upstream, disconnectedRedisClient()).boards(
                    of: [Self.station, Self.stop], deadline: soon)
                for arrival in board.flatMap(\.arrivals) {
                    guard let seconds = arrival.train?.etaSeconds ?? arrival.vehicle?.etaSeconds,
                        let at = arrival.train?.arrivesAt ?? arrival.vehicle?.arrivesAt
                    else { continue }
                    if let before = eta[arrival.id], let promised = arrivesAt[arrival.id] {
                        #expect(seconds <= before)
                        // Whole seconds on the wire, and minutes in some texts, move a promise a little.
                        #expect(abs(at.milliseconds(since: promised)) <= 61_000)
                        seenAgain += 1
                    }
                    (eta[arrival.id], arrivesAt[arrival.id]) = (seconds, at)
                }
                clock.advance(milliseconds: 5_000)
            }
            #expect(seenAgain > 100)
        }
    }

    @Test("concurrent asks for one stop are one request to the service")
    func oneRequest() async throws {
        try await withSimulator { upstream in
            try await SharedStores.withKeyPrefix { url, prefix in
                try await withRedisClient(url) { redis in
                    let instances = (0..<2).map { _ in boards(upstream, redis, city: prefix) }
                    await withTaskGroup(of: Void.self) { group in
                        for index in 0..<200 {
                            group.addTask {
                                let board = await instances[index % 2].boards(of: [Self.station], deadline: self.soon)
                                #expect(board.map(\.freshness.state) == [.live])
                            }
                        }
                    }
                    #expect(try await upstream.requests().subway == 1)
                    try await redis.deleteArrivals(city: prefix, ["s:na"])
                }
            }
        }
    }

    @Test(
        "trouble at the source leaves the last board as stale, and without one an empty board",
        arguments: ["SERVICE_ERROR", "HTTP_500", "BAD_KEY", "QUOTA", "GARBAGE", "TRUNCATED"])
    func trouble(failure: String) async throws {
        try await withSimulator { upstream in
            let boards = boards(upstream, disconnectedRedisClient())
            _ = await boards.boards(of: [Self.station], deadline: soon)
            try await upstream.setFaults(#"{"failure":"\#(failure)"}"#)
            clock.advance(milliseconds: 70_000)
            let answer = await boards.boards(of: [Self.station, Self.stop], deadline: soon)
            #expect(answer.map(\.freshness.state) == [.stale, .unavailable])
            #expect(answer.map(\.freshness.via) == [.lastKnown, .none])
            #expect(answer.map(\.arrivals.isEmpty) == [false, true])
            let errors = observer.counts.errors
            #expect(errors.count == 2)
            for error in errors {
                switch (failure, error) {
                case ("SERVICE_ERROR", .unavailable), ("HTTP_500", .httpStatus(500)), ("BAD_KEY", .badKey),
                    ("QUOTA", .quota), ("GARBAGE", .malformed), ("TRUNCATED", .malformed):
                    break
                default: Issue.record("\(failure) became \(error)")
                }
            }
            #expect(!errors.map { "\($0) \(String(reflecting: $0))" }.joined().contains("키"))
        }
    }

    @Test("a wrong key is told apart from trouble, and names no key")
    func wrongKey() async throws {
        try await withSimulator { upstream in
            let boards = boards(upstream, disconnectedRedisClient(), key: "SECRET")
            let answer = await boards.boards(of: [Self.station, Self.stop], deadline: soon)
            #expect(answer.map(\.freshness.state) == [.unavailable, .unavailable])
            #expect(
                Set(observer.counts.errors) == [
                    .badKey(code: UpstreamCode("INFO-100")), .badKey(code: UpstreamCode("30")),
                ])
            #expect(!"\(boards) \(String(reflecting: UpstreamKey("SECRET")))".contains("SECRET"))
        }
    }

    @Test("a source that stays silent costs no more than the deadline, and one that is not there is unreachable")
    func silence() async throws {
        try await withSimulator { upstream in
            try await upstream.setFaults(#"{"delayMilliseconds":600000}"#)
            let http = UpstreamHTTP(client: upstream.client, timeout: .milliseconds(50))
            let bus = SeoulBusService(http: http, baseURL: upstream.url, key: UpstreamKey("k"))
            await #expect(throws: UpstreamError.timedOut) { try await bus.arrivals(at: "01002") }
            let nobody = SeoulBusService(http: http, baseURL: "http://127.0.0.1:1", key: UpstreamKey("k"))
            await #expect(throws: UpstreamError.unreachable) { try await nobody.arrivals(at: "01002") }
            let small = UpstreamHTTP(client: upstream.client, timeout: .seconds(30), maximumBytes: 10)
            try await upstream.setFaults("{}")
            let cramped = SeoulBusService(http: small, baseURL: upstream.url, key: UpstreamKey("k"))
            await #expect(throws: UpstreamError.malformed("more than 10 bytes")) {
                try await cramped.arrivals(at: "01002")
            }
        }
    }

    @Test("unknown stops and quiet hours are empty boards that are alive")
    func nothingComes() async throws {
        try await withSimulator { upstream in
            let boards = boards(upstream, disconnectedRedisClient())
            clock.advance(milliseconds: 19 * 3_600_000)
            let answer = await boards.boards(of: [Self.station, .bus(arsId: "99999")], deadline: soon)
            #expect(answer.map(\.freshness.state) == [.live, .live])
            #expect(answer.map(\.arrivals.isEmpty) == [true, true])
        }
    }

    @Test("stops are made from stations and stops")
    func boardStops() {
        let station = SubwayStation(
            id: "x", key: "a", name: LocalizedText(ko: "가"), location: GeoPoint(lat: 0, lng: 0), neighborhood: "1",
            stops: [SubwayStop(line: "1002", stationId: "1")], exits: [])
        #expect(BoardStop(station) == .subway(id: "a", name: "가", lines: ["1002"]))
        let stop = BusStop(
            id: "x", arsId: "01", name: LocalizedText(ko: "가"), location: GeoPoint(lat: 0, lng: 0), neighborhood: "1")
        #expect(BoardStop(stop) == .bus(arsId: "01"))
    }
}

extension Arrival {
    fileprivate var train: SubwayArrival? { if case .subway(let train) = self { train } else { nil } }
    fileprivate var vehicle: BusArrival? { if case .bus(let bus) = self { bus } else { nil } }
}

extension RedisClient {
    fileprivate func deleteArrivals(city: String, _ stops: [String]) async throws {
        _ = try await delete(stops.map { "arr:\(city):\($0)" })
    }
}

/// A running simulator.
private struct Upstream: Sendable {
    struct Requests: Decodable {
        var subway: Int
        var bus: Int
    }

    let client: HTTPClient
    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }

    func setFaults(_ json: String) async throws {
        var request = HTTPClientRequest(url: "\(url)/simulator/faults")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(Array(json.utf8))
        let response = try await client.execute(request, timeout: .seconds(30))
        #expect(response.status == .ok)
    }

    func requests() async throws -> Requests {
        let response = try await client.execute(
            HTTPClientRequest(url: "\(url)/simulator/requests"), timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 10_000)
        return try JSONDecoder().decode(Requests.self, from: Data(body.readableBytesView))
    }
}

/// The files of a network of two lines that meet at one station, and two bus routes.
private enum SmallNetworkFiles {
    static func read() throws -> SimulatedNetwork {
        let folder = FileManager.default.temporaryDirectory.appending(path: "citylink-network-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, lines) in files { try Data(lines.utf8).write(to: folder.appending(path: name)) }
        return try SimulatedNetwork(seedFolder: folder)
    }

    private static let files = [
        "subway-lines.jsonl": """
        {"id":"1002","name":{"ko":"2호선"},"color":"#00A84D","circular":true,"directions":{"up":"내선","down":"외선"},\
        "stations":["100201","100202","100203"]}
        {"id":"1063","name":{"ko":"경의중앙선"},"color":"#77C4A3","circular":false,\
        "directions":{"up":"문산","down":"용문"},"stations":["106301","106302","106303"]}
        """,
        "subway-stations.jsonl": """
        {"id":"ga","name":{"ko":"가역"},"location":[126.90,37.55],"stops":[{"line":"1002","stationId":"100201"}]}
        {"id":"na","name":{"ko":"나역"},"location":[126.91,37.55],"stops":[{"line":"1002","stationId":"100202"},\
        {"line":"1063","stationId":"106302"}]}
        {"id":"da","name":{"ko":"다역"},"location":[126.92,37.55],"stops":[{"line":"1002","stationId":"100203"}]}
        {"id":"ra","name":{"ko":"라역"},"location":[126.89,37.55],"stops":[{"line":"1063","stationId":"106301"}]}
        {"id":"ma","name":{"ko":"마역"},"location":[126.93,37.55],"stops":[{"line":"1063","stationId":"106303"}]}
        """,
        "bus-stops.jsonl": """
        {"arsId":"01001","stationId":"113000001","name":{"ko":"가정류장"},"location":[126.90,37.55]}
        {"arsId":"01002","stationId":"113000002","name":{"ko":"나정류장"},"location":[126.91,37.55]}
        """,
        "bus-routes.jsonl": """
        {"id":"100100001","number":"701","kind":"TRUNK","terminals":["진관동","종로2가"],"firstTime":"04:00",\
        "lastTime":"23:00","headwayMinutes":9,"stops":["01001","01002"]}
        {"id":"100100002","number":"N70","kind":"NIGHT","terminals":["수색","서초"],"firstTime":"23:30",\
        "lastTime":"03:30","headwayMinutes":30,"stops":["01001","01002"]}
        """,
    ]
}
