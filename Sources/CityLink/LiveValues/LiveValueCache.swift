package import Redis

/// Reads live values through Redis: one load per value, however many ask, on however many instances.
///
/// A fresh value is answered from Redis. A stale one too, while one load replaces it behind. A missing one is loaded once:
/// callers in this process share a flight, and flights on several instances take turns under a lock in Redis. Without
/// Redis, flights and a small copy of what this process saw last do the same within the process. Nothing here throws: a
/// value is there or it is not, and the reading says how it came.
package final class LiveValueCache<Value: Codable & Sendable>: Sendable {
    private let redis: RedisClient
    private let flights: LiveValueFlights<Value>
    private let observer: any LiveValueObserver
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - maximumLoads: how many loads may be on their way to one source at a time; more wait their turn.
    ///   - lastKnownCapacity: how many values this process keeps for when Redis is away.
    ///   - random: in `0...1`; spreads the ends of freshness.
    package init(
        redis: RedisClient, maximumLoads: Int = 32, lastKnownCapacity: Int = 2048,
        observer: any LiveValueObserver = NoLiveValueObserver(),
        now: @escaping @Sendable () -> Timestamp = { .now() },
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.redis = redis
        self.observer = observer
        self.now = now
        flights = LiveValueFlights(
            loader: LiveValueLoader(redis: redis, observer: observer, now: now, random: random), now: now,
            maximumLoads: maximumLoads, lastKnownCapacity: lastKnownCapacity)
    }

    /// One reading for each request, in the same order. Costs one round trip to Redis, and one load for each value that is
    /// nowhere, side by side. Loads that are not done at the deadline go on for the next caller.
    package func readings(
        of requests: [LiveValueRequest<Value>], deadline: ContinuousClock.Instant
    ) async -> [LiveValueReading<Value>] {
        let found = await cachedEntries(of: requests)
        return await withTaskGroup(of: (Int, LiveValueReading<Value>).self) { group in
            var readings: [LiveValueReading<Value>?] = Array(repeating: nil, count: requests.count)
            for (index, request) in requests.enumerated() {
                let cached = found.entries[index]
                switch cached?.condition(at: now(), under: request.policy) {
                case .fresh:
                    observer.liveValueRead(prefix: request.prefix, outcome: .hit)
                    readings[index] = cached?.reading(isFresh: true, route: found.route)
                case .stale:
                    observer.liveValueRead(prefix: request.prefix, outcome: .stale)
                    await flights.refresh(request)
                    readings[index] = cached?.reading(isFresh: false, route: found.route)
                case .lastResort, .expired, nil:
                    group.addTask {
                        (index, await self.load(request, lastResort: cached, route: found.route, deadline: deadline))
                    }
                }
            }
            for await (index, reading) in group { readings[index] = reading }
            return readings.map { $0 ?? .nothing(at: now()) }
        }
    }

    /// What lies in Redis or, when Redis is away, what this process saw last.
    private func cachedEntries(
        of requests: [LiveValueRequest<Value>]
    ) async -> (entries: [LiveValueEntry<Value>?], route: FreshnessRoute) {
        guard let first = requests.first else { return ([], .none) }
        do throws(RedisError) {
            let reply = try await redis.send(["MGET"] + requests.map { .string($0.key) })
            guard case .array(let values) = reply, values.count == requests.count else {
                throw .unexpectedReply(command: "MGET")
            }
            return (values.map { LiveValueEntry(redisValue: $0) }, .sharedCache)
        } catch {
            observer.sharedCacheFailed(prefix: first.prefix)
            return (await flights.lastKnown(requests.map(\.key)), .lastKnown)
        }
    }

    private func load(
        _ request: LiveValueRequest<Value>, lastResort: LiveValueEntry<Value>?, route: FreshnessRoute,
        deadline: ContinuousClock.Instant
    ) async -> LiveValueReading<Value> {
        let (landing, outcome) = await flights.value(of: request, deadline: deadline)
        observer.liveValueRead(prefix: request.prefix, outcome: outcome)
        if case .loaded(let entry, let route) = landing { return entry.reading(isFresh: true, route: route) }

        var fallback = lastResort.map { (entry: $0, route: route) }
        if fallback == nil, let known = await flights.lastKnown([request.key])[0] { fallback = (known, .lastKnown) }
        guard let fallback, fallback.entry.condition(at: now(), under: request.policy) != .expired else {
            return .nothing(at: now())
        }
        return fallback.entry.reading(isFresh: false, route: fallback.route)
    }
}
