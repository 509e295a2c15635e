import Testing

@testable import CityLink

struct SeoulBusArrivalsTests {
    private let fetchedAt = Timestamp(koreanLocal: "2026-11-23 09:15:30") ?? Timestamp(millisecondsSince1970: 0)

    private func parse(_ reply: String) throws(UpstreamError) -> [BusArrival] {
        try SeoulBusArrivals.parse(Array(reply.utf8), stop: "01234", fetchedAt: fetchedAt).bus
    }

    private func json(_ rows: String...) -> String {
        #"{"msgHeader":{"headerMsg":"m","headerCd":"0","itemCount":0},"msgBody":{"itemList":[\#(rows.joined(separator: ","))]}}"#
    }

    private func xml(_ header: String, _ rows: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><ServiceResult><comMsgHeader/><msgHeader>\
        \(header)<itemCount>0</itemCount></msgHeader><msgBody>\(rows)</msgBody></ServiceResult>
        """
    }

    /// Fields of a row that nobody reads stand in every row, to be ignored.
    private func row(_ fields: KeyValuePairs<String, String?>) -> String {
        var members: [String: String?] = [
            "busRouteId": "100100999", "rtNm": "742", "busRouteAbrv": "742", "adirection": "구산동", "routeType": "3",
            "firstTm": "0410  ", "nextBus": " ", "repTm1": "2017-01-02 03:04:05.0", "rerdieDiv1": "2",
        ]
        for (name, value) in fields { members[name] = value }
        return "{" + members.map { #""\#($0)":\#($1.map { #""\#($0)""# } ?? "null")"# }.joined(separator: ",") + "}"
    }

    private let firstBus: KeyValuePairs<String, String?> = [
        "vehId1": "100001", "arrmsg1": "5분10초후[3번째 전]", "traTime1": "310", "plainNo1": "서울70사1111",
        "isLast1": "0", "busType1": "1", "congestion1": "4", "isFullFlag1": "0", "deTourAt": "00", "isArrive1": "0",
        "stationNm1": "상수역", "staOrd": "20", "sectOrd1": "17",
    ]

    @Test("a full row reads into every field")
    func fullRow() throws {
        let arrival = try #require(try parse(json(row(firstBus))).first)
        #expect(arrival.id == "01234:100100999:100001")
        #expect(arrival.status == .running)
        #expect(arrival.arrivesAt == fetchedAt.advanced(bySeconds: 310))
        #expect(arrival.stopsAway == 3)
        #expect(arrival.destination == "구산동")
        #expect(arrival.crowding == .medium)
        #expect(arrival.routeId == "100100999")
        #expect(arrival.routeNumber == "742")
        #expect(arrival.routeKind == .trunk)
        #expect(arrival.plate == "서울70사1111")
        #expect(arrival.lowFloor == true)
        #expect(arrival.isFull == false)
        #expect(arrival.isDetour == false)
        #expect(arrival.isLast == false)
        #expect(arrival.seatsLeft == nil)
        #expect(arrival.currentStop == "상수역")
    }

    struct Slot: Sendable, CustomTestStringConvertible {
        var message: String
        var seconds: String?
        var status: ArrivalStatus
        var toGo: Int?
        var stopsAway: Int?
        var testDescription: String { "\(message), traTime \(seconds ?? "none")" }
    }

    @Test(
        "seconds and text agree on one meaning",
        arguments: [
            Slot(message: "4분후[2번째 전]", seconds: "265", status: .running, toGo: 265, stopsAway: 2),
            Slot(message: "9분36초후[7번째 전]", seconds: nil, status: .running, toGo: 576, stopsAway: 7),
            Slot(message: "9분36초후[7번째 전]", seconds: "0", status: .running, toGo: 576, stopsAway: 7),
            Slot(message: "21분5초후[9번째 전]", seconds: "21", status: .running, toGo: 1265, stopsAway: 9),
            Slot(message: "곧 도착", seconds: "7", status: .entering, toGo: 7, stopsAway: nil),
            Slot(message: "곧 도착", seconds: "0", status: .entering, toGo: nil, stopsAway: nil),
            Slot(message: "출발대기", seconds: "0", status: .waiting, toGo: nil, stopsAway: nil),
            Slot(message: "회차대기", seconds: "300", status: .waiting, toGo: nil, stopsAway: nil),
            Slot(message: "운행종료", seconds: "0", status: .ended, toGo: nil, stopsAway: nil),
            Slot(message: "", seconds: "120", status: .running, toGo: 120, stopsAway: nil),
            Slot(message: "정보 없음", seconds: "0", status: .unknown, toGo: nil, stopsAway: nil),
        ])
    func slot(_ given: Slot) throws {
        let arrivals = try parse(json(row(["vehId1": "7", "arrmsg1": given.message, "traTime1": given.seconds])))
        let arrival = try #require(arrivals.first)
        #expect(arrival.status == given.status)
        #expect(arrival.arrivesAt.map { $0.seconds(since: fetchedAt) } == given.toGo)
        #expect(arrival.stopsAway == given.stopsAway)
    }

    @Test("a bus at the stop has arrived")
    func arrived() throws {
        let arrivals = try parse(json(row(["vehId1": "7", "arrmsg1": "곧 도착", "traTime1": "0", "isArrive1": "1"])))
        #expect(arrivals.map(\.status) == [.arrived])
        #expect(arrivals.first?.arrivesAt == fetchedAt)
    }

    @Test("two buses of a route are two arrivals, soonest first")
    func twoBuses() throws {
        let arrivals = try parse(
            json(row(["vehId1": "1", "traTime1": "600", "vehId2": "2", "traTime2": "900"]), row(firstBus)))
        #expect(arrivals.map { $0.arrivesAt.map { $0.seconds(since: fetchedAt) } } == [310, 600, 900])
    }

    @Test("waiting or ended is said once for a route, and only while none of its buses is on the way")
    func waitingOnce() throws {
        let both = row(["vehId1": "0", "arrmsg1": "출발대기", "vehId2": "0", "arrmsg2": "출발대기"])
        #expect(try parse(json(both)).map(\.status) == [.waiting])
        #expect(try parse(json(both)).map(\.id) == ["01234:100100999:none"])
        let one = row(["vehId1": "5", "traTime1": "60", "vehId2": "0", "traTime2": "0", "arrmsg2": "출발대기"])
        #expect(try parse(json(one)).map(\.status) == [.running])
        let ended = row(["arrmsg1": "운행종료", "arrmsg2": "운행종료"])
        #expect(try parse(json(ended)).map(\.status) == [.ended])
        #expect(try parse(json(row([:]))).isEmpty)
    }

    @Test("a vehicle listed twice is one arrival, its sooner call")
    func duplicateVehicle() throws {
        let later = row(["vehId1": "100001", "traTime1": "2000"])
        for reply in [json(row(firstBus), later), json(later, row(firstBus))] {
            #expect(try parse(reply).map { $0.arrivesAt?.seconds(since: fetchedAt) } == [310])
        }
    }

    @Test("XML and JSON of the same content read alike; a single row may be an object")
    func formats() throws {
        let fields = """
            <busRouteId>100100999</busRouteId><rtNm>742</rtNm><adirection>구산동</adirection><vehId1>9</vehId1>\
            <arrmsg1>2분후[1번째 전]</arrmsg1>
            """
        let object = """
            {"busRouteId":"100100999","rtNm":742,"adirection":"구산동","vehId1":9,"arrmsg1":"2분후[1번째 전]"}
            """
        let alone = #"{"msgHeader":{"headerCd":0},"msgBody":{"itemList":\#(object)}}"#
        let fromXML = try parse(xml("<headerCd>0</headerCd>", "<itemList>\(fields)</itemList>"))
        #expect(fromXML.count == 1)
        #expect(fromXML.first?.stopsAway == 1)
        #expect(try parse(alone) == fromXML)
        #expect(try parse(json(object)) == fromXML)
        #expect(try parse(xml("<headerCd>0</headerCd>", "<itemList>\(fields)</itemList><itemList/>")) == fromXML)
    }

    @Test("route names that are no numbers stay what they are")
    func routeNames() throws {
        let arrivals = try parse(
            json(row(["busRouteAbrv": nil, "rtNm": "8899퇴근", "busRouteId": nil, "traTime1": "9"])))
        #expect(arrivals.first?.routeNumber == "8899퇴근")
        #expect(arrivals.first?.routeId == nil)
        #expect(arrivals.first?.id == "01234:8899퇴근:1")
    }

    @Test("nothing found is an empty reply")
    func nothing() throws {
        for code in ["3", "4", "8"] {
            #expect(try parse(xml("<headerCd>\(code)</headerCd>")).isEmpty)
            #expect(try parse(#"{"msgHeader":{"headerCd":"\#(code)"},"msgBody":{"itemList":null}}"#).isEmpty)
        }
        #expect(try parse(xml("<headerCd>0</headerCd>")).isEmpty)
    }

    @Test(
        "trouble with the key is told apart by the number inside the text",
        arguments: [
            ("인증모듈 에러코드(22)", UpstreamError.quota(code: UpstreamCode("22"))),
            ("인증모듈 에러코드(30)", .badKey(code: UpstreamCode("30"))),
            ("SECRETKEY1", .badKey(code: UpstreamCode("7"))),
        ])
    func keyTrouble(text: String, error: UpstreamError) {
        let header = "<headerCd>7</headerCd><headerMsg>Key인증실패: \(text)</headerMsg>"
        #expect(throws: error) { try parse(xml(header)) }
        #expect(!"\(error)".contains("SECRET"))
    }

    @Test("other codes, gateway errors and unknown shapes are typed")
    func otherErrors() {
        #expect(throws: UpstreamError.unavailable(code: UpstreamCode("1"))) { try parse(xml("<headerCd>1</headerCd>")) }
        #expect(throws: UpstreamError.refused(code: UpstreamCode("2"))) { try parse(xml("<headerCd>2</headerCd>")) }
        let gateway =
            "<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>12</returnReasonCode></cmmMsgHeader>"
            + "</OpenAPI_ServiceResponse>"
        #expect(throws: UpstreamError.refused(code: UpstreamCode("12"))) { try parse(gateway) }
        for reply in ["{}", "<a/>", json("{}", "5")] {
            #expect(throws: UpstreamError.self) { try parse(reply) }
        }
    }

    @Test(
        "kinds follow the route type",
        arguments: [
            ("1", "6001", BusRouteKind.airport), ("2", "마포01", .village), ("3", "742", .trunk), ("3", "N62", .night),
            ("4", "7011", .branch), ("5", "01", .circular), ("6", "9401", .metro), ("8", "1000", .other),
            ("", "5", nil),
        ])
    func kinds(type: String, number: String, kind: BusRouteKind?) throws {
        let arrivals = try parse(json(row(["routeType": type, "busRouteAbrv": number, "traTime1": "9"])))
        #expect(arrivals.first?.routeKind == kind)
    }

    @Test("crowding and the other marks are nil when the service leaves them open")
    func openMarks() throws {
        let arrival = try #require(try parse(json(row(["traTime1": "9", "congestion1": "0", "busType1": "2"]))).first)
        #expect(arrival.crowding == nil)
        #expect(arrival.lowFloor == nil)
        #expect(arrival.isFull == nil)
        #expect(arrival.isDetour == nil)
        let codes = ["3", "4", "5", "6"]
        let crowding = try codes.map { try parse(json(row(["traTime1": "9", "congestion1": $0]))).first?.crowding }
        #expect(crowding == [.low, .medium, .high, .veryHigh])
    }
}
