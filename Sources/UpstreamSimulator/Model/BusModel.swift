/// Where every bus is at any moment: a pure function of the network, the seed and the time.
struct BusModel: Sendable {
    /// What the service says about one route at one stop.
    struct Row: Sendable {
        var route: SimulatedNetwork.Route
        var stop: SimulatedNetwork.Stop
        /// The position of the stop on its route, counted from the terminal.
        var order: Int
        /// The terminal that the bus shows here.
        var towards: String
        var nextStop: String?
        /// At most two, the nearer first.
        var buses: [Bus]
        /// Whether another bus may still come in this service day.
        var isInService: Bool
    }

    struct Bus: Sendable {
        var id: String
        var plate: String
        var secondsToGo: Int
        /// The position of the stop passed last, counted from the terminal.
        var order: Int
        /// Its name; nil while the bus is outside the network.
        var lastStop: String?
        var isLast: Bool
        var dice: Dice
    }

    private struct Run: Sendable {
        var route: SimulatedNetwork.Route
        var stops: [SimulatedNetwork.Stop]
        var track: Track
        var timetable: Timetable
        var dice: Dice
    }

    private var runs: [Run] = []
    /// For each stop, the runs and positions that call there.
    private var calls: [String: [(run: Int, index: Int)]] = [:]
    private var known: Set<String>

    init(_ network: SimulatedNetwork, seed: UInt64) {
        known = Set(network.stops.map(\.arsId))
        let stops = Dictionary(network.stops.map { ($0.arsId, $0) }, uniquingKeysWith: { first, _ in first })
        for route in network.routes {
            guard let first = KoreanDay.seconds(route.firstTime), let last = KoreanDay.seconds(route.lastTime) else {
                continue
            }
            let dice = Dice(seed: seed).mixed(with: route.id)
            let called = route.stops.compactMap { stops[$0] }
            for (index, stop) in called.enumerated() { calls[stop.arsId, default: []].append((runs.count, index)) }
            runs.append(
                Run(
                    route: route, stops: called,
                    track: Track(
                        locations: called.map(\.location), leadIn: Self.stopsBefore * Self.secondsBetweenStopsBefore,
                        metersPerSecond: 5.5, dwell: 20, dice: dice),
                    timetable: Timetable(
                        firstDeparture: first, lastDeparture: last < first ? last + 86_400 : last,
                        headway: max(2, route.headwayMinutes) * 60, dice: dice),
                    dice: dice
                ))
        }
    }

    func knows(_ arsId: String) -> Bool { known.contains(arsId) }

    /// One row for each route that calls at the stop, in the order of the network's routes.
    func rows(at arsId: String, time: Int) -> [Row] {
        (calls[arsId] ?? []).map { call in row(of: runs[call.run], at: call.index, time: time) }
    }

    private func row(of run: Run, at index: Int, time: Int) -> Row {
        let offset = run.track.offsets[index]
        let departures = run.timetable.departures(from: time - offset + 1, through: time)
        let isOutbound = index * 2 < run.stops.count
        return Row(
            route: run.route, stop: run.stops[index], order: Self.stopsBefore + index + 1,
            towards: (isOutbound ? run.route.terminals.last : run.route.terminals.first) ?? run.route.number,
            nextStop: index + 1 < run.stops.count ? run.stops[index + 1].name.ko : nil,
            buses: departures.prefix(2).map { bus(of: run, departure: $0, secondsToStop: offset, time: time) },
            isInService: run.timetable.isBetweenFirstAndLast(time)
        )
    }

    private func bus(of run: Run, departure: Timetable.Departure, secondsToStop: Int, time: Int) -> Bus {
        let age = time - departure.time
        let passed = run.track.offsets.lastIndex { $0 <= age }
        let fleet = run.dice.mixed(with: "fleet").number(in: 100...899) * 1_000_000
        let plate = run.dice.mixed(with: departure.index).number(in: 1000...9999)
        return Bus(
            id: "\(fleet + departure.index)", plate: "서울\(70 + plate % 10)사\(plate)",
            secondsToGo: secondsToStop - age,
            order: passed.map { Self.stopsBefore + $0 + 1 }
                ?? min(Self.stopsBefore, age / Self.secondsBetweenStopsBefore + 1),
            lastStop: passed.map { run.stops[$0].name.ko }, isLast: departure.isLast, dice: departure.dice
        )
    }

    /// Stops between the terminal and the first stop that the network knows.
    private static let stopsBefore = 8
    private static let secondsBetweenStopsBefore = 100
}
