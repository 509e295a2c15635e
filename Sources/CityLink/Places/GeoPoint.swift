import GraphQL
import Mongo

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// WGS 84, in degrees.
struct GeoPoint: ObjectValue, Hashable {
    var lat: Double
    var lng: Double

    /// Great-circle distance on a sphere with the radius MongoDB uses, so that both agree.
    func meters(to other: GeoPoint) -> Double {
        let radians = Double.pi / 180
        let latitudes = (other.lat - lat) * radians
        let longitudes = (other.lng - lng) * radians
        let half =
            sin(latitudes / 2) * sin(latitudes / 2)
            + cos(lat * radians) * cos(other.lat * radians) * sin(longitudes / 2) * sin(longitudes / 2)
        return 2 * GeoPoint.earthRadius * asin(min(1, half.squareRoot()))
    }

    static let earthRadius = 6_378_100.0

    /// As GeoJSON.
    var bson: BSONValue { ["type": "Point", "coordinates": [.double(lng), .double(lat)]] }
}

extension GeoPoint: InputObjectValue {
    static let fields = InputFields(
        "GeoPointInput", Argument("lat", Double.self), Argument("lng", Double.self)
    ) { lat, lng in
        guard abs(lat) <= 90, abs(lng) <= 180 else {
            throw InputError("lat must be from -90 to 90 and lng from -180 to 180, found \(lat), \(lng).")
        }
        return GeoPoint(lat: lat, lng: lng)
    }
}

extension GeoPoint: BSONDecodable {
    /// From GeoJSON: longitude first.
    init(from reader: inout BSONReader) throws(BSONError) {
        var coordinates: [Double]?
        while let field = try reader.next() {
            switch field.key {
            case "coordinates": coordinates = try field.decode()
            default: continue
            }
        }
        let found = try coordinates.required("coordinates")
        guard found.count == 2 else {
            throw BSONError(.invalidValue("a point has two coordinates"), path: ["coordinates"])
        }
        lng = found[0]
        lat = found[1]
    }
}

/// A circle on the map.
struct Near: InputObjectValue, Hashable {
    var point: GeoPoint
    var radiusMeters: Int

    static let fields = InputFields(
        "NearInput", Argument("point", GeoPoint.self), Argument("radiusMeters", Int.self)
    ) { point, radius in
        guard 1...20_000 ~= radius else { throw InputError("radiusMeters must be from 1 to 20,000, found \(radius).") }
        return Near(point: point, radiusMeters: radius)
    }
}

/// Something with a place; what `Located` shows.
protocol Located {
    var location: GeoPoint { get }
}

extension Field where Parent: Located & ObjectValue, Context == CityRequest {
    static var distanceMeters: Field {
        Field("distanceMeters", Argument("from", GeoPoint.self)) { parents, _, from in
            parents.map { Int($0.location.meters(to: from).rounded()) }
        }
    }
}
