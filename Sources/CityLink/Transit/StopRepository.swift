import GraphQL
import Mongo

/// Something that stops, of either kind.
enum TransitStop: AbstractValue {
    case subway(SubwayStation)
    case bus(BusStop)

    func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .subway(let station): objects.append(station)
        case .bus(let stop): objects.append(stop)
        }
    }

    var location: GeoPoint {
        switch self {
        case .subway(let station): station.location
        case .bus(let stop): stop.location
        }
    }

    var key: String {
        switch self {
        case .subway(let station): station.key
        case .bus(let stop): stop.arsId
        }
    }
}

/// The network: stations, stops, lines and routes.
struct StopRepository: Sendable {
    static let stationsName = "subway_stations"
    static let linesName = "subway_lines"
    static let stopsName = "bus_stops"
    static let routesName = "bus_routes"
    static let indexes: [(collection: String, indexes: [MongoIndex])] = [
        (
            stationsName,
            [
                MongoIndex(["location": "2dsphere"]), MongoIndex(["stops.stationId": 1]),
                MongoIndex(["searchNames": 1]),
            ]
        ),
        (stopsName, [MongoIndex(["location": "2dsphere"])]),
        (routesName, [MongoIndex(["stops": 1])]),
    ]

    private let stations: MongoCollection
    private let lines: MongoCollection
    private let stops: MongoCollection
    private let routes: MongoCollection

    init(_ database: MongoDatabase) {
        stations = database.collection(StopRepository.stationsName)
        lines = database.collection(StopRepository.linesName)
        stops = database.collection(StopRepository.stopsName)
        routes = database.collection(StopRepository.routesName)
    }

    /// Stations and stops around a point, nearest first.
    func nearby(_ near: Near, first: Int, deadline: ContinuousClock.Instant) async throws -> [TransitStop] {
        let first = try PageRequest.checked(first: first)
        let condition: BSONDocument = [
            "location": [
                "$nearSphere": ["$geometry": near.point.bson, "$maxDistance": .int(near.radiusMeters)]
            ]
        ]
        async let stations = stations.find(
            condition, limit: first, readPreference: .secondaryPreferred, deadline: deadline, as: SubwayStation.self)
        async let stops = stops.find(
            condition, limit: first, readPreference: .secondaryPreferred, deadline: deadline, as: BusStop.self)
        let found = try await stations.map(TransitStop.subway) + stops.map(TransitStop.bus)
        let sorted = found.map { (stop: $0, distance: near.point.meters(to: $0.location)) }
            .sorted { ($0.distance, $0.stop.key) < ($1.distance, $1.stop.key) }
        return sorted.prefix(first).map(\.stop)
    }

    func station(named name: String, deadline: ContinuousClock.Instant) async throws -> SubwayStation? {
        let text = SearchText.normalized(name)
        return try await stations.findOne(
            ["searchNames": .string(text)], sort: ["_id": 1], readPreference: .secondaryPreferred, deadline: deadline)
    }

    func stationsByKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: SubwayStation] {
        try await find(keys, in: stations, deadline, key: \.key)
    }

    func stopsByArsId(_ ids: [String], deadline: ContinuousClock.Instant) async throws -> [String: BusStop] {
        try await find(ids, in: stops, deadline, key: \.arsId)
    }

    func linesByKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: SubwayLine] {
        try await find(keys, in: lines, deadline, key: \.key)
    }

    func routesByKey(_ keys: [String], deadline: ContinuousClock.Instant) async throws -> [String: BusRoute] {
        try await find(keys, in: routes, deadline, key: \.key)
    }

    /// By upstream station id: the station that has a platform of that id.
    func stationsByStationId(
        _ ids: [String], deadline: ContinuousClock.Instant
    ) async throws -> [String: SubwayStation] {
        let found = try await stations.find(
            ["stops.stationId": ["$in": .array(Set(ids).sorted())]], readPreference: .secondaryPreferred,
            deadline: deadline, as: SubwayStation.self)
        return Dictionary(
            found.flatMap { station in station.stops.map { ($0.stationId, station) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// By stop: the routes that call there, by number.
    func routesCalling(
        at arsIds: [String], deadline: ContinuousClock.Instant
    ) async throws -> [String: [BusRoute]] {
        let found = try await routes.find(
            ["stops": ["$in": .array(Set(arsIds).sorted())]], sort: ["number": 1, "_id": 1],
            readPreference: .secondaryPreferred, deadline: deadline, as: BusRoute.self)
        var byStop: [String: [BusRoute]] = [:]
        for route in found { for stop in Set(route.stopIds) { byStop[stop, default: []].append(route) } }
        return byStop
    }

    private func find<Value: BSONDecodable & Sendable>(
        _ keys: [String], in collection: MongoCollection, _ deadline: ContinuousClock.Instant,
        key: (Value) -> String
    ) async throws -> [String: Value] {
        if keys.isEmpty { return [:] }
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(keys).sorted())]], readPreference: .secondaryPreferred, deadline: deadline,
            as: Value.self)
        return Dictionary(found.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
}
