import Foundation
import Testing

@testable import UpstreamSimulator

struct RepliesTests {
    private let subway = SubwayReplies(model: SubwayModel(.small, seed: 1))
    private let bus = BusReplies(model: BusModel(.small, seed: 1))

    private func object(_ reply: WireReply) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
    }

    @Test("subway arrivals are strings in a list beside an errorMessage")
    func subwayJSON() throws {
        let reply = try object(subway.arrivals(at: "나역", start: 0, end: 30, time: clock(12), format: .json))
        let summary = try #require(reply["errorMessage"] as? [String: Any])
        let rows = try #require(reply["realtimeArrivalList"] as? [[String: Any]])
        #expect(summary["code"] as? String == "INFO-000")
        #expect(summary["total"] as? Int == rows.count)
        #expect(rows.allSatisfy { $0["barvlDt"] is String && $0["subwayNm"] is NSNull })
        #expect(Set(rows.compactMap { $0["updnLine"] as? String }) == ["내선", "외선", "상행", "하행"])
        #expect(rows.filter { $0["subwayId"] as? String == "1063" }.allSatisfy { $0["barvlDt"] as? String == "0" })
        #expect(rows.allSatisfy { ($0["recptnDt"] as? String)?.hasPrefix("2026-11-23 12:00:0") == true })
    }

    @Test("rows can be asked for in part, and too many are refused")
    func subwayRange() throws {
        let some = try object(subway.arrivals(at: "나역", start: 2, end: 3, time: clock(12), format: .json))
        #expect((some["realtimeArrivalList"] as? [Any])?.count == 2)
        for (start, end, code) in [(0, 2000, "ERROR-336"), (5, 1, "ERROR-334"), (-1, 1, "ERROR-333")] {
            let refused = try object(subway.arrivals(at: "나역", start: start, end: end, time: clock(12), format: .json))
            #expect(refused["code"] as? String == code)
        }
    }

    @Test("no trains is the flat message, in both formats")
    func subwayNothing() throws {
        for (station, time) in [("나역", clock(3)), ("없는역", clock(12))] {
            let reply = try object(subway.arrivals(at: station, start: 0, end: 5, time: time, format: .json))
            #expect(reply["code"] as? String == "INFO-200")
            #expect(reply["status"] as? Int == 500)
            let xml = subway.arrivals(at: station, start: 0, end: 5, time: time, format: .xml)
            #expect(xml.body.contains("<CODE>INFO-200</CODE>"))
        }
    }

    @Test("now and then a train is listed twice with contradicting states")
    func duplicates() throws {
        var found = false
        for time in stride(from: clock(8), to: clock(10), by: 10) where !found {
            let reply = try object(subway.arrivals(at: "나역", start: 0, end: 99, time: time, format: .json))
            let rows = reply["realtimeArrivalList"] as? [[String: Any]] ?? []
            let trains = rows.map { "\($0["subwayId"] ?? "") \($0["updnLine"] ?? "") \($0["btrainNo"] ?? "")" }
            found = Set(trains).count < trains.count
        }
        #expect(found)
    }

    @Test("bus arrivals are strings, with spaces behind times and an itemCount of zero")
    func busJSON() throws {
        let reply = try object(bus.arrivals(at: "01002", time: clock(12), format: .json))
        let header = try #require(reply["msgHeader"] as? [String: Any])
        #expect(header["headerCd"] as? String == "0")
        #expect(header["itemCount"] as? Int == 0)
        let rows = try #require((reply["msgBody"] as? [String: Any])?["itemList"] as? [[String: Any]])
        #expect(rows.map { $0["rtNm"] as? String } == ["701", "N70"])
        #expect(rows[0]["firstTm"] as? String == "0400  ")
        #expect((rows[0]["arrmsg1"] as? String)?.isEmpty == false)
        #expect(rows[1]["arrmsg1"] as? String == "운행종료")
        #expect(rows[1]["vehId1"] as? String == "0")
    }

    @Test("one route alone is an object, an unknown stop has no list")
    func busShapes() throws {
        let one = try object(bus.arrivals(at: "01001", time: clock(12), format: .json))
        #expect((one["msgBody"] as? [String: Any])?["itemList"] is [String: Any])
        for stop in ["99999", "01009"] {
            let none = try object(bus.arrivals(at: stop, time: clock(12), format: .json))
            #expect((none["msgHeader"] as? [String: Any])?["headerCd"] as? String == "4")
            #expect((none["msgBody"] as? [String: Any])?["itemList"] is NSNull)
            #expect(bus.arrivals(at: stop, time: clock(12), format: .xml).body.contains("<msgBody/>"))
        }
    }

    @Test("before the first bus there is only waiting")
    func busWaiting() throws {
        let reply = bus.arrivals(at: "01001", time: clock(4, 0, 1), format: .xml)
        #expect(reply.body.contains("<arrmsg2>출발대기</arrmsg2>"))
    }

    @Test("text is escaped in both formats")
    func escaping() {
        let value: WireValue = ["a": "x<&>\"\\\n"]
        #expect(value.json == #"{"a":"x<&>\"\\\n"}"#)
        #expect(value.xml(root: "r").hasSuffix("<r><a>x&lt;&amp;&gt;\"\\\n</a></r>"))
    }
}

struct FaultsTests {
    @Test("faults that are meant for some requests pass after as many, and every request is counted")
    func counted() {
        let state = SimulatorState()
        state.set(Faults(failure: .quota, requests: 2))
        #expect((0..<3).map { _ in state.take(\.subway).failure } == [.quota, .quota, nil])
        #expect(state.counts == RequestCounts(subway: 3, bus: 0))
        state.set(Faults(failure: .http500))
        #expect((0..<3).map { _ in state.take(\.bus).failure } == [.http500, .http500, .http500])
    }
}

struct SimulatedNetworkTests {
    @Test("the repository's seed can be read, and every line and route has stops that exist")
    func seed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../seed")
        let network = try SimulatedNetwork(seedFolder: folder)
        let stationIds = Set(network.stations.flatMap { $0.stops.map(\.stationId) })
        #expect(network.lines.allSatisfy { $0.stations.count > 1 && stationIds.isSuperset(of: $0.stations) })
        let arsIds = Set(network.stops.map(\.arsId))
        #expect(network.routes.allSatisfy { $0.stops.count > 1 && arsIds.isSuperset(of: $0.stops) })
    }

    @Test("a line that cannot be read is named")
    func brokenFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "citylink-network-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("\n{\"id\":1}\n".utf8).write(to: folder.appending(path: "subway-lines.jsonl"))
        let error = #expect(throws: NetworkFileError.self) { try SimulatedNetwork(seedFolder: folder) }
        #expect(error?.file == "subway-lines.jsonl")
        #expect(error?.line == 2)
    }
}
