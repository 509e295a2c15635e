import Redis
import StoreProcesses
import Synchronization
import Testing

@testable import CityLink

struct LiveValueCacheTests {
    private let clock = ManualClock()
    private let source = FakeSource()
    private let observer = CountingObserver()

    private static let policy = LiveValuePolicy(freshFor: 10_000, staleFor: 60_000, keptFor: 120_000)

    private func cache(
        _ redis: RedisClient, maximumLoads: Int = 32, lastKnownCapacity: Int = 100
    ) -> LiveValueCache<String> {
        LiveValueCache(
            redis: redis, maximumLoads: maximumLoads, lastKnownCapacity: lastKnownCapacity, observer: observer,
            now: { [clock] in clock.now }, random: { 0.5 })
    }

    private func request(_ key: String, policy: LiveValuePolicy = policy) -> LiveValueRequest<String> {
        LiveValueRequest(key: key, source: "fake", policy: policy) { [source] () async throws(UpstreamError) in
            try await source.load()
        }
    }

    private var noHurry: ContinuousClock.Instant { .now + .seconds(120) }

    private func read(
        _ cache: LiveValueCache<String>, _ request: LiveValueRequest<String>
    ) async -> LiveValueReading<String> {
        let readings = await cache.readings(of: [request], deadline: noHurry)
        #expect(readings.count == 1)
        return readings[0]
    }

    /// A connected client and a key that is nobody else's.
    private func withRedis(_ body: (RedisClient, String) async throws -> Void) async throws {
        try await SharedStores.withKeyPrefix { url, prefix in
            try await withRedisClient(url) { try await body($0, prefix + "a") }
        }
    }

    // MARK: With Redis

    @Test("a fresh value is read from Redis, by another instance too")
    func fresh() async throws {
        try await withRedis { redis, key in
            let first = await read(cache(redis), request(key))
            #expect(first.value == "load 1")
            #expect(first.route == .source)
            clock.advance(milliseconds: 9_999)
            let second = await read(cache(redis), request(key))
            #expect(second.value == "load 1")
            #expect(second.route == .sharedCache)
            #expect(second.isFresh)
            #expect(second.fetchedAt == first.fetchedAt)
            #expect(source.loads == 1)
            #expect(observer.counts.reads == [.miss: 1, .hit: 1])
        }
    }

    @Test("a stale value is answered at once while one load replaces it behind")
    func staleWhileRefreshing() async throws {
        try await withRedis { redis, key in
            let cache = cache(redis)
            _ = await read(cache, request(key))
            clock.advance(milliseconds: 10_000)
            source.shutGate()
            for _ in 0..<5 {
                let stale = await read(cache, request(key))
                #expect(stale.value == "load 1")
                #expect(!stale.isFresh)
            }
            source.openGate()
            try await until("the value is replaced") { await self.read(cache, self.request(key)).isFresh }
            #expect(await read(cache, request(key)).value == "load 2")
            #expect(source.loads == 2)
        }
    }

    @Test("a value past its stale time is loaded before it is answered")
    func tooStale() async throws {
        try await withRedis { redis, key in
            _ = await read(cache(redis), request(key))
            clock.advance(milliseconds: 60_000)
            let reading = await read(cache(redis), request(key))
            #expect(reading.value == "load 2")
            #expect(reading.isFresh)
        }
    }

