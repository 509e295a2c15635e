/// Answers like Seoul's `realtimeStationArrival`: a list beside an `errorMessage`, or a flat message without a list; HTTP
/// status 200 whatever happens.
struct SubwayReplies: Sendable {
    enum Format: String, Sendable {
        case json, xml
    }

    var model: SubwayModel

    /// The rows `start` to `end`, the first being 0 or 1 as clients please.
    func arrivals(at stationName: String, start: Int?, end: Int?, time: Int, format: Format) -> WireReply {
        guard let start, let end, start >= 0 else { return Self.message("ERROR-333", "요청위치 값의 타입이 유효하지 않습니다.", format) }
        guard start <= end else { return Self.message("ERROR-334", "요청종료위치 보다 요청시작위치가 더 큽니다.", format) }
        guard end - start < 1000 else {
            return Self.message("ERROR-336", "데이터요청은 한번에 최대 1,000건을 넘을 수 없습니다.", format)
        }
        // The service writes its picture of the network anew every few seconds.
        let observedAt = time - time % 10
        let approaches = model.approaches(to: stationName, at: observedAt)
        let sightings = approaches.flatMap { self.sightings(of: $0, observedAt: observedAt) }
        guard !sightings.isEmpty else { return Self.message("INFO-200", "해당하는 데이터가 없습니다.", format) }

        let wanted = sightings.enumerated().filter { (max(start, 1)...max(end, 1)).contains($0.offset + 1) }
        let rows = wanted.map { row($0.element, number: $0.offset + 1, total: sightings.count) }
        let summary: [(name: String, value: WireValue)] = [
            ("status", 200), ("code", "INFO-000"), ("message", "정상 처리되었습니다."), ("link", ""), ("developerMessage", ""),
            ("total", .number(sightings.count)),
        ]
        return switch format {
        case .json: .json(["errorMessage": .object(summary), "realtimeArrivalList": .list(rows)])
        case .xml: .xml(["RESULT": .object(summary), "row": .list(rows)], root: "realtimeStationArrival")
        }
    }

    /// A reply without a list, in the envelope of its own that the service uses for it.
    static func message(_ code: String, _ text: String, _ format: Format) -> WireReply {
        switch format {
        case .json:
            .json([
                "status": 500, "code": .text(code), "message": .text(text), "link": "", "developerMessage": "",
                "total": 0,
            ])
        case .xml: .xml(["CODE": .text(code), "MESSAGE": .text(text)], root: "RESULT")
        }
    }

    /// The envelope for trouble inside the service.
    static func serverError() -> WireReply {
        .json(["RESULT": ["CODE": "ERROR-500", "MESSAGE": "서버 오류입니다.\n지속적으로 발생시 문의 바랍니다."]])
    }

    // MARK: Rows

    private struct Sighting {
        var approach: SubwayModel.Approach
        var phase: SubwayModel.Phase
        var seconds: Int
        var message: String
        var observedAt: Int
    }

    /// What the service reports of a train: now and then a second row that was true some seconds ago and contradicts the
    /// first.
    private func sightings(of approach: SubwayModel.Approach, observedAt: Int) -> [Sighting] {
        let sighting = Sighting(
            approach: approach, phase: approach.phase,
            seconds: givesSeconds(approach) ? max(0, approach.secondsToGo) : 0,
            message: message(approach), observedAt: observedAt
        )
        let luck = approach.train.dice.mixed(with: approach.call.stationId).number(in: 0...9)
        guard approach.phase == .arrived, luck == 0 else { return [sighting] }
        var echo = sighting
        echo.phase = .previousDeparted
        echo.seconds = 90
        echo.message = "전역 출발"
        echo.observedAt = observedAt - 3
        return [sighting, echo]
    }

    /// Lines of the national railway count stations instead of seconds, and write zero for the seconds.
    private func givesSeconds(_ approach: SubwayModel.Approach) -> Bool {
        !["1063", "1065"].contains(approach.call.line.id)
    }

    private func message(_ approach: SubwayModel.Approach) -> String {
        switch approach.phase {
        case .entering: return "\(approach.call.stationName) 진입"
        case .arrived: return "\(approach.call.stationName) 도착"
        case .departed: return "\(approach.call.stationName) 출발"
        case .previousDeparted: return "전역 출발"
        case .previousEntering: return "전역 진입"
        case .previousArrived: return "전역 도착"
        case .running: break
        }
        let place = approach.lastSeen.map { " (\($0))" } ?? ""
        if !givesSeconds(approach) { return "[\(approach.stationsAway)]번째 전역\(place)" }
        let minutes = approach.secondsToGo / 60
        let seconds = approach.secondsToGo % 60
        // Some trains are announced to the minute, some to the second.
        let isExact = approach.train.dice.mixed(with: "exact").number(in: 0...1) == 0
        if minutes == 0 { return "\(seconds)초 후\(place)" }
        return isExact && seconds > 0 ? "\(minutes)분 \(seconds)초 후\(place)" : "\(minutes)분 후\(place)"
    }

    private func row(_ sighting: Sighting, number: Int, total: Int) -> WireValue {
        let call = sighting.approach.call
        let train = sighting.approach.train
        return [
            "beginRow": nil, "endRow": nil, "curPage": nil, "pageRow": nil, "totalCount": .number(total),
            "rowNum": .number(number), "selectedCount": .number(total), "subwayId": .text(call.line.id),
            "subwayNm": nil, "updnLine": .text(Self.direction(call)),
            "trainLineNm":
                "\(call.destination)\(call.line.circular ? "" : "행") - \(call.nextName ?? call.destination)방면",
            "subwayHeading": nil,
            "statnFid": .optional(call.previousId), "statnTid": .optional(call.nextId),
            "statnId": .text(call.stationId),
            "statnNm": .text(call.stationName), "trainCo": nil, "trnsitCo": "\(call.transfers.count)",
            "ordkey": "\(call.isUp ? 0 : 1)100\(min(sighting.approach.stationsAway, 9))\(call.destination)0",
            "subwayList": .text(call.transfers.map(\.line).joined(separator: ",")),
            "statnList": .text(call.transfers.map(\.stationId).joined(separator: ",")), "btrainSttus": "일반",
            "barvlDt": "\(sighting.seconds)", "btrainNo": .text(train.number), "bstatnId": "\(call.line.id.suffix(2))",
            "bstatnNm": .text(call.destination), "recptnDt": .text(KoreanDay.text(sighting.observedAt)),
            "arvlMsg2": .text(sighting.message), "arvlMsg3": .text(sighting.approach.lastSeen ?? ""),
            "arvlCd": "\(sighting.phase.rawValue)", "lstcarAt": train.isLast ? "1" : "0",
        ]
    }

    private static func direction(_ call: SubwayModel.Call) -> String {
        call.line.circular ? (call.isUp ? "내선" : "외선") : (call.isUp ? "상행" : "하행")
    }
}
