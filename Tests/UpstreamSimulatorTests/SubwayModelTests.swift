import Testing

@testable import UpstreamSimulator

struct SubwayModelTests {
    private let model = SubwayModel(.small, seed: 1)

    /// Which train, at which call.
    private struct Way: Hashable {
        var train: String
        var stationId: String
        var isUp: Bool
    }

    @Test("the same instant gives the same trains, another seed gives others")
    func deterministic() {
        func numbers(_ model: SubwayModel) -> [String] {
            model.approaches(to: "나역", at: clock(8, 30)).map { "\($0.train.number) \($0.secondsToGo)" }
        }
        #expect(!numbers(model).isEmpty)
        #expect(numbers(model) == numbers(SubwayModel(.small, seed: 1)))
        #expect(numbers(model) != numbers(SubwayModel(.small, seed: 2)))
    }

    @Test("a train keeps its number and comes nearer by one second each second until it is gone")
    func approach() {
        var last: [Way: (seconds: Int, phase: SubwayModel.Phase)] = [:]
        var steps = 0
        for time in clock(8)..<clock(8, 40) {
            for approach in model.approaches(to: "나역", at: time) {
                let way = Way(
                    train: approach.train.number, stationId: approach.call.stationId, isUp: approach.call.isUp)
                if let before = last[way] {
                    #expect(approach.secondsToGo == before.seconds - 1)
                    steps += 1
                }
                last[way] = (approach.secondsToGo, approach.phase)
            }
        }
        #expect(steps > 2000)
        #expect(last.values.contains { $0.phase == .departed })
    }

    @Test("a train passes through the phases in order")
    func phases() {
        var seen: [Way: [SubwayModel.Phase]] = [:]
        for time in clock(8)..<clock(9) {
            for approach in model.approaches(to: "다역", at: time) {
                let way = Way(
                    train: approach.train.number, stationId: approach.call.stationId, isUp: approach.call.isUp)
                if seen[way]?.last != approach.phase { seen[way, default: []].append(approach.phase) }
            }
        }
        let whole: [SubwayModel.Phase] = [
            .running, .previousEntering, .previousArrived, .previousDeparted, .entering, .arrived, .departed,
        ]
        #expect(seen.values.contains(whole))
    }

    @Test("trains run in both directions, on every line that calls")
    func directions() {
        let approaches = model.approaches(to: "나역", at: clock(12))
        #expect(Set(approaches.map { "\($0.call.line.id)\($0.call.isUp)" }).count == 4)
        #expect(approaches.allSatisfy { $0.call.transfers.map(\.line) == ["1002", "1063"] })
    }

    @Test("no train runs in the small hours, and the last one says that it is")
    func night() {
        #expect(model.approaches(to: "나역", at: clock(3)).isEmpty)
        let evening = (clock(23)..<clock(24, 30)).flatMap { model.approaches(to: "나역", at: $0) }
        #expect(evening.contains { $0.train.isLast })
        #expect(model.approaches(to: "없는역", at: clock(12)).isEmpty)
    }
}

struct BusModelTests {
    private let model = BusModel(.small, seed: 1)

    @Test("a bus keeps its identity and comes nearer by one second each second")
    func approach() {
        var last: [String: Int] = [:]
        var steps = 0
        for time in clock(8)..<clock(9) {
            for bus in model.rows(at: "01003", time: time).flatMap(\.buses) {
                if let before = last[bus.id] {
                    #expect(bus.secondsToGo == before - 1)
                    steps += 1
                }
                #expect(bus.secondsToGo > 0)
                last[bus.id] = bus.secondsToGo
            }
        }
        #expect(steps > 3000)
    }

    @Test("a bus on its way is at least one stop away")
    func stopsAway() {
        for time in stride(from: clock(8), to: clock(9), by: 7) {
            for row in model.rows(at: "01002", time: time) {
                #expect(row.buses.allSatisfy { $0.order >= 1 && $0.order < row.order })
            }
        }
    }

    @Test("night and day routes keep their hours, across midnight too")
    func hours() {
        func inService(_ time: Int) -> [Bool] { model.rows(at: "01002", time: time).map(\.isInService) }
        #expect(inService(clock(12)) == [true, false])
        #expect(inService(clock(23, 45)) == [false, true])
        #expect(inService(clock(2)) == [false, true])
        #expect(inService(clock(3, 45)) == [false, false])
        #expect(model.rows(at: "01002", time: clock(3)).map(\.buses.isEmpty) == [true, false])
    }

    @Test("the two buses of a row differ and come in order")
    func order() {
        for time in stride(from: clock(7), to: clock(10), by: 61) {
            for row in model.rows(at: "01001", time: time) where row.buses.count == 2 {
                #expect(row.buses[0].secondsToGo < row.buses[1].secondsToGo)
                #expect(row.buses[0].id != row.buses[1].id)
            }
        }
    }
}

struct TimetableTests {
    private let timetable = Timetable(firstDeparture: 3600, lastDeparture: 90_000, headway: 300, dice: Dice(seed: 5))

    @Test("any window gives the same departures as the whole")
    func windows() {
        let whole = timetable.departures(from: clock(0), through: clock(30)).map(\.time)
        #expect(whole == whole.sorted())
        let parts = stride(from: clock(0), through: clock(30), by: 137).flatMap {
            timetable.departures(from: $0, through: min($0 + 136, clock(30))).map(\.time)
        }
        #expect(parts == whole)
    }

    @Test(
        "Korean clock texts",
        arguments: [(0, "2026-11-23 00:00:00"), (86_399, "2026-11-23 23:59:59"), (8 * 86_400, "2026-12-01 00:00:00")])
    func texts(offset: Int, text: String) {
        #expect(KoreanDay.text(midnight + offset) == text)
    }
}
