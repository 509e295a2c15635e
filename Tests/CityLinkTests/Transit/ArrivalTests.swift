import Testing

@testable import CityLink

struct ArrivalTests {
    private let observedAt = Timestamp(secondsSince1970: 1_000_000)

    private func arrival(in seconds: Int?) -> SubwayArrival {
        SubwayArrival(
            id: "a", status: .running, etaSeconds: nil, arrivesAt: seconds.map { observedAt.advanced(bySeconds: $0) },
            stopsAway: nil, destination: nil, isLast: false, crowding: nil, lineId: "1002", direction: nil,
            service: nil, trainNo: nil, currentStation: nil
        )
    }

    @Test("seconds to go shrink with age, stop at now, and vanish when the vehicle is long overdue")
    func ages() {
        let eta = { (age: Int) in arrival(in: 90).asOf(observedAt.advanced(bySeconds: age)).etaSeconds }
        #expect([0, 1, 60, 89, 90, 100, 120].map(eta) == [90, 89, 30, 1, 0, 0, 0])
        #expect(eta(121) == nil)
        #expect(arrival(in: nil).asOf(observedAt).etaSeconds == nil)
    }

    @Test("a vehicle is not now while part of a second remains")
    func roundsUp() {
        let now = observedAt.advanced(byMilliseconds: 500)
        #expect(arrival(in: 1).asOf(now).etaSeconds == 1)
    }

    @Test(
        "times in arrival texts",
        arguments: [
            ("6분57초후[2번째 전]", 417), ("9분 후 (새절(신사))", 540), ("30초 후", 30), ("4분후", 240), ("전역 출발", nil),
            ("(5분역)", nil), ("2번 출구 3분", 180), ("99999999999999999999분", nil), ("분초", nil), ("1시간", nil), ("", nil),
        ])
    func secondsInText(text: String, seconds: Int?) {
        #expect(ArrivalText.seconds(in: text) == seconds)
    }

    @Test(
        "stops in arrival texts",
        arguments: [
            ("6분57초후[12번째 전]", 12), ("[5]번째 전역 (당산)", 5), ("3번째 전", 3), ("전역 출발", nil), ("번째", nil), ("곧 도착", nil),
        ])
    func stopsInText(text: String, stops: Int?) {
        #expect(ArrivalText.stopsAway(in: text) == stops)
    }
}
