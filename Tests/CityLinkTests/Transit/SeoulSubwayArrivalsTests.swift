import Testing

@testable import CityLink

struct SeoulSubwayArrivalsTests {
    private let fetchedAt = Timestamp(koreanLocal: "2026-11-23 09:15:30") ?? Timestamp(millisecondsSince1970: 0)

    private func parse(_ reply: String, lines: Set<String>? = nil) throws(UpstreamError) -> ArrivalReply {
        try SeoulSubwayArrivals.parse(Array(reply.utf8), stop: "mapo", lines: lines, fetchedAt: fetchedAt)
    }

    private func list(_ rows: String...) -> String {
        """
        {"errorMessage":{"status":200,"code":"INFO-000","message":"정상 처리되었습니다.","total":\(rows.count)},
        "realtimeArrivalList":[\(rows.joined(separator: ","))]}
        """
    }

    /// A row as the service writes it; a field given as nil is left out.
    private func row(_ fields: KeyValuePairs<String, String?>) -> String {
        var members = [
            "subwayId": "1005", "updnLine": "상행", "trainLineNm": "방화행 - 공덕방면", "btrainSttus": "일반",
            "barvlDt": "95", "btrainNo": "5512", "bstatnNm": "방화", "recptnDt": "2026-11-23 09:15:20",
            "arvlMsg2": "전역 출발", "arvlMsg3": "공덕", "arvlCd": "3", "lstcarAt": "0",
        ]
        for (name, value) in fields { members[name] = value }
        return "{" + members.map { #""\#($0)":"\#($1)""# }.joined(separator: ",") + #","beginRow":null,"novel":[{}]}"#
    }

    @Test("a full row reads into every field")
    func fullRow() throws {
        let reply = try parse(list(row(["lstcarAt": "1"])))
        let arrival = try #require(reply.subway.first)
        #expect(arrival.id == "mapo:1005:UP:5512")
        #expect(arrival.status == .previousDeparted)
        #expect(arrival.arrivesAt?.rfc3339 == "2026-11-23T09:16:55+09:00")
        #expect(arrival.stopsAway == 1)
        #expect(arrival.destination == "방화")
        #expect(arrival.isLast)
        #expect(arrival.lineId == "1005")
        #expect(arrival.direction == .up)
        #expect(arrival.service == .local)
        #expect(arrival.trainNo == "5512")
        #expect(arrival.currentStation == "공덕")
        #expect(reply.observedAt?.rfc3339 == "2026-11-23T09:15:20+09:00")
    }

    @Test("nothing on the way is an empty reply in every envelope")
    func nothing() throws {
        #expect(try parse(#"{"status":500,"code":"INFO-200","message":"없음","total":0}"#).subway.isEmpty)
        #expect(try parse(#"{"RESULT":{"CODE":"INFO-200","MESSAGE":"없음"}}"#).subway.isEmpty)
        #expect(try parse("<RESULT><CODE>INFO-200</CODE><MESSAGE>없음</MESSAGE></RESULT>").subway.isEmpty)
        #expect(try parse(#"{"errorMessage":{"code":"INFO-000"},"realtimeArrivalList":null}"#).subway.isEmpty)
    }

    @Test(
        "error codes become typed errors in every envelope",
        arguments: [
            ("INFO-100", UpstreamError.badKey(code: UpstreamCode("INFO-100"))),
            ("ERROR-337", .quota(code: UpstreamCode("ERROR-337"))),
            ("ERROR-500", .unavailable(code: UpstreamCode("ERROR-500"))),
            ("ERROR-336", .refused(code: UpstreamCode("ERROR-336"))),
        ])
    func errors(code: String, error: UpstreamError) {
        for reply in [
            #"{"status":500,"code":"\#(code)","message":"m"}"#, #"{"RESULT":{"CODE":"\#(code)","MESSAGE":"a\nb"}}"#,
            #"{"errorMessage":{"status":500,"code":"\#(code)"}}"#, "<RESULT><CODE>\(code)</CODE></RESULT>",
        ] {
            #expect(throws: error) { try parse(reply) }
        }
    }

    @Test("a reply of no known shape is malformed, not empty")
    func unknownShape() {
        for reply in ["{}", "[]", "3", #"{"a":{}}"#, "<html><body>Bad gateway</body></html>", list(#"{"x":1}"#, "7")] {
            #expect(throws: UpstreamError.self) { try parse(reply) }
        }
    }

    struct Timing: Sendable, CustomTestStringConvertible {
        var seconds: String?
        var code: String?
        var message: String
        var status: ArrivalStatus
        var toGo: Int?
        var stopsAway: Int?
        var testDescription: String { "barvlDt \(seconds ?? "none"), arvlCd \(code ?? "none"), \(message)" }
    }

    @Test(
        "seconds come first, then the code, then the text; zero seconds alone are never now",
        arguments: [
            Timing(seconds: "95", code: "3", message: "전역 출발", status: .previousDeparted, toGo: 95, stopsAway: 1),
            Timing(seconds: "0", code: "5", message: "전역 도착", status: .previousArrived, toGo: nil, stopsAway: 1),
            Timing(seconds: "0", code: "4", message: "전역 진입", status: .previousEntering, toGo: nil, stopsAway: 1),
            Timing(seconds: "0", code: "1", message: "마포 도착", status: .arrived, toGo: 0, stopsAway: 0),
            Timing(seconds: "0", code: "0", message: "마포 진입", status: .entering, toGo: 0, stopsAway: 0),
            Timing(seconds: "20", code: "0", message: "마포 진입", status: .entering, toGo: 20, stopsAway: 0),
            Timing(seconds: "40", code: "2", message: "마포 출발", status: .departed, toGo: nil, stopsAway: nil),
            Timing(seconds: "0", code: "99", message: "7분 후 (신길(영등포))", status: .running, toGo: 420, stopsAway: nil),
            Timing(seconds: "", code: "99", message: "6분 12초 후 (여의도)", status: .running, toGo: 372, stopsAway: nil),
            Timing(seconds: nil, code: "99", message: "8분 후", status: .running, toGo: 480, stopsAway: nil),
            Timing(seconds: "-", code: "99", message: "[6]번째 전역 (2분역)", status: .running, toGo: nil, stopsAway: 6),
            Timing(seconds: "-30", code: "99", message: "곧", status: .running, toGo: nil, stopsAway: nil),
            Timing(seconds: "999999", code: "99", message: "?", status: .running, toGo: nil, stopsAway: nil),
            Timing(seconds: "0", code: nil, message: "마포 전역출발", status: .previousDeparted, toGo: nil, stopsAway: 1),
            Timing(seconds: "0", code: "", message: "전역 진입", status: .previousEntering, toGo: nil, stopsAway: 1),
            Timing(seconds: "0", code: "77", message: "마포 도착", status: .arrived, toGo: 0, stopsAway: 0),
            Timing(seconds: "0", code: nil, message: "3분 후 (애오개)", status: .running, toGo: 180, stopsAway: nil),
            Timing(seconds: "0", code: nil, message: "[4]번째 전역 (길동)", status: .running, toGo: nil, stopsAway: 4),
            Timing(seconds: "0", code: nil, message: "운행 조정", status: .unknown, toGo: nil, stopsAway: nil),
        ])
    func timing(_ given: Timing) throws {
        let reply = try parse(list(row(["barvlDt": given.seconds, "arvlCd": given.code, "arvlMsg2": given.message])))
        let arrival = try #require(reply.subway.first)
        #expect(arrival.status == given.status)
        #expect(arrival.stopsAway == given.stopsAway)
        let observedAt = try #require(Timestamp(koreanLocal: "2026-11-23 09:15:20"))
        #expect(arrival.arrivesAt.map { $0.seconds(since: observedAt) } == given.toGo)
    }

    @Test("numbers sent as numbers read like numbers sent as strings")
    func numbersAsNumbers() throws {
        let row = #"{"subwayId":1077,"updnLine":"하행","barvlDt":61,"btrainNo":12,"arvlCd":99,"bstatnNm":"광교"}"#
        let arrival = try #require(try parse(list(row)).subway.first)
        #expect(arrival.lineId == "1077")
        #expect(arrival.trainNo == "12")
        #expect(arrival.arrivesAt == fetchedAt.advanced(bySeconds: 61))
    }

    @Test("a row alone, sent as an object, is a list of one")
    func oneRowAsObject() throws {
        let reply = #"{"errorMessage":{"code":"INFO-000"},"realtimeArrivalList":\#(row([:]))}"#
        #expect(try parse(reply).subway.count == 1)
    }

    @Test(
        "the direction is a word, or a digit that line 2 reads in its own way",
        arguments: [
            ("상행", "1005", Direction.up), ("하행", "1005", .down), ("내선", "1002", .inner), ("외선", "1002", .outer),
            ("1", "1005", .down), ("0", "1002", .inner), ("", "1005", nil), ("북행", "1005", nil),
        ])
    func direction(word: String, line: String, direction: Direction?) throws {
        let reply = try parse(list(row(["updnLine": word, "subwayId": line])))
        #expect(reply.subway.first?.direction == direction)
    }

    @Test(
        "the service is a word",
        arguments: [
            ("일반", TrainService.local), ("급행", .express), ("ITX-청춘", .specialExpress), ("특급", .specialExpress),
            ("", nil),
        ])
    func service(word: String, service: TrainService?) throws {
        #expect(try parse(list(row(["btrainSttus": word]))).subway.first?.service == service)
    }

    @Test("other lines of the same station name are left out, their observation time too")
    func lineFilter() throws {
        let other = row(["subwayId": "1002", "btrainNo": "2010", "recptnDt": "2026-11-23 09:00:00"])
        let reply = try parse(list(other, row([:])), lines: ["1005"])
        #expect(reply.subway.map(\.trainNo) == ["5512"])
        #expect(reply.observedAt?.rfc3339 == "2026-11-23T09:15:20+09:00")
        #expect(try parse(list(other), lines: ["1005"]).subway.isEmpty)
    }

    @Test("of two rows about one train the newest counts, then the nearer, then the first, wherever they stand")
    func duplicateTrains() throws {
        let older = row(["barvlDt": "30", "recptnDt": "2026-11-23 09:15:10"])
        let newer = row(["barvlDt": "0", "arvlCd": "1", "arvlMsg2": "마포 도착", "recptnDt": "2026-11-23 09:15:25"])
        for rows in [list(older, newer), list(newer, older)] {
            #expect(try parse(rows).subway.map(\.status) == [.arrived])
        }
        let near = row(["barvlDt": "50"])
        let far = row(["barvlDt": "250", "arvlCd": "99"])
        for rows in [list(near, far), list(far, near)] {
            #expect(try parse(rows).subway.map(\.status) == [.previousDeparted])
        }
        let turned = row(["updnLine": "하행"])
        #expect(try parse(list(near, turned)).subway.count == 2)
    }

    @Test("trains without a number keep apart, and numbers of nothing but zeros are none")
    func trainsWithoutNumber() throws {
        let reply = try parse(list(row(["btrainNo": nil]), row(["btrainNo": "0", "barvlDt": "300"])))
        #expect(reply.subway.map(\.id) == ["mapo:1005:UP:to-방화-1", "mapo:1005:UP:to-방화-2"])
        #expect(reply.subway.allSatisfy { $0.trainNo == nil })
    }

    @Test("an id stays the same while its train comes nearer")
    func stableIds() throws {
        let before = try parse(list(row(["barvlDt": "300", "arvlCd": "99"])))
        let after = try parse(list(row(["barvlDt": "0", "arvlCd": "1"])))
        #expect(before.subway.map(\.id) == after.subway.map(\.id))
    }

    @Test("the destination falls back to the heading, and is nil rather than invented")
    func destination() throws {
        #expect(try parse(list(row(["bstatnNm": nil]))).subway.first?.destination == "방화")
        #expect(try parse(list(row(["bstatnNm": "", "trainLineNm": "-"]))).subway.first?.destination == nil)
    }

    @Test("without a generation time, or with one in the future, seconds count from the reply")
    func generationTime() throws {
        for time in [nil, "", "어제", "2026-11-23 09:20:00"] {
            let reply = try parse(list(row(["recptnDt": time])))
            #expect(reply.subway.first?.arrivesAt == fetchedAt.advanced(bySeconds: 95))
        }
    }

    @Test("arrivals come soonest first")
    func order() throws {
        let reply = try parse(
            list(
                row(["btrainNo": "1", "arvlCd": "2", "barvlDt": "0"]),
                row(["btrainNo": "2", "arvlCd": "99", "barvlDt": "0", "arvlMsg2": "[3]번째 전역 (길동)"]),
                row(["btrainNo": "3", "arvlCd": "99", "barvlDt": "400"]),
                row(["btrainNo": "4", "arvlCd": "1", "barvlDt": "0"]),
                row(["btrainNo": "5", "arvlCd": "5", "barvlDt": "0"]),
                row(["btrainNo": "6", "arvlCd": "3", "barvlDt": "90"])
            ))
        #expect(reply.subway.map(\.trainNo) == ["4", "6", "3", "5", "2", "1"])
    }
}