    @Test("two hundred concurrent asks on two instances are one load")
    func oneLoad() async throws {
        try await withRedis { redis, key in
            let caches = [cache(redis), cache(redis)]
            let begun = Counter()
            source.shutGate()
            let readings = await withTaskGroup(of: LiveValueReading<String>.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        begun.increment()
                        return await self.read(caches[index % 2], self.request(key))
                    }
                }
                while begun.count < 200 || source.loads == 0 { await Task.yield() }
                source.openGate()
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(source.loads == 1)
            #expect(readings.count == 200)
            #expect(readings.allSatisfy { $0.value == "load 1" && $0.isFresh })
        }
    }

    @Test("a batch is one round trip, answered in order, a stop asked for twice included")
    func batch() async throws {
        try await SharedStores.withKeyPrefix { url, prefix in
            let commands = CommandCounter()
            try await withRedisClient(url, observer: commands) { redis in
                let cache = cache(redis)
                let requests = (0..<10).map { index in
                    LiveValueRequest(key: "\(prefix)\(index % 9)", source: "fake", policy: Self.policy) {
                        () async throws(UpstreamError) in "value \(index % 9)"
                    }
                }
                let expected = (0..<10).map { "value \($0 % 9)" }
                #expect(await cache.readings(of: requests, deadline: noHurry).map(\.value) == expected)
                let before = commands.count
                #expect(await cache.readings(of: requests, deadline: noHurry).map(\.value) == expected)
                #expect(commands.count == before + 1)
                #expect(await cache.readings(of: [], deadline: noHurry).isEmpty)
            }
        }
    }

    @Test("when the source fails the last value is answered as stale, and after its time nothing")
    func sourceFails() async throws {
        try await withRedis { redis, key in
            _ = await read(cache(redis), request(key))
            source.fail(with: .timedOut)
            clock.advance(milliseconds: 119_999)
            let last = await read(cache(redis), request(key))
            #expect(last.value == "load 1")
            #expect(!last.isFresh)
            #expect(last.route == .sharedCache)
            clock.advance(milliseconds: 1)
            let none = await read(cache(redis), request(key))
            #expect(none.value == nil)
            #expect(none.route == .none)
            #expect(observer.counts.errors == [.timedOut, .timedOut])
        }
    }

    @Test("a source that failed is left alone for a second")
    func failureIsRemembered() async throws {
        try await withRedis { redis, key in
            let cache = cache(redis)
            source.fail(with: .unreachable)
            for _ in 0..<20 { #expect(await read(cache, request(key)).value == nil) }
            #expect(source.loads == 1)
            #expect(observer.counts.reads == [.miss: 1, .suppressed: 19])
            source.fail(with: nil)
            clock.advance(milliseconds: 1000)
            #expect(await read(cache, request(key)).value == "load 2")
        }
    }

    @Test("a source that fails five times in a row is left alone for two seconds, for all its values")
    func sourceIsLeftAlone() async throws {
        let cache = cache(disconnectedRedisClient())
        func readAll() async { for index in 0..<20 { _ = await read(cache, request("x:\(index)")) } }
        source.fail(with: .unreachable)
        await readAll()
        #expect(source.loads == 5)
        clock.advance(milliseconds: 1_999)
        await readAll()
        #expect(source.loads == 5)
        clock.advance(milliseconds: 1)
        await readAll()
        #expect(source.loads == 6)
        source.fail(with: nil)
        clock.advance(milliseconds: 2_000)
        await readAll()
        #expect(source.loads == 26)
    }

    @Test("loads that wait their turn are called off when the source fails those before them")
    func queueIsCalledOff() async throws {
        let cache = cache(disconnectedRedisClient(), maximumLoads: 5)
        source.shutGate()
        source.fail(with: .timedOut)
        async let readings = cache.readings(of: (0..<20).map { request("x:\($0)") }, deadline: noHurry)
        try await until("five loads run") { source.running == 5 }
        source.openGate()
        #expect(await readings.allSatisfy { $0.value == nil })
        #expect(source.loads < 20)
    }

    @Test("a lock whose holder died holds others up for as long as their patience lasts")
    func deadHolder() async throws {
        try await withRedis { redis, key in
            #expect(try await redis.set("lock:{\(key)}", [1], expiresInMilliseconds: 60_000))
            var policy = Self.policy
            policy.lockPatience = 50
            let reading = await read(cache(redis), request(key, policy: policy))
            #expect(reading.value == "load 1")
            #expect(await read(cache(redis), request(key, policy: policy)).route == .sharedCache)
            #expect(try await redis.get("lock:{\(key)}") == [1])
            _ = try await redis.delete(["lock:{\(key)}"])
        }
    }

    @Test("a lock is given back after a load and after a failure")
    func lockIsGivenBack() async throws {
        try await withRedis { redis, key in
            source.fail(with: .timedOut)
            _ = await read(cache(redis), request(key))
            let afterFailure = try await redis.get("lock:{\(key)}")
            #expect(afterFailure == nil)
            source.fail(with: nil)
            _ = await read(cache(redis), request(key))
            let afterLoad = try await redis.get("lock:{\(key)}")
            #expect(afterLoad == nil)
        }
    }

    @Test("bytes in Redis that are no entry are replaced")
    func foreignBytes() async throws {
        try await withRedis { redis, key in
            _ = try await redis.set(key, Array("{\"v\":7}".utf8), expiresInMilliseconds: 60_000)
            #expect(await read(cache(redis), request(key)).value == "load 1")
            #expect(await read(cache(redis), request(key)).route == .sharedCache)
        }
    }

    // MARK: Patience

    @Test("at the deadline there is no value, yet the load goes on for the next caller")
    func deadline() async throws {
        try await withRedis { redis, key in
            let cache = cache(redis)
            source.shutGate()
            let late = await cache.readings(of: [request(key)], deadline: .now + .milliseconds(20))
            #expect(late.map(\.value) == [nil])
            source.openGate()
            #expect(await read(cache, request(key)).value == "load 1")
            #expect(source.loads == 1)
        }
    }

    @Test("a cancelled caller leaves at once")
    func cancellation() async throws {
        try await withRedis { redis, key in
            let cache = cache(redis)
            source.shutGate()
            let caller = Task { await self.read(cache, self.request(key)) }
            try await until("the load has begun") { source.loads == 1 }
            caller.cancel()
            #expect(await caller.value.value == nil)
            source.openGate()
            #expect(await read(cache, request(key)).value == "load 1")
        }
    }

    @Test("no more loads run at a time than allowed")
    func boundedLoads() async throws {
        let cache = cache(disconnectedRedisClient(), maximumLoads: 3)
        source.shutGate()
        async let readings = cache.readings(of: (0..<20).map { request("x:\($0)") }, deadline: noHurry)
        try await until("three loads run") { source.running == 3 }
        source.openGate()
        #expect(await readings.allSatisfy { $0.value != nil })
        #expect(source.mostRunning == 3)
        #expect(source.loads == 20)
    }

    // MARK: Without Redis

    @Test("without Redis two hundred concurrent asks are still one load, and it is kept in memory")
    func oneLoadWithoutRedis() async throws {
        let cache = cache(disconnectedRedisClient())
        source.shutGate()
        let readings = await withTaskGroup(of: LiveValueReading<String>.self) { group in
            for _ in 0..<200 { group.addTask { await self.read(cache, self.request("x:1")) } }
            while observer.counts.cacheFailures < 200 { await Task.yield() }
            source.openGate()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(source.loads == 1)
        #expect(readings.allSatisfy { $0.value == "load 1" })
        #expect(readings.contains { $0.route == .sourceWithoutCache })

        #expect(await read(cache, request("x:1")).route == .lastKnown)
        clock.advance(milliseconds: 10_000)
        source.fail(with: .unreachable)
        let stale = await read(cache, request("x:1"))
        #expect(stale.value == "load 1")
        #expect(!stale.isFresh)
    }

    @Test("memory holds no more values than allowed, the newest")
    func boundedMemory() async throws {
        let cache = cache(disconnectedRedisClient(), lastKnownCapacity: 10)
        for index in 0..<30 {
            _ = await read(cache, request("x:\(index)"))
            clock.advance(milliseconds: 1)
        }
        #expect(await read(cache, request("x:29")).route == .lastKnown)
        #expect(await read(cache, request("x:0")).route == .sourceWithoutCache)
    }

    @Test("Redis may die and come back while values are read")
    func redisDies() async throws {
        let server = try await RedisServer()
        defer { server.kill() }
        try await withRedisClient(server.url) { redis in
            let cache = cache(redis)
            #expect(await read(cache, request("x:1")).route == .source)
            #expect(await read(cache, request("x:1")).route == .sharedCache)

            server.kill()
            try await until("the loss is noticed") { !redis.isConnected }
            #expect(await read(cache, request("x:1")).route == .lastKnown)
            #expect(await read(cache, request("x:2")).route == .sourceWithoutCache)
            clock.advance(milliseconds: 60_000)
            #expect(await read(cache, request("x:1")).route == .sourceWithoutCache)

            try await server.start()
            try await until("the client is back") { redis.isConnected }
            #expect(await read(cache, request("x:1")).route == .lastKnown)
            clock.advance(milliseconds: 60_000)
            #expect(await read(cache, request("x:1")).route == .source)
            #expect(await read(cache, request("x:1")).route == .sharedCache)
        }
    }

    @Test("a Redis that dies during a load costs nothing but the copy")
    func redisDiesDuringLoad() async throws {
        let server = try await RedisServer()
        defer { server.kill() }
        try await withRedisClient(server.url) { redis in
            let cache = cache(redis)
            source.shutGate()
            async let reading = read(cache, request("x:1"))
            try await until("the load has begun") { source.loads == 1 }
            server.kill()
            try await until("the loss is noticed") { !redis.isConnected }
            source.openGate()
            #expect(await reading.value == "load 1")
            #expect(await read(cache, request("x:1")).route == .lastKnown)
            #expect(source.loads == 1)
        }
    }

    @Test("freshness ends up to a tenth earlier or later")
    func jitter() {
        let start = clock.now
        let ends = [0, 0.5, 1].map { Self.policy.freshUntil(fetchedAt: start, luck: $0).milliseconds(since: start) }
        #expect(ends == [9_000, 10_000, 11_000])
    }
}

private final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var count: Int { number.load(ordering: .relaxed) }
    func increment() { number.add(1, ordering: .relaxed) }
}

/// Counts commands.
private final class CommandCounter: RedisObserver {
    private let commands = Counter()

    var count: Int { commands.count }

    func redisFinished(command: String, duration: Duration, failure: RedisError.Kind?) { commands.increment() }
}
