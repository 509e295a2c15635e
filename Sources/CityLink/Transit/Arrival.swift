/// One vehicle on its way to a stop.
package enum Arrival: Hashable, Sendable {
    case subway(SubwayArrival)
    case bus(BusArrival)

    package var id: String {
        switch self {
        case .subway(let arrival): arrival.id
        case .bus(let arrival): arrival.id
        }
    }
}

/// Where a vehicle is, seen from the stop. The first seven follow `arvlCd` 0, 1, 2, 3, 4, 5 and 99 of the Seoul subway;
/// buses use a few of them. Raw values are the names in the GraphQL schema.
package enum ArrivalStatus: String, Codable, CaseIterable, Hashable, Sendable {
    case entering = "ENTERING"
    case arrived = "ARRIVED"
    case departed = "DEPARTED"
    case previousDeparted = "PREV_DEPARTED"
    case previousEntering = "PREV_ENTERING"
    case previousArrived = "PREV_ARRIVED"
    case running = "RUNNING"
    /// Waiting at the terminal; no departure time is known.
    case waiting = "WAITING"
    /// No more service today.
    case ended = "ENDED"
    /// The source said something that we do not understand.
    case unknown = "UNKNOWN"
}

/// Raw values are the names in the GraphQL schema.
package enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
    /// 상행
    case up = "UP"
    /// 하행
    case down = "DOWN"
    /// 내선
    case inner = "INNER"
    /// 외선
    case outer = "OUTER"
}

/// Raw values are the names in the GraphQL schema.
package enum TrainService: String, Codable, CaseIterable, Hashable, Sendable {
    /// 일반
    case local = "LOCAL"
    /// 급행
    case express = "EXPRESS"
    /// 특급, ITX
    case specialExpress = "SPECIAL_EXPRESS"
}

/// Raw values are the names in the GraphQL schema.
package enum Crowding: String, Codable, CaseIterable, Hashable, Sendable {
    /// 여유
    case low = "LOW"
    /// 보통
    case medium = "MEDIUM"
    /// 혼잡
    case high = "HIGH"
    /// 매우혼잡
    case veryHigh = "VERY_HIGH"
}

package struct SubwayArrival: Codable, Hashable, Sendable {
    /// The same for one train at one station from one reply to the next.
    package var id: String
    package var status: ArrivalStatus
    /// Seconds from now; see `VehicleTiming`.
    package var etaSeconds: Int?
    package var arrivesAt: Timestamp?
    package var stopsAway: Int?
    package var destination: String?
    /// True only when the source marks it as the day's last.
    package var isLast: Bool
    /// The Seoul subway does not report it.
    package var crowding: Crowding?
    package var lineId: String
    package var direction: Direction?
    package var service: TrainService?
    package var trainNo: String?
    /// The name of the station where the train is or was last seen.
    package var currentStation: String?
}

package struct BusArrival: Codable, Hashable, Sendable {
    /// The same for one vehicle at one stop from one reply to the next, wherever the source names its vehicles.
    package var id: String
    package var status: ArrivalStatus
    /// Seconds from now; see `VehicleTiming`.
    package var etaSeconds: Int?
    package var arrivesAt: Timestamp?
    package var stopsAway: Int?
    package var destination: String?
    /// True only when the source marks it as the day's last.
    package var isLast: Bool
    package var crowding: Crowding?
    package var routeId: String?
    package var routeNumber: String
    package var routeKind: BusRouteKind?
    package var plate: String?
    package var lowFloor: Bool?
    package var isFull: Bool?
    package var seatsLeft: Int?
    package var isDetour: Bool?
    /// The name of the stop that the bus passed last.
    package var currentStop: String?
}

/// The timing that every vehicle shares, and how it ages.
///
/// A source says "in 90 seconds" about the moment when it looked. What is kept is the point in time that this means;
/// the seconds are worked out again whenever the value is read.
protocol VehicleTiming {
    var id: String { get }
    var status: ArrivalStatus { get }
    var etaSeconds: Int? { get set }
    var arrivesAt: Timestamp? { get }
    var stopsAway: Int? { get }
}

extension SubwayArrival: VehicleTiming {}
extension BusArrival: VehicleTiming {}

extension VehicleTiming {
    /// A vehicle may be overdue by so much before its expected time is no longer worth showing as "now".
    private static var overdueLimitSeconds: Int { 30 }

    /// With `etaSeconds` as of `now`: never negative, and nil for a vehicle that should have come long ago.
    func asOf(_ now: Timestamp) -> Self {
        var copy = self
        copy.etaSeconds = arrivesAt.flatMap { arrivesAt in
            // Rounded up, so that a vehicle is not "now" while it still has part of a second to go.
            let seconds = -now.seconds(since: arrivesAt)
            return seconds < -Self.overdueLimitSeconds ? nil : max(0, seconds)
        }
        return copy
    }

    /// Soonest first: at the stop, then by expected time, then by how many stops remain, then those without any hint.
    func isSooner(than other: Self) -> Bool {
        (urgency, id) < (other.urgency, other.id)
    }

    private var urgency: Int64 {
        switch status {
        case .arrived: return .min
        case .entering where arrivesAt == nil: return .min + 1
        case .departed: return .max - 3
        case .unknown where arrivesAt == nil: return .max - 2
        case .waiting: return .max - 1
        case .ended: return .max
        default: break
        }
        if let arrivesAt { return arrivesAt.millisecondsSince1970 }
        return stopsAway.map { .max / 2 + Int64($0) } ?? .max - 4
    }
}
