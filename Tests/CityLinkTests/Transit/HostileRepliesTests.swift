import Testing

@testable import CityLink

/// Whatever bytes an upstream sends, parsing ends in a value or a typed error, never in a trap.
struct HostileRepliesTests {
    private static let replies: [String] = [
        """
        {"errorMessage":{"status":200,"code":"INFO-000","total":1},"realtimeArrivalList":[{"subwayId":"1002",\
        "updnLine":"내선","btrainNo":"2044","barvlDt":"70","recptnDt":"2026-11-23 09:15:00","arvlMsg2":"1분 10초 후 (신촌)",\
        "arvlMsg3":"신촌","arvlCd":"99","bstatnNm":"성수\\n\\uD83D\\uDE8C"}]}
        """,
        """
        {"msgHeader":{"headerCd":"0"},"msgBody":{"itemList":[{"rtNm":"271","vehId1":"1","arrmsg1":"3분5초후[1번째 전]",\
        "traTime1":"185","staOrd":"9","sectOrd1":"8","congestion1":"3"}]}}
        """,
        """
        <?xml version="1.0"?><ServiceResult><msgHeader><headerCd>0</headerCd></msgHeader><msgBody><itemList>\
        <rtNm>271&amp;</rtNm><arrmsg1><![CDATA[곧 도착]]></arrmsg1></itemList></msgBody></ServiceResult>
        """,
        """
        {"response":{"header":{"resultCode":"00"},"body":{"items":{"item":[{"arrtime":560,"routeid":"R","routeno":7}]}}}}
        """,
    ]

    /// A fixed sequence, so that a failure can be repeated.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private func parseWithAll(_ bytes: [UInt8]) {
        let now = Timestamp(secondsSince1970: 1_763_856_930)
        _ = try? SeoulSubwayArrivals.parse(bytes, stop: "a", fetchedAt: now).arrivals(asOf: now)
        _ = try? SeoulBusArrivals.parse(bytes, stop: "a", fetchedAt: now).arrivals(asOf: now)
        _ = try? TagoBusArrivals.parse(bytes, stop: "a", fetchedAt: now).arrivals(asOf: now)
    }

    @Test("replies cut off at any byte", arguments: replies)
    func truncated(reply: String) {
        let bytes = Array(reply.utf8)
        for end in bytes.indices { parseWithAll(Array(bytes[..<end])) }
    }

    @Test("replies with bytes changed, removed and doubled", arguments: replies)
    func mutated(reply: String) {
        var dice = Dice(state: 42)
        for _ in 0..<2_000 {
            var bytes = Array(reply.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                let place = Int.random(in: bytes.indices, using: &dice)
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(bytes[place], at: place)
                default: bytes[place] = Array("{}[]<>\"\\/&,:0-9".utf8).randomElement(using: &dice) ?? 0
                }
            }
            parseWithAll(bytes)
        }
    }

    @Test("bytes of no meaning at all")
    func random() {
        var dice = Dice(state: 7)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<200, using: &dice)
            parseWithAll((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &dice) })
        }
    }
}
