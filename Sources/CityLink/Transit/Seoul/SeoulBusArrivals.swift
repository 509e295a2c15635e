/// Reads replies of Seoul's `getStationByUid`, in XML and JSON.
///
/// One row describes one route with its next two buses in numbered fields. The reply carries no clock, so seconds count
/// from the moment it came.
package enum SeoulBusArrivals {
    /// - Parameters:
    ///   - stop: what makes arrival ids differ between stops; the `arsId` asked for.
    ///   - fetchedAt: when the reply came.
    package static func parse(
        _ reply: [UInt8], stop: String, fetchedAt: Timestamp
    ) throws(UpstreamError) -> ArrivalReply {
        let rows = try rows(of: LooseValue(reply: reply))
        guard rows.isEmpty || rows.contains(where: { routeNumber($0) != nil }) else {
            throw .malformed("no row names its route")
        }
        let arrivals = rows.flatMap { Self.arrivals(of: $0, stop: stop, fetchedAt: fetchedAt) }
        return ArrivalReply(bus: onePerVehicle(arrivals).sorted { $0.isSooner(than: $1) })
    }

    private static func rows(of value: LooseValue) throws(UpstreamError) -> [LooseValue] {
        try DataGoKrReply.throwGatewayError(in: value)
        let reply = value["ServiceResult"] == .missing ? value : value["ServiceResult"]
        let header = reply["msgHeader"]
        guard let code = header["headerCd"].string else {
            throw .malformed("neither a headerCd nor a gateway error")
        }
        switch Int(code) {
        case 0: return reply["msgBody"]["itemList"].rows
        // No such stop, nothing found, service ended for the day.
        case 3, 4, 8: return []
        case 7: throw keyError(message: header["headerMsg"].string ?? "")
        case 1, 6: throw .unavailable(code: UpstreamCode(code))
        default: throw .refused(code: UpstreamCode(code))
        }
    }

    /// `headerCd` 7 covers every trouble with a key; which one it is stands as a number in the text: `에러코드(22)`.
    private static func keyError(message: String) -> UpstreamError {
        let afterWord = message.split(separator: "코드", maxSplits: 1).dropFirst().first ?? ""
        let number = String(afterWord.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber })
        return switch Int(number) {
        case 21, 22: .quota(code: UpstreamCode(number))
        case .some: .badKey(code: UpstreamCode(number))
        case nil: .badKey(code: UpstreamCode("7"))
        }
    }

    /// The buses of one route. A bus that waits at the terminal, or the end of service, is news only while no other bus
    /// of the route is on its way, and is then said once.
    private static func arrivals(of row: LooseValue, stop: String, fetchedAt: Timestamp) -> [BusArrival] {
        guard let number = routeNumber(row) else { return [] }
        let slots = ["1", "2"].compactMap { Slot(row, $0) }
        let moving = slots.filter { $0.status != .waiting && $0.status != .ended }
        let routeId = row["busRouteId"].string
        return (moving.isEmpty ? Array(slots.prefix(1)) : moving).map { slot in
            let vehicle = slot.vehicle ?? "\(slot.status == .waiting || slot.status == .ended ? "none" : slot.ordinal)"
            return BusArrival(
                id: "\(stop):\(routeId ?? number):\(vehicle)",
                status: slot.status, etaSeconds: nil,
                arrivesAt: slot.secondsToGo.map { fetchedAt.advanced(bySeconds: $0) },
                stopsAway: slot.stopsAway, destination: row["adirection"].string, isLast: slot.isLast,
                crowding: slot.crowding, routeId: routeId, routeNumber: number,
                routeKind: kind(row["routeType"].int, number: number), plate: slot.plate, lowFloor: slot.lowFloor,
                isFull: slot.isFull, seatsLeft: nil, isDetour: detour(row["deTourAt"].string),
                currentStop: slot.currentStop
            )
        }
    }

    private static func routeNumber(_ row: LooseValue) -> String? {
        row["busRouteAbrv"].string ?? row["rtNm"].string
    }

    /// A loop route may list one bus twice, for both its calls here; the sooner call is kept.
    private static func onePerVehicle(_ arrivals: [BusArrival]) -> [BusArrival] {
        var soonest: [String: BusArrival] = [:]
        for arrival in arrivals {
            if let other = soonest[arrival.id], !arrival.isSooner(than: other) { continue }
            soonest[arrival.id] = arrival
        }
        return Array(soonest.values)
    }

    private static func kind(_ routeType: Int?, number: String) -> BusRouteKind? {
        switch routeType {
        case nil: nil
        case 1: .airport
        case 2: .village
        case 3: number.hasPrefix("N") ? .night : .trunk
        case 4: .branch
        case 5: .circular
        case 6: .metro
        default: .other
        }
    }

    private static func detour(_ code: String?) -> Bool? {
        switch code {
        case "00": false
        case "11": true
        default: nil
        }
    }
}

