/// Reads replies of Seoul's `realtimeStationArrival`.
///
/// The service answers in three envelopes, all with HTTP 200: the list beside an `errorMessage`, the flat message of an
/// error or of "no trains" (`INFO-200`), and a `RESULT` object in capitals. One station name returns every line that
/// calls there, and at times lines of another station of the same name.
package enum SeoulSubwayArrivals {
    /// - Parameters:
    ///   - stop: what makes arrival ids differ between stations; the id of the station asked for.
    ///   - lines: the lines wanted; nil for all.
    ///   - fetchedAt: when the reply came, which stands in for a generation time that is missing or in the future.
    package static func parse(
        _ reply: [UInt8], stop: String, lines: Set<String>? = nil, fetchedAt: Timestamp
    ) throws(UpstreamError) -> ArrivalReply {
        let rows = try rows(of: LooseValue(reply: reply))
        let understood = rows.compactMap { Train($0, fetchedAt: fetchedAt) }
        guard rows.isEmpty || !understood.isEmpty else { throw .malformed("no row names its line") }
        let trains = onePerTrain(understood.filter { lines?.contains($0.line) ?? true })
        return ArrivalReply(
            subway: arrivals(of: trains, at: stop).sorted { $0.isSooner(than: $1) },
            observedAt: trains.compactMap(\.observedAt).min()
        )
    }

    /// A train without a number is known by where it goes, and by its turn among those that go there.
    private static func arrivals(of trains: [Train], at stop: String) -> [SubwayArrival] {
        var unnumbered: [String: Int] = [:]
        return trains.map { train in
            let way = "\(stop):\(train.line):\(train.direction?.rawValue ?? "?")"
            if let number = train.number { return train.arrival(id: "\(way):\(number)") }
            let name = "\(way):to-\(train.destination ?? "?")"
            unnumbered[name, default: 0] += 1
            return train.arrival(id: "\(name)-\(unnumbered[name, default: 1])")
        }
    }

    private static func rows(of value: LooseValue) throws(UpstreamError) -> [LooseValue] {
        try DataGoKrReply.throwGatewayError(in: value)
        // XML wraps the same members in an element of its own.
        let reply = value["realtimeStationArrival"] == .missing ? value : value["realtimeStationArrival"]
        let list = reply["realtimeArrivalList"] == .missing ? reply["row"] : reply["realtimeArrivalList"]
        let code =
            reply["errorMessage"]["code"].string ?? reply["code"].string ?? reply["RESULT"]["CODE"].string
            ?? reply["RESULT"]["code"].string
        switch code {
        case "INFO-000": return list.rows
        case "INFO-200": return []
        case nil where !list.rows.isEmpty: return list.rows
        case nil: throw .malformed("no code and no list of arrivals")
        case "INFO-100": throw .badKey(code: UpstreamCode(code))
        case "ERROR-337": throw .quota(code: UpstreamCode(code))
        case "ERROR-500", "ERROR-600", "ERROR-601": throw .unavailable(code: UpstreamCode(code))
        default: throw .refused(code: UpstreamCode(code))
        }
    }

    /// The service may name a train twice with states that contradict each other. The row generated last is kept; of
    /// equally new ones the one that is nearer; of equally near ones the first. The kept rows stay in their order.
    private static func onePerTrain(_ trains: [Train]) -> [Train] {
        var kept: [Train] = []
        var places: [Train.Identity: Int] = [:]
        for train in trains {
            guard let identity = train.identity else {
                kept.append(train)
                continue
            }
            if let place = places[identity] {
                if train.supersedes(kept[place]) { kept[place] = train }
            } else {
                places[identity] = kept.count
                kept.append(train)
            }
        }
        return kept
    }
}

/// One row, understood.
private struct Train {
    struct Identity: Hashable {
        var line: String
        /// A train that turns round at the terminal keeps its number and calls again.
        var direction: Direction?
        var number: String
    }

    var line: String
    var number: String?
    var direction: Direction?
    var destination: String?
    var status: ArrivalStatus
    var secondsToGo: Int?
    var stopsAway: Int?
    var isLast: Bool
    var service: TrainService?
    var currentStation: String?
    var observedAt: Timestamp?
    /// The moment that `secondsToGo` counts from.
    var countedFrom: Timestamp

