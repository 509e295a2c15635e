import GraphQL
import Mongo

/// A 동: the smallest part of the city that people name, with its 10-digit code.
struct Neighborhood: ObjectValue, Located, Named {
    var id: String
    var code: String
    var name: LocalizedText
    var district: LocalizedText
    var location: GeoPoint
}

extension Neighborhood: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var code: String?
        var name: LocalizedText?
        var district: LocalizedText?
        var location: GeoPoint?
        while let field = try reader.next() {
            switch field.key {
            case "_id": code = try field.string()
            case "name": name = try field.decode()
            case "district": district = try field.decode()
            case "location": location = try field.decode()
            default: continue
            }
        }
        self.code = try code.required("_id")
        id = NodeID(.neighborhood, self.code).text
        self.name = try name.required("name")
        self.district = try district.required("district")
        self.location = try location.required("location")
    }
}

/// One way of naming a neighbourhood.
enum PlaceBy: InputObjectValue {
    case point(GeoPoint)
    case neighborhood(id: String)
    case code(String)

    static let fields = InputFields(
        "PlaceBy", Argument("point", GeoPoint?.self), Argument("neighborhoodId", String?.self),
        Argument("code", String?.self)
    ) { point, id, code in
        // The engine has made sure that exactly one is given.
        if let point { return PlaceBy.point(point) }
        if let id { return .neighborhood(id: id) }
        return .code(code ?? "")
    }
}

struct NeighborhoodRepository: Sendable {
    static let collectionName = "neighborhoods"
    static let indexes = [MongoIndex(["area": "2dsphere"]), MongoIndex(["location": "2dsphere"])]

    /// A point outside every area still belongs to the nearest neighbourhood within this distance.
    private static let nearestWithinMeters = 3000

    private let collection: MongoCollection
    private static let projection: BSONDocument = ["area": 0]

    init(_ database: MongoDatabase) { collection = database.collection(NeighborhoodRepository.collectionName) }

    func all(deadline: ContinuousClock.Instant) async throws -> [Neighborhood] {
        try await collection.find(
            projection: Self.projection, sort: ["_id": 1], readPreference: .secondaryPreferred, deadline: deadline)
    }

    func byCode(_ codes: [String], deadline: ContinuousClock.Instant) async throws -> [String: Neighborhood] {
        let found = try await collection.find(
            ["_id": ["$in": .array(Set(codes).sorted())]], projection: Self.projection,
            readPreference: .secondaryPreferred, deadline: deadline, as: Neighborhood.self)
        return Dictionary(found.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The one that contains the point, else the one whose centre is nearest.
    func containing(_ point: GeoPoint, deadline: ContinuousClock.Instant) async throws -> Neighborhood? {
        let inside = try await collection.findOne(
            ["area": ["$geoIntersects": ["$geometry": point.bson]]], projection: Self.projection, sort: ["_id": 1],
            readPreference: .secondaryPreferred, deadline: deadline, as: Neighborhood.self)
        if let inside { return inside }
        return try await collection.findOne(
            [
                "location": [
                    "$nearSphere": [
                        "$geometry": point.bson, "$maxDistance": .int(Self.nearestWithinMeters),
                    ]
                ]
            ], projection: Self.projection, readPreference: .secondaryPreferred, deadline: deadline)
    }

    func find(_ place: PlaceBy, deadline: ContinuousClock.Instant) async throws -> Neighborhood? {
        switch place {
        case .point(let point): return try await containing(point, deadline: deadline)
        case .code(let code): return try await byCode([code], deadline: deadline)[code]
        case .neighborhood(let id):
            guard let node = NodeID(id), node.kind == .neighborhood else { return nil }
            return try await byCode([node.key], deadline: deadline)[node.key]
        }
    }
}
