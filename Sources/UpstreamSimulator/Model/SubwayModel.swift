/// Where every train is at any moment: a pure function of the network, the seed and the time.
struct SubwayModel: Sendable {
    /// One train on its way to one station.
    struct Approach: Sendable {
        var train: Train
        var call: Call
        /// Negative once it has arrived.
        var secondsToGo: Int
        var phase: Phase
        /// How many stations remain before the train is at this one, those outside the network included.
        var stationsAway: Int
        /// Where it was last seen; nil while it is outside the network.
        var lastSeen: String?
    }

    struct Train: Sendable {
        var number: String
        var isLast: Bool
        var dice: Dice
    }

    /// Where a train is, seen from the station. Raw values are the service's own codes.
    enum Phase: Int, Sendable {
        case entering = 0
        case arrived = 1
        case departed = 2
        case previousDeparted = 3
        case previousEntering = 4
        case previousArrived = 5
        case running = 99
    }

    /// A line's call at a station in one direction.
    struct Call: Sendable {
        var line: SimulatedNetwork.Line
        var isUp: Bool
        var destination: String
        var stationId: String
        var stationName: String
        /// Nil at either end of what the network knows of the line.
        var previousId: String?
        var nextId: String?
        var nextName: String?
        /// Every line calling at this station, with its station id, in order of lines.
        var transfers: [SimulatedNetwork.Station.Stop]
    }

    private struct Run: Sendable {
        var line: SimulatedNetwork.Line
        var isUp: Bool
        var stationIds: [String]
        var stationNames: [String]
        var track: Track
        var timetable: Timetable
    }

    private var runs: [Run] = []
    private var transfers: [String: [SimulatedNetwork.Station.Stop]] = [:]

    init(_ network: SimulatedNetwork, seed: UInt64) {
        var places: [String: SimulatedNetwork.Station] = [:]
        for station in network.stations {
            for stop in station.stops { places[stop.stationId] = station }
            transfers[station.name.ko, default: []] += station.stops.sorted { $0.line < $1.line }
        }
        for line in network.lines {
            for isUp in [true, false] {
                let ids = (isUp ? line.stations.reversed() : line.stations).filter { places[$0] != nil }
                let dice = Dice(seed: seed).mixed(with: line.id).mixed(with: isUp ? 1 : 0)
                runs.append(
                    Run(
                        line: line, isUp: isUp, stationIds: ids, stationNames: ids.map { places[$0]?.name.ko ?? "" },
                        track: Track(
                            locations: ids.map { places[$0]?.location ?? [] }, leadIn: Self.leadIn, metersPerSecond: 12,
                            dwell: Self.dwell, dice: dice),
                        timetable: Timetable(
                            firstDeparture: 5 * 3600 + 900, lastDeparture: 23 * 3600 + 45 * 60,
                            headway: dice.mixed(with: "headway").number(in: 240...420), dice: dice)
                    ))
            }
        }
    }

    /// Whether any line calls at a station of this name.
    func knows(_ stationName: String) -> Bool { transfers[stationName] != nil }

    /// The trains that the service would list for a station: per line and direction those at the platform and the next
    /// two, in the order of lines, directions and distance.
    func approaches(to stationName: String, at time: Int) -> [Approach] {
        runs.flatMap { run in
            run.stationNames.indices.filter { run.stationNames[$0] == stationName }
                .flatMap { approaches(of: run, to: $0, at: time) }
        }
    }

    private func approaches(of run: Run, to index: Int, at time: Int) -> [Approach] {
        let offset = run.track.offsets[index]
        // A train that has not left yet is not on any sign.
        let departures = run.timetable.departures(
            from: time - offset - Self.dwell - 5, through: min(time, time - offset + Self.horizon))
        let previous = index > 0 ? index - 1 : nil
        let next = index + 1 < run.stationIds.count ? index + 1 : nil
        let destination = run.isUp ? run.line.directions.up : run.line.directions.down
        let call = Call(
            line: run.line, isUp: run.isUp, destination: run.line.circular ? destination + "순환" : destination,
            stationId: run.stationIds[index], stationName: run.stationNames[index],
            previousId: previous.map { run.stationIds[$0] }, nextId: next.map { run.stationIds[$0] },
            nextName: next.map { run.stationNames[$0] },
            transfers: transfers[run.stationNames[index]] ?? []
        )
        return departures.prefix(3).map { departure in
            let age = time - departure.time
            let seen = run.track.offsets.lastIndex { $0 <= age }
            let away =
                seen.map { index - $0 } ?? index + 1 + (run.track.offsets[0] - age) / Self.secondsBetweenStationsBefore
            let secondsToPrevious = previous.map { run.track.offsets[$0] - age }
            return Approach(
                train: Train(
                    number: Self.number(of: departure, line: run.line.id, isUp: run.isUp), isLast: departure.isLast,
                    dice: departure.dice),
                call: call, secondsToGo: offset - age,
                phase: Self.phase(secondsToGo: offset - age, secondsToPrevious: secondsToPrevious),
                stationsAway: max(0, away), lastSeen: seen.map { run.stationNames[min($0, index)] }
            )
        }
    }

    private static func phase(secondsToGo: Int, secondsToPrevious: Int?) -> Phase {
        if secondsToGo <= -dwell { return .departed }
        if secondsToGo <= 0 { return .arrived }
        if secondsToGo <= 20 { return .entering }
        guard let secondsToPrevious else { return .running }
        if secondsToPrevious <= -dwell { return .previousDeparted }
        if secondsToPrevious <= 0 { return .previousArrived }
        return secondsToPrevious <= 20 ? .previousEntering : .running
    }

    /// Even numbers run up, odd ones down, as on Korean railways.
    private static func number(of departure: Timetable.Departure, line: String, isUp: Bool) -> String {
        let count = 2 * (departure.index + 1) + (isUp ? 0 : 1)
        return "\(line.suffix(1))\(count < 10 ? "00" : count < 100 ? "0" : "")\(count)"
    }

    /// Seconds from departure to the first station that the network knows, and between the stations on that way.
    private static let leadIn = 900
    private static let secondsBetweenStationsBefore = 130
    /// Seconds at a platform.
    private static let dwell = 30
    /// How far ahead the service looks, in seconds.
    private static let horizon = 900
}