/// One of the two numbered buses in a row.
private struct Slot {
    var ordinal: String
    var vehicle: String?
    var status: ArrivalStatus
    var secondsToGo: Int?
    var stopsAway: Int?
    var isLast: Bool
    var crowding: Crowding?
    var plate: String?
    var lowFloor: Bool?
    var isFull: Bool?
    var currentStop: String?

    /// Nil when the row says nothing about this bus.
    init?(_ row: LooseValue, _ ordinal: String) {
        func field(_ name: String) -> LooseValue { row[name + ordinal] }

        self.ordinal = ordinal
        vehicle = field("vehId").string.flatMap { $0 == "0" ? nil : $0 }
        let message = field("arrmsg").string ?? field("arrmsgSec").string ?? ""
        let secondsGiven = field("traTime").int.flatMap { (1...Self.longestSeconds).contains($0) ? $0 : nil }
        guard vehicle != nil || secondsGiven != nil || !message.isEmpty else { return nil }

        status = Self.status(message: message, isAtStop: field("isArrive").flag, secondsGiven: secondsGiven)
        secondsToGo =
            switch status {
            case .waiting, .ended: nil
            case .arrived: 0
            default: Self.secondsToGo(given: secondsGiven, message: message)
            }
        stopsAway =
            switch status {
            case .waiting, .ended: nil
            case .arrived: 0
            default: ArrivalText.stopsAway(in: message) ?? Self.distance(row["staOrd"].int, field("sectOrd").int)
            }
        isLast = field("isLast").flag ?? false
        crowding = Self.crowding(field("congestion").int)
        plate = field("plainNo").string
        lowFloor = field("busType").flag
        isFull = field("isFullFlag").flag
        currentStop = field("stationNm").string
    }

    private static func status(message: String, isAtStop: Bool?, secondsGiven: Int?) -> ArrivalStatus {
        if message.contains("종료") { return .ended }
        if message.contains("대기") { return .waiting }
        if isAtStop == true { return .arrived }
        if message.contains("곧") { return .entering }
        let isOnItsWay = secondsGiven != nil || ArrivalText.seconds(in: message) != nil
        return isOnItsWay ? .running : .unknown
    }

    /// The seconds field, unless it is in minutes after all, as the service's documentation says: it is when read as
    /// minutes it agrees with the text, and read as seconds it does not.
    private static func secondsToGo(given: Int?, message: String) -> Int? {
        guard let given else { return ArrivalText.seconds(in: message) }
        guard let spoken = ArrivalText.seconds(in: message) else { return given }
        let isInMinutes = abs(given * 60 - spoken) < 60 && abs(given - spoken) >= 60
        return isInMinutes ? spoken : given
    }

    private static let longestSeconds = 6 * 3600

    /// From the order of the stop on the route and that of the last stop passed.
    private static func distance(_ stop: Int?, _ bus: Int?) -> Int? {
        guard let stop, let bus, (1...1000).contains(bus), (bus...1000).contains(stop) else { return nil }
        return stop - bus
    }

    private static func crowding(_ code: Int?) -> Crowding? {
        switch code {
        case 3: .low
        case 4: .medium
        case 5: .high
        case 6: .veryHigh
        default: nil
        }
    }
}
