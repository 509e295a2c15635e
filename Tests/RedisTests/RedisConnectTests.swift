import NIOConcurrencyHelpers
import NIOPosix
import Redis
import StoreProcesses
import Testing

/// How a client gets its connection, and what it says when it does not.
@Suite struct RedisConnectTests {
    @Test func `The configured name and database belong to the connection`() async throws {
        let server = try await RedisServer()
        try await withClient(patientConfiguration(server.url + "/3")) { (redis) async throws in
            #expect(try await redis.send("CLIENT", "GETNAME") == .bytes(Array("citylink".utf8)))
            _ = try await redis.set("key", [1], expiresInMilliseconds: nil)
        }
        try await withClient(patientConfiguration(server.url)) { (redis) async throws in
            #expect(try await redis.get("key") == nil)
        }
        try await withClient(patientConfiguration(server.url + "/3")) { (redis) async throws in
            #expect(try await redis.get("key") == [1])
        }
    }

    @Test func `The right password, and the right user with theirs, are let in`() async throws {
        let server = try await RedisServer(options: [
            "--requirepass", "open", "--user", "city", "on", ">s@same", "~*", "+@all",
        ])
        for credentials in [":open", "city:s%40same"] {
            try await withClient(patientConfiguration("redis://\(credentials)@127.0.0.1:\(server.port)")) {
                (redis) async throws in
                #expect(try await redis.send("PING") == .status("PONG"))
                #expect(redis.lastFailure == nil)
            }
        }
    }

    @Test(arguments: [
        (":wrong@", "/", RedisError.Kind.authenticationFailed, "WRONGPASS"),
        ("", "/", .connectFailed, "NOAUTH"),
        (":open@", "/99", .connectFailed, "DB index is out of range"),
    ])
    func `A refusal is told in the server's words`(
        credentials: String, path: String, kind: RedisError.Kind, words: String
    ) async throws {
        let server = try await RedisServer(options: ["--requirepass", "open"])
        let configuration = try patientConfiguration("redis://\(credentials)127.0.0.1:\(server.port)\(path)")
        try await withRunningClient(configuration) { (redis) async throws in
            try await until("an attempt has failed") { redis.lastFailure != nil }
            #expect(redis.lastFailure?.kind == kind)
            #expect(redis.lastFailure?.description.contains(words) == true)
            #expect(await failure { try await redis.get("key") } == .notConnected)
        }
    }

    @Test func `A server with too many clients says so`() async throws {
        let server = try await RedisServer(options: ["--maxclients", "1"])
        try await withClient(patientConfiguration(server.url)) { _ in
            try await withRunningClient(patientConfiguration(server.url)) { (redis) async throws in
                try await until("an attempt has failed") { redis.lastFailure != nil }
                #expect(redis.lastFailure?.description.contains("max number of clients reached") == true)
            }
        }
    }

    @Test func `Without a server commands fail at once, and the reason names the place`() async throws {
        let server = try await RedisServer()
        server.kill()
        try await withRunningClient(patientConfiguration(server.url)) { (redis) async throws in
            try await until("an attempt has failed") { redis.lastFailure != nil }
            #expect(redis.lastFailure?.description.contains("127.0.0.1:\(server.port)") == true)
            #expect(redis.lastFailure?.description.contains("refused") == true)
            #expect(await failure { try await redis.get("key") } == .notConnected)
            #expect(await failure { try await redis.pipeline([["PING"]]) } == .notConnected)
            #expect(!redis.isConnected)
        }
    }

    @Test func `Before it runs a client is not connected`() async throws {
        let configuration = RedisConfiguration(host: "127.0.0.1")
        let redis = RedisClient(configuration, eventLoopGroup: .singletonMultiThreadedEventLoopGroup)
        #expect(await failure { try await redis.get("key") } == .notConnected)
    }

    @Test func `The waits between attempts grow from the lower bound to the upper`() async throws {
        let server = try await RedisServer()
        server.kill()
        var configuration = try patientConfiguration(server.url)
        configuration.reconnectDelay = .milliseconds(100) ... .seconds(1)
        let clock = ImpatientClock()
        let observer = RecordingObserver()
        let redis = RedisClient(
            configuration, eventLoopGroup: .singletonMultiThreadedEventLoopGroup, observer: observer, clock: clock,
            random: { 1 })
        let running = Task { try await redis.run() }
        try await until("six attempts have failed") { observer.log.delays.count >= 6 }
        running.cancel()
        try await running.value
        let expected: [Duration] = [200, 400, 800, 1000, 1000, 1000].map { .milliseconds($0) }
        #expect(Array(observer.log.delays.prefix(6)) == expected)
        #expect(Array(clock.sleeps.prefix(5)) == Array(expected.prefix(5)), "it sleeps as long as it says")
    }
}

/// A clock that notes how long it should sleep and does not.
private final class ImpatientClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let slept = NIOLockedValueBox<[Duration]>([])

    var sleeps: [Duration] { slept.withLockedValue { $0 } }
    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        slept.withLockedValue { $0.append(deadline.offset) }
        await Task.yield()
    }
}
