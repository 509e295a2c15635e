@testable import UpstreamSimulator

extension SimulatedNetwork {
    /// Two lines that meet at one station, one bus route by day and one by night.
    static let small: SimulatedNetwork = {
        func station(_ name: String, _ longitude: Double, _ stops: (line: String, id: String)...) -> Station {
            Station(
                name: Name(ko: name), location: [longitude, 37.55],
                stops: stops.map { Station.Stop(line: $0.line, stationId: $0.id) })
        }
        func stop(_ arsId: String, _ longitude: Double) -> Stop {
            Stop(arsId: arsId, stationId: "1130\(arsId)", name: Name(ko: "정류장\(arsId)"), location: [longitude, 37.55])
        }
        return SimulatedNetwork(
            lines: [
                Line(
                    id: "1002", name: Name(ko: "2호선"), circular: true,
                    directions: .init(up: "내선", down: "외선"), stations: ["100201", "100202", "100203"]),
                Line(
                    id: "1063", name: Name(ko: "경의중앙선"), circular: false,
                    directions: .init(up: "문산", down: "용문"), stations: ["106301", "106302", "106303", "106304"]),
            ],
            stations: [
                station("가역", 126.90, ("1002", "100201")),
                station("나역", 126.91, ("1002", "100202"), ("1063", "106302")),
                station("다역", 126.92, ("1002", "100203")), station("라역", 126.89, ("1063", "106301")),
                station("마역", 126.93, ("1063", "106303")), station("바역", 126.95, ("1063", "106304")),
            ],
            routes: [
                Route(
                    id: "100100001", number: "701", kind: "TRUNK", terminals: ["진관동", "종로2가"], firstTime: "04:00",
                    lastTime: "23:00", headwayMinutes: 9, stops: ["01001", "01002", "01003"]),
                Route(
                    id: "100100002", number: "N70", kind: "NIGHT", terminals: ["수색", "서초"], firstTime: "23:30",
                    lastTime: "03:30", headwayMinutes: 30, stops: ["01002", "01003"]),
            ],
            stops: [stop("01001", 126.90), stop("01002", 126.91), stop("01003", 126.92), stop("01009", 126.99)]
        )
    }()
}

/// 2026-11-23 00:00 in Korea.
let midnight = 1_795_359_600

func clock(_ hours: Int, _ minutes: Int = 0, _ seconds: Int = 0) -> Int {
    midnight + hours * 3600 + minutes * 60 + seconds
}
