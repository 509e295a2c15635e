package struct BusStop: Hashable, Sendable {
    /// The number on the sign (정류소 고유번호), five digits with leading zeros.
    package var arsId: String
    /// The upstream id of the stop.
    package var sourceId: String
    package var nameKo: String
    package var nameEn: String?
    package var longitude: Double
    package var latitude: Double
    /// The code of the neighborhood it lies in.
    package var neighborhood: String

    package init(
        arsId: String, sourceId: String, nameKo: String, nameEn: String? = nil, longitude: Double, latitude: Double,
        neighborhood: String
    ) {
        self.arsId = arsId
        self.sourceId = sourceId
        self.nameKo = nameKo
        self.nameEn = nameEn
        self.longitude = longitude
        self.latitude = latitude
        self.neighborhood = neighborhood
    }
}

package struct BusRoute: Hashable, Sendable {
    /// The upstream route id.
    package var id: String
    /// What the bus shows; not always a number (`마포09`, `N61`).
    package var number: String
    package var kind: BusRouteKind
    package var terminals: [String]
    /// First departure, `HH:mm`.
    package var firstTime: String?
    /// Last departure, `HH:mm`; earlier than `firstTime` when it is past midnight.
    package var lastTime: String?
    package var headwayMinutes: Int?
    /// `BusStop.arsId` in travel order.
    package var stopIds: [String]

    package init(
        id: String, number: String, kind: BusRouteKind, terminals: [String], firstTime: String? = nil,
        lastTime: String? = nil, headwayMinutes: Int? = nil, stopIds: [String]
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.terminals = terminals
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.headwayMinutes = headwayMinutes
        self.stopIds = stopIds
    }
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
