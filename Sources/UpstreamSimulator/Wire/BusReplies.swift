/// Answers like Seoul's `getStationByUid`: XML unless JSON is asked for, all values strings, an `itemCount` of 0 whatever
/// there is, and HTTP status 200 whatever happens.
struct BusReplies: Sendable {
    enum Format: Sendable {
        case json, xml

        init(resultType: String?) { self = resultType == "json" ? .json : .xml }
    }

    var model: BusModel

    func arrivals(at arsId: String, time: Int, format: Format) -> WireReply {
        let rows = model.rows(at: arsId, time: time).map { row($0, time: time) }
        guard let first = rows.first else { return Self.message("4", "결과가 없습니다.", format) }
        // One result alone is an object and not a list.
        return Self.reply("0", "정상적으로 처리되었습니다.", items: rows.count == 1 ? first : .list(rows), format)
    }

    static func message(_ code: String, _ text: String, _ format: Format) -> WireReply {
        reply(code, text, items: .null, format)
    }

    static func badKey(_ format: Format) -> WireReply {
        message("7", "Key인증실패: SERVICE KEY IS NOT REGISTERED ERROR. [인증모듈 에러코드(30)]", format)
    }

    static func quotaExceeded(_ format: Format) -> WireReply {
        message("7", "Key인증실패: LIMITED NUMBER OF SERVICE REQUESTS EXCEEDS ERROR. [인증모듈 에러코드(22)]", format)
    }

    private static func reply(_ code: String, _ text: String, items: WireValue, _ format: Format) -> WireReply {
        let header: WireValue = ["headerMsg": .text(text), "headerCd": .text(code), "itemCount": 0]
        return switch format {
        case .json:
            .json([
                "comMsgHeader": ["responseTime": nil, "returnCode": nil, "errMsg": nil, "successYN": nil],
                "msgHeader": header, "msgBody": ["itemList": items],
            ])
        case .xml:
            .xml(
                [
                    "comMsgHeader": nil, "msgHeader": header,
                    "msgBody": { if case .null = items { .null } else { ["itemList": items] } }(),
                ],
                root: "ServiceResult")
        }
    }

    // MARK: Rows

    private func row(_ row: BusModel.Row, time: Int) -> WireValue {
        var members: [(name: String, value: WireValue)] = [
            ("stId", .text(row.stop.stationId)), ("stNm", .text(row.stop.name.ko)), ("arsId", .text(row.stop.arsId)),
            ("busRouteId", .text(row.route.id)), ("rtNm", .text(row.route.number)),
            ("busRouteAbrv", .text(row.route.number)),
            ("gpsX", "\(row.stop.location.first ?? 0)"), ("gpsY", "\(row.stop.location.last ?? 0)"),
            ("stationTp", "1"), ("firstTm", .text(Self.clock(row.route.firstTime))),
            ("lastTm", .text(Self.clock(row.route.lastTime))), ("term", "\(row.route.headwayMinutes)"),
            ("routeType", .text(Self.routeType(row.route.kind))), ("nextBus", " "), ("staOrd", "\(row.order)"),
        ]
        for (index, number) in ["1", "2"].enumerated() {
            members += bus(index < row.buses.count ? row.buses[index] : nil, of: row, time: time)
                .map { ($0.name + number, $0.value) }
        }
        members += [
            ("adirection", .text(row.towards)), ("nxtStn", .optional(row.nextStop)), ("deTourAt", "00"),
        ]
        return .object(members)
    }

    private func bus(
        _ bus: BusModel.Bus?, of row: BusModel.Row, time: Int
    ) -> [(name: String, value: WireValue)] {
        guard let bus else {
            return [
                ("vehId", "0"), ("plainNo", nil), ("sectOrd", "0"), ("stationNm", nil), ("traTime", "0"),
                ("isArrive", "0"), ("repTm", nil), ("isLast", "0"), ("busType", "0"),
                ("arrmsg", row.isInService ? "출발대기" : "운행종료"), ("rerdieDiv", "2"), ("rerideNum", "0"),
                ("isFullFlag", "0"), ("congestion", "0"),
            ]
        }
        let crowding = bus.dice.mixed(with: bus.order).number(in: 2...6)
        return [
            ("vehId", .text(bus.id)), ("plainNo", .text(bus.plate)), ("sectOrd", "\(bus.order)"),
            ("stationNm", .optional(bus.lastStop)), ("traTime", "\(bus.secondsToGo)"), ("isArrive", "0"),
            // The service has stopped keeping this one up to date.
            ("repTm", "2019-01-01 00:00:00.0"), ("isLast", bus.isLast ? "1" : "0"),
            ("busType", bus.dice.number(in: 0...9) < 7 ? "1" : "0"), ("arrmsg", .text(message(bus, row))),
            ("rerdieDiv", "4"), ("rerideNum", crowding > 2 ? "\(crowding * 9 - 20)" : "0"),
            ("isFullFlag", crowding == 6 ? "1" : "0"), ("congestion", crowding > 2 ? "\(crowding)" : "0"),
        ]
    }

    private func message(_ bus: BusModel.Bus, _ row: BusModel.Row) -> String {
        let stops = row.order - bus.order
        if stops <= 1 && bus.secondsToGo <= 60 { return "곧 도착" }
        let minutes = bus.secondsToGo / 60
        let seconds = bus.secondsToGo % 60
        let time = minutes == 0 ? "\(seconds)초후" : seconds == 0 ? "\(minutes)분후" : "\(minutes)분\(seconds)초후"
        return "\(time)[\(stops)번째 전]"
    }

    /// `04:30` as `0430  `, spaces included.
    private static func clock(_ time: String) -> String { time.filter { $0 != ":" } + "  " }

    private static func routeType(_ kind: String) -> String {
        switch kind {
        case "AIRPORT": "1"
        case "VILLAGE": "2"
        case "TRUNK", "NIGHT": "3"
        case "BRANCH": "4"
        case "CIRCULAR": "5"
        case "METRO": "6"
        default: "0"
        }
    }
}
