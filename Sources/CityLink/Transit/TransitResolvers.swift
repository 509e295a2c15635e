package import GraphQL

enum TransitResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            station
            stop
            line
            route
            Object<StationExit>("StationExit") {
                Field("number", \.number)
                Field("location", \.location)
                Field("stepFree", \.stepFree)
                Field("landmarks", \.landmarks)
            }
            Object<ArrivalBoard>("ArrivalBoard") {
                Field("arrivals", \.arrivals)
                Field("freshness", \.freshness)
            }
            subwayArrival
            busArrival
            Object<Freshness>("Freshness") {
                Field("source", \.source)
                Field("observedAt", \.observedAt)
                Field("fetchedAt", \.fetchedAt)
                Field("ageSeconds", \.ageSeconds)
                Field("state", \.state)
                Field("via", \.via)
            }
        }
    }

    private static var station: Object<SubwayStation> {
        Object<SubwayStation>("SubwayStation") {
            Field("id", \.id)
            Field.name
            Field("location", \.location)
            Field.distanceMeters
            Field(
                "board", Argument("first", Int.self), Argument("lineIds", [String]?.self),
                Argument("direction", Direction?.self)
            ) { stations, context, first, lineIds, direction in
                let first = try PageRequest.checked(first: first)
                let lines = lineIds.map { Set($0.compactMap { NodeID($0, .subwayLine)?.key }) }
                let boards = await context.boards.boards(
                    of: stations.map(BoardStop.init), deadline: context.boardDeadline)
                return boards.map { board in
                    board.showing(first) { arrival in
                        guard case .subway(let train) = arrival else { return false }
                        return lines?.contains(train.lineId) != false
                            && (direction == nil || train.direction == direction)
                    }
                }
            }
            Field("lines") { stations, context in
                let keys = stations.map { $0.stops.map(\.line) }
                let found = try await context.stops.linesByKey(keys.flatMap(\.self), deadline: context.deadline)
                return keys.map { $0.compactMap { found[$0] } }
            }
            Field("exits", \.exits)
        }
    }

    private static var stop: Object<BusStop> {
        Object<BusStop>("BusStop") {
            Field("id", \.id)
            Field("arsId", \.arsId)
            Field.name
            Field("location", \.location)
            Field.distanceMeters
            Field(
                "board", Argument("first", Int.self), Argument("routeIds", [String]?.self),
                Argument("lowFloorOnly", Bool.self)
            ) { stops, context, first, routeIds, lowFloorOnly in
                let first = try PageRequest.checked(first: first)
                let routes = routeIds.map { Set($0.compactMap { NodeID($0, .busRoute)?.key }) }
                let boards = await context.boards.boards(of: stops.map(BoardStop.init), deadline: context.boardDeadline)
                return boards.map { board in
                    board.showing(first) { arrival in
                        guard case .bus(let bus) = arrival else { return false }
                        let isWanted = routes.map { routes in bus.routeId.map(routes.contains) ?? false } ?? true
                        return isWanted && (!lowFloorOnly || bus.lowFloor == true)
                    }
                }
            }
            Field("routes") { stops, context in
                let keys = stops.map(\.arsId)
                let found = try await context.stops.routesCalling(at: keys, deadline: context.deadline)
                return keys.map { found[$0] ?? [] }
            }
        }
    }

    private static var line: Object<SubwayLine> {
        Object<SubwayLine>("SubwayLine") {
            Field("id", \.id)
            Field.name
            Field("color", \.color)
            Field("stations") { lines, context in
                let found = try await context.stops.stationsByStationId(
                    lines.flatMap(\.stationIds), deadline: context.deadline)
                return lines.map { $0.stationIds.compactMap { found[$0] } }
            }
        }
    }

    private static var route: Object<BusRoute> {
        Object<BusRoute>("BusRoute") {
            Field("id", \.id)
            Field("number", \.number)
            Field("kind", \.kind)
            Field("terminals", \.terminals)
            Field("headwayMinutes", \.headwayMinutes)
            Field("stops") { routes, context in
                let found = try await context.stops.stopsByArsId(routes.flatMap(\.stopIds), deadline: context.deadline)
                return routes.map { $0.stopIds.compactMap { found[$0] } }
            }
        }
    }

    private static var subwayArrival: Object<SubwayArrival> {
        Object<SubwayArrival>("SubwayArrival") {
            Field("id", \.id)
            Field("status", \.status)
            Field("etaSeconds", \.etaSeconds)
            Field("arrivesAt", \.arrivesAt)
            Field("stopsAway", \.stopsAway)
            Field("destination", \.destination)
            Field("isLast", \.isLast)
            Field("crowding", \.crowding)
            Field("line") { arrivals, context in
                let keys = arrivals.map(\.lineId)
                let found = try await context.stops.linesByKey(keys, deadline: context.deadline)
                return keys.map { found[$0] }
            }
            Field("direction", \.direction)
            Field("service", \.service)
            Field("trainNo", \.trainNo)
            Field("currentStation", \.currentStation)
        }
    }

    private static var busArrival: Object<BusArrival> {
        Object<BusArrival>("BusArrival") {
            Field("id", \.id)
            Field("status", \.status)
            Field("etaSeconds", \.etaSeconds)
            Field("arrivesAt", \.arrivesAt)
            Field("stopsAway", \.stopsAway)
            Field("destination", \.destination)
            Field("isLast", \.isLast)
            Field("crowding", \.crowding)
            Field("route") { arrivals, context in
                let keys = arrivals.map(\.routeId)
                let found = try await context.stops.routesByKey(keys.compactMap(\.self), deadline: context.deadline)
                return keys.map { $0.flatMap { found[$0] } }
            }
            Field("routeNumber", \.routeNumber)
            Field("plate", \.plate)
            Field("lowFloor", \.lowFloor)
            Field("isFull", \.isFull)
            Field("seatsLeft", \.seatsLeft)
            Field("isDetour", \.isDetour)
            Field("currentStop", \.currentStop)
        }
    }

    static var queries: [Field<Root, CityRequest>] {
        [
            Field("nearbyStops", Argument("near", Near.self), Argument("first", Int.self)) { context, near, first in
                try await context.stops.nearby(near, first: first, deadline: context.deadline)
            },
            Field("busStop", Argument("arsId", String.self)) { context, arsId in
                try await context.stops.stopsByArsId([arsId], deadline: context.deadline)[arsId]
            },
            Field("subwayStation", Argument("name", String.self)) { context, name in
                try await context.stops.station(named: name, deadline: context.deadline)
            },
        ]
    }
}

