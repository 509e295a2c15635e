/// Departures of one line in one direction, or of one bus route, as a pure function of the seed.
///
/// Vehicles leave at a steady headway, each a little early or late; times are seconds since 1970.
struct Timetable: Sendable {
    /// Seconds after Korean midnight; past 86,400 for a service that runs into the next day.
    var firstDeparture: Int
    var lastDeparture: Int
    var headway: Int
    /// Names this timetable among all; vehicles of two timetables differ in their luck.
    var dice: Dice

    struct Departure: Sendable {
        /// Counts from 0 at the first of the service day.
        var index: Int
        var time: Int
        var isLast: Bool
        /// Luck that belongs to this vehicle on this day.
        var dice: Dice
    }

    /// The vehicles that left in `from...through`, in order, whichever service day they belong to.
    func departures(from: Int, through: Int) -> [Departure] {
        guard from <= through, headway > 0, lastDeparture >= firstDeparture else { return [] }
        let days = KoreanDay.index(of: from - lastDeparture)...KoreanDay.index(of: through)
        return days.flatMap { day in departures(onDay: day, from: from, through: through) }
    }

    /// Whether vehicles are still to leave on the service day that `time` falls into, or leave now.
    func isBetweenFirstAndLast(_ time: Int) -> Bool {
        [KoreanDay.index(of: time) - 1, KoreanDay.index(of: time)].contains { day in
            let midnight = KoreanDay.midnight(of: day)
            return (midnight + firstDeparture...midnight + lastDeparture).contains(time)
        }
    }

    private func departures(onDay day: Int, from: Int, through: Int) -> [Departure] {
        let start = KoreanDay.midnight(of: day) + firstDeparture
        let last = (lastDeparture - firstDeparture) / headway
        // One more at either end, because each may be early or late.
        let lowest = max(0, (from - start) / headway - 1)
        let highest = min(last, (through - start) / headway + 1)
        guard lowest <= highest else { return [] }
        return (lowest...highest).compactMap { index in
            let luck = dice.mixed(with: day).mixed(with: index)
            // Less than half a headway apart from plan, so that vehicles never overtake at the start.
            let time = start + index * headway + luck.number(in: -headway / 5...headway / 5)
            guard (from...through).contains(time) else { return nil }
            return Departure(index: index, time: time, isLast: index == last, dice: luck)
        }
    }
}

/// Days by Korean clocks, nine hours ahead of UTC all year.
enum KoreanDay {
    static func index(of time: Int) -> Int { Int((Double(time + 9 * 3600) / 86_400).rounded(.down)) }

    static func midnight(of day: Int) -> Int { day * 86_400 - 9 * 3600 }

    static func secondOfDay(_ time: Int) -> Int { time - midnight(of: index(of: time)) }

    /// `HH:mm` in seconds after midnight, up to `24:00`.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]),
            (0...24).contains(hours), (0...59).contains(minutes)
        else { return nil }
        return hours * 3600 + minutes * 60
    }

    /// `2026-11-23 09:15:00`
    static func text(_ time: Int) -> String {
        // Days since 0000-03-01 in 400-year cycles of years that begin in March, so the leap day comes last.
        let shifted = index(of: time) + 719_468
        let dayOfCycle = shifted % 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfCycle + shifted / 146_097 * 400 + (month <= 2 ? 1 : 0)
        let second = secondOfDay(time)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day)) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }
}

/// Randomness that is a pure function of what it was mixed with (SplitMix64).
struct Dice: Sendable {
    private let state: UInt64

    init(seed: UInt64) { state = seed }

    func mixed(with number: Int) -> Dice {
        var mixed = (state ^ UInt64(bitPattern: Int64(number))) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Dice(seed: mixed ^ (mixed >> 31))
    }

    func mixed(with text: String) -> Dice {
        text.utf8.reduce(self) { $0.mixed(with: Int($1)) }
    }

    /// Always the same number; mix in something to get another.
    func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(state >> 1) % range.count
    }
}
