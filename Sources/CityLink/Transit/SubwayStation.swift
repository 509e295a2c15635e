import GraphQL
import Mongo

/// A place where one may board a subway train. A transfer station is one station with a platform for each line.
struct SubwayStation: ObjectValue, Located, Named, Hashable {
    var id: String
    var key: String
    var name: LocalizedText
    var location: GeoPoint
    /// The code of the neighbourhood it lies in.
    var neighborhood: String
    var stops: [SubwayStop]
    var exits: [StationExit]
}

/// One line's call at a station.
struct SubwayStop: Hashable, Sendable {
    /// The upstream line id, such as `1002` for line 2.
    var line: String
    /// The upstream id of this station on this line, such as `1002000239`.
    var stationId: String
}

struct StationExit: ObjectValue, Hashable {
    var number: String
    var location: GeoPoint
    /// Nil when nobody has checked.
    var stepFree: Bool?
    var landmarks: [String]
}

struct SubwayLine: ObjectValue, Named, Hashable {
    var id: String
    /// The upstream line id, such as `1002` for line 2.
    var key: String
    var name: LocalizedText
    /// `#RRGGBB`.
    var color: String
    /// Upstream station ids in travel order, as in ``SubwayStop/stationId``.
    var stationIds: [String]
}

// MARK: - Documents

extension SubwayStation: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var name: LocalizedText?
        var location: GeoPoint?
        var neighborhood: String?
        stops = []
        exits = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "name": name = try field.decode()
            case "location": location = try field.decode()
            case "neighborhood": neighborhood = try field.string()
            case "stops": stops = try field.decode()
            case "exits": exits = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        id = NodeID(.subwayStation, self.key).text
        self.name = try name.required("name")
        self.location = try location.required("location")
        self.neighborhood = try neighborhood.required("neighborhood")
    }
}

extension SubwayStop: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var line: String?
        var stationId: String?
        while let field = try reader.next() {
            switch field.key {
            case "line": line = try field.string()
            case "stationId": stationId = try field.string()
            default: continue
            }
        }
        self.init(line: try line.required("line"), stationId: try stationId.required("stationId"))
    }
}

extension StationExit: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var number: String?
        var location: GeoPoint?
        var stepFree: Bool?
        var landmarks: [String] = []
        while let field = try reader.next() {
            switch field.key {
            case "number": number = try field.string()
            case "location": location = try field.decode()
            case "stepFree": stepFree = try field.decode()
            case "landmarks": landmarks = try field.decode()
            default: continue
            }
        }
        self.init(
            number: try number.required("number"), location: try location.required("location"), stepFree: stepFree,
            landmarks: landmarks)
    }
}

extension SubwayLine: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var name: LocalizedText?
        var color: String?
        stationIds = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "name": name = try field.decode()
            case "color": color = try field.string()
            case "stations": stationIds = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        id = NodeID(.subwayLine, self.key).text
        self.name = try name.required("name")
        self.color = try color.required("color")
    }
}
