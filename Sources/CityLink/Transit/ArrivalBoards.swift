package import Redis

/// A stop whose board is wanted.
package enum BoardStop: Hashable, Sendable {
    /// `name` as the service spells it; `lines` are those that call here, because others may share the name.
    case subway(id: String, name: String, lines: Set<String>)
    case bus(arsId: String)

    init(_ station: SubwayStation) {
        self = .subway(id: station.key, name: station.name.ko, lines: Set(station.stops.map(\.line)))
    }

    init(_ stop: BusStop) {
        self = .bus(arsId: stop.arsId)
    }
}

/// The arrival boards of a city's stops, read through the cache that all instances share.
package struct ArrivalBoards: Sendable {
    /// Names of the sources in `Freshness.source` and in statistics.
    package static let subwaySource = "seoul-subway"
    package static let busSource = "seoul-bus"

    private let city: String
    private let subway: SeoulSubwayService
    private let bus: SeoulBusService
    private let cache: LiveValueCache<ArrivalReply>
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - city: part of every key in Redis.
    ///   - random: in `0...1`; spreads the ends of freshness.
    package init(
        city: String, subway: SeoulSubwayService, bus: SeoulBusService, redis: RedisClient,
        observer: any LiveValueObserver = NoLiveValueObserver(),
        now: @escaping @Sendable () -> Timestamp = { .now() },
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.city = city
        self.subway = subway
        self.bus = bus
        self.now = now
        cache = LiveValueCache(redis: redis, observer: observer, now: now, random: random)
    }

    /// One board for each stop, in the same order. Never fails: a board that cannot be had is empty and says so.
    ///
    /// - Parameter deadline: when to answer with what there is. Loads go on behind for those who ask next.
    package func boards(of stops: [BoardStop], deadline: ContinuousClock.Instant) async -> [ArrivalBoard] {
        let readings = await cache.readings(of: stops.map(request), deadline: deadline)
        let now = now()
        return zip(stops, readings).map { stop, reading in
            ArrivalBoard(
                arrivals: reading.value?.arrivals(asOf: now) ?? [], freshness: Self.freshness(of: reading, stop, now))
        }
    }

    private func request(for stop: BoardStop) -> LiveValueRequest<ArrivalReply> {
        switch stop {
        case .subway(let id, let name, let lines):
            LiveValueRequest(key: "arr:\(city):s:\(id)", source: Self.subwaySource, policy: Self.subwayPolicy) {
                [subway] () async throws(UpstreamError) in
                try await subway.arrivals(at: name, stop: id, lines: lines)
            }
        case .bus(let arsId):
            LiveValueRequest(key: "arr:\(city):b:\(arsId)", source: Self.busSource, policy: Self.busPolicy) {
                [bus] () async throws(UpstreamError) in
                try await bus.arrivals(at: arsId)
            }
        }
    }

    static let subwayPolicy = LiveValuePolicy(freshFor: 10_000, staleFor: 60_000, keptFor: 120_000)
    static let busPolicy = LiveValuePolicy(freshFor: 15_000, staleFor: 60_000, keptFor: 120_000)

    /// The subway's picture of itself lags by up to a minute or two; beyond this it has stopped.
    private static let longestObservationAge = 180

    private static func freshness(
        of reading: LiveValueReading<ArrivalReply>, _ stop: BoardStop, _ now: Timestamp
    ) -> Freshness {
        let observedAt = reading.value?.observedAt
        let age = max(0, now.seconds(since: observedAt ?? reading.fetchedAt))
        let state: FreshnessState =
            if reading.value == nil {
                .unavailable
            } else {
                reading.isFresh && age <= longestObservationAge ? .live : .stale
            }
        let source =
            switch stop {
            case .subway: subwaySource
            case .bus: busSource
            }
        return Freshness(
            source: source, observedAt: observedAt, fetchedAt: reading.fetchedAt, ageSeconds: age, state: state,
            via: reading.route)
    }
}