extension ArrivalBoard {
    /// The first arrivals that are wanted, in the board's order.
    fileprivate func showing(_ first: Int, where isWanted: (Arrival) -> Bool) -> ArrivalBoard {
        ArrivalBoard(arrivals: Array(arrivals.lazy.filter(isWanted).prefix(first)), freshness: freshness)
    }
}

extension FieldContext where Context == CityRequest {
    /// A board that is not there a little before the request's end is shown as it was last known.
    fileprivate var boardDeadline: ContinuousClock.Instant {
        min(request.deadline - .milliseconds(250), .now + .seconds(3))
    }
}

extension NodeID {
    /// The id, if it is of this kind.
    init?(_ text: String, _ kind: Kind) {
        guard let id = NodeID(text), id.kind == kind else { return nil }
        self = id
    }
}

extension Arrival: AbstractValue {
    package func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .subway(let arrival): objects.append(arrival)
        case .bus(let arrival): objects.append(arrival)
        }
    }
}

extension ArrivalBoard: ObjectValue {}
extension SubwayArrival: ObjectValue {}
extension BusArrival: ObjectValue {}
extension Freshness: ObjectValue {}
extension ArrivalStatus: EnumValue {}
extension Direction: EnumValue {}
extension TrainService: EnumValue {}
extension Crowding: EnumValue {}
extension BusRouteKind: EnumValue {}
extension FreshnessState: EnumValue {}
extension FreshnessRoute: EnumValue {}
