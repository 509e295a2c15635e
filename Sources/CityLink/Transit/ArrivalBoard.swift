/// What is on its way to one stop, soonest first, and how far to trust it.
package struct ArrivalBoard: Hashable, Sendable {
    package var arrivals: [Arrival]
    package var freshness: Freshness
}

/// What one upstream reply says about one stop. Vehicles that the source names twice are here once.
package struct ArrivalReply: Codable, Hashable, Sendable {
    package var subway: [SubwayArrival] = []
    package var bus: [BusArrival] = []
    /// When the source generated the oldest part; nil when it does not say.
    package var observedAt: Timestamp?

    /// The arrivals with their seconds counted from `now`.
    package func arrivals(asOf now: Timestamp) -> [Arrival] {
        subway.map { .subway($0.asOf(now)) } + bus.map { .bus($0.asOf(now)) }
    }
}
