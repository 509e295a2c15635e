/// Reads replies of the national `getSttnAcctoArvlPrearngeInfoList` (TAGO).
///
/// One row is one bus. The reply carries no clock, so seconds count from the moment it came; it names no vehicles, so an
/// arrival's id is its place among the buses of its route and passes on to the next bus when one has gone.
package enum TagoBusArrivals {
    /// - Parameters:
    ///   - stop: what makes arrival ids differ between stops; the `nodeid` asked for.
    ///   - fetchedAt: when the reply came.
    package static func parse(
        _ reply: [UInt8], stop: String, fetchedAt: Timestamp
    ) throws(UpstreamError) -> ArrivalReply {
        let rows = try DataGoKrReply.rows(from: reply)
        let understood = rows.compactMap { Bus($0) }
        guard rows.isEmpty || !understood.isEmpty else { throw .malformed("no row names its route") }
        let buses = understood.sorted {
            ($0.secondsToGo ?? .max, $0.number) < ($1.secondsToGo ?? .max, $1.number)
        }

        var seen: [String: Int] = [:]
        let arrivals = buses.map { bus in
            let route = bus.routeId ?? bus.number
            let ordinal = seen[route, default: 0] + 1
            seen[route] = ordinal
            return BusArrival(
                id: "\(stop):\(route):\(ordinal)",
                status: bus.secondsToGo == nil && bus.stopsAway == nil ? .unknown : .running, etaSeconds: nil,
                arrivesAt: bus.secondsToGo.map { fetchedAt.advanced(bySeconds: $0) },
                stopsAway: bus.stopsAway, destination: nil, isLast: false, crowding: nil, routeId: bus.routeId,
                routeNumber: bus.number, routeKind: bus.kind, plate: nil, lowFloor: bus.lowFloor, isFull: nil,
                seatsLeft: nil, isDetour: nil, currentStop: nil
            )
        }
        return ArrivalReply(bus: arrivals.sorted { $0.isSooner(than: $1) })
    }
}

/// One row, understood.
private struct Bus {
    var routeId: String?
    var number: String
    var kind: BusRouteKind?
    var secondsToGo: Int?
    var stopsAway: Int?
    var lowFloor: Bool?

    /// Nil when the row names no route.
    init?(_ row: LooseValue) {
        routeId = row["routeid"].string
        guard let number = row["routeno"].string ?? routeId else { return nil }
        self.number = number
        kind = row["routetp"].string.map(Self.kind)
        // Zero is one of the service's ways to say that it does not know.
        secondsToGo = row["arrtime"].int.flatMap { (1...6 * 3600).contains($0) ? $0 : nil }
        stopsAway = row["arrprevstationcnt"].int.flatMap { (0...1000).contains($0) ? $0 : nil }
        lowFloor =
            switch row["vehicletp"].string {
            case "저상버스": true
            case "일반차량": false
            default: nil
            }
    }

    private static func kind(_ word: String) -> BusRouteKind {
        let kinds: [(word: String, kind: BusRouteKind)] = [
            ("심야", .night), ("공항", .airport), ("마을", .village), ("순환", .circular), ("간선", .trunk),
            ("지선", .branch), ("광역", .metro), ("직행", .metro), ("급행", .metro),
        ]
        return kinds.first { word.contains($0.word) }?.kind ?? .other
    }
}
