import GraphQL
import Mongo

struct BusStop: ObjectValue, Located, Named, Hashable {
    var id: String
    /// The number on the sign (정류소 고유번호), five digits with leading zeros. The document's key.
    var arsId: String
    var name: LocalizedText
    var location: GeoPoint
    /// The code of the neighbourhood it lies in.
    var neighborhood: String
}

struct BusRoute: ObjectValue, Hashable {
    var id: String
    /// The upstream route id.
    var key: String
    /// What the bus shows; not always a number (`마포09`, `N61`).
    var number: String
    var kind: BusRouteKind
    var terminals: [String]
    var headwayMinutes: Int?
    /// ``BusStop/arsId`` in travel order.
    var stopIds: [String]
}

/// Raw values are the names in the GraphQL schema.
package enum BusRouteKind: String, Codable, CaseIterable, Hashable, Sendable {
    /// 간선
    case trunk = "TRUNK"
    /// 지선
    case branch = "BRANCH"
    /// 순환
    case circular = "CIRCULAR"
    /// 광역
    case metro = "METRO"
    /// 마을
    case village = "VILLAGE"
    /// 공항
    case airport = "AIRPORT"
    /// 심야
    case night = "NIGHT"
    case other = "OTHER"
}

// MARK: - Documents

extension BusStop: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var arsId: String?
        var name: LocalizedText?
        var location: GeoPoint?
        var neighborhood: String?
        while let field = try reader.next() {
            switch field.key {
            case "_id": arsId = try field.string()
            case "name": name = try field.decode()
            case "location": location = try field.decode()
            case "neighborhood": neighborhood = try field.string()
            default: continue
            }
        }
        self.arsId = try arsId.required("_id")
        id = NodeID(.busStop, self.arsId).text
        self.name = try name.required("name")
        self.location = try location.required("location")
        self.neighborhood = try neighborhood.required("neighborhood")
    }
}

extension BusRoute: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var key: String?
        var number: String?
        var kind: BusRouteKind?
        terminals = []
        stopIds = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": key = try field.string()
            case "number": number = try field.string()
            case "kind": kind = try field.enumeration()
            case "terminals": terminals = try field.decode()
            case "headwayMinutes": headwayMinutes = try field.decode()
            case "stops": stopIds = try field.decode()
            default: continue
            }
        }
        self.key = try key.required("_id")
        id = NodeID(.busRoute, self.key).text
        self.number = try number.required("number")
        self.kind = try kind.required("kind")
    }
}