    /// Nil when the row does not even say which line it is about.
    init?(_ row: LooseValue, fetchedAt: Timestamp) {
        guard let line = row["subwayId"].string else { return nil }
        self.line = line
        number = row["btrainNo"].string.flatMap { $0.allSatisfy { $0 == "0" } ? nil : $0 }
        direction = Self.direction(row["updnLine"].string, line: line)
        destination = row["bstatnNm"].string ?? Self.destination(ofHeading: row["trainLineNm"].string)
        isLast = row["lstcarAt"].flag ?? false
        service = Self.service(row["btrainSttus"].string)
        currentStation = row["arvlMsg3"].string
        observedAt = row["recptnDt"].string.flatMap { Timestamp(koreanLocal: $0) }
        countedFrom = min(observedAt ?? fetchedAt, fetchedAt)

        let message = row["arvlMsg2"].string ?? ""
        status = Self.status(code: row["arvlCd"].int) ?? Self.status(message: message)
        secondsToGo = Self.secondsToGo(field: row["barvlDt"].int, status: status, message: message)
        stopsAway =
            switch status {
            case .entering, .arrived: 0
            case .previousEntering, .previousArrived, .previousDeparted: 1
            case .running: ArrivalText.stopsAway(in: message)
            default: nil
            }
    }

    var identity: Identity? { number.map { Identity(line: line, direction: direction, number: $0) } }

    func supersedes(_ other: Train) -> Bool {
        if countedFrom != other.countedFrom { return countedFrom > other.countedFrom }
        return (secondsToGo ?? .max) < (other.secondsToGo ?? .max)
    }

    func arrival(id: String) -> SubwayArrival {
        SubwayArrival(
            id: id, status: status, etaSeconds: nil,
            arrivesAt: secondsToGo.map { countedFrom.advanced(bySeconds: $0) },
            stopsAway: stopsAway, destination: destination, isLast: isLast, crowding: nil, lineId: line,
            direction: direction, service: service, trainNo: number, currentStation: currentStation
        )
    }

    /// Seconds if the service gives any: zero there means "unknown" and is never "now". Without them a train at the
    /// platform is known by its code to be there, and one on its way may have a time in its text.
    private static func secondsToGo(field: Int?, status: ArrivalStatus, message: String) -> Int? {
        switch status {
        case .arrived: return 0
        case .departed, .waiting, .ended: return nil
        default: break
        }
        if let field, (1...longestSeconds).contains(field) { return field }
        return status == .entering ? 0 : ArrivalText.seconds(in: message)
    }

    private static let longestSeconds = 6 * 3600

    private static func status(code: Int?) -> ArrivalStatus? {
        switch code {
        case 0: .entering
        case 1: .arrived
        case 2: .departed
        case 3: .previousDeparted
        case 4: .previousEntering
        case 5: .previousArrived
        case 99: .running
        default: nil
        }
    }

    private static func status(message: String) -> ArrivalStatus {
        let words = message.filter { !$0.isWhitespace }
        let previous = words.contains("전역") && !words.contains("번째")
        if words.hasSuffix("진입") { return previous ? .previousEntering : .entering }
        if words.hasSuffix("도착") { return previous ? .previousArrived : .arrived }
        if words.hasSuffix("출발") { return previous ? .previousDeparted : .departed }
        let isOnItsWay = ArrivalText.seconds(in: message) != nil || ArrivalText.stopsAway(in: message) != nil
        return isOnItsWay ? .running : .unknown
    }

    /// The service writes words; its sister `realtimePosition` writes 0 and 1, and line 2 runs in a circle.
    private static func direction(_ word: String?, line: String) -> Direction? {
        switch word {
        case "상행": .up
        case "하행": .down
        case "내선": .inner
        case "외선": .outer
        case "0": line == "1002" ? .inner : .up
        case "1": line == "1002" ? .outer : .down
        default: nil
        }
    }

    /// `성수행 - 역삼방면` goes to 성수.
    private static func destination(ofHeading heading: String?) -> String? {
        guard let heading, let end = heading.firstIndex(of: "행"), end > heading.startIndex else { return nil }
        return String(heading[..<end])
    }

    private static func service(_ word: String?) -> TrainService? {
        guard let word else { return nil }
        if word.contains("특급") || word.contains("ITX") { return .specialExpress }
        return word.contains("급행") ? .express : word.contains("일반") ? .local : nil
    }
}
