/// A place where one may board a subway train. A transfer station is one station with a platform for each line.
package struct SubwayStation: Hashable, Sendable {
    package var id: String
    package var nameKo: String
    package var nameEn: String?
    package var longitude: Double
    package var latitude: Double
    /// The code of the neighborhood it lies in.
    package var neighborhood: String
    package var stops: [SubwayStop]
    package var exits: [StationExit]

    package init(
        id: String, nameKo: String, nameEn: String? = nil, longitude: Double, latitude: Double, neighborhood: String,
        stops: [SubwayStop], exits: [StationExit] = []
    ) {
        self.id = id
        self.nameKo = nameKo
        self.nameEn = nameEn
        self.longitude = longitude
        self.latitude = latitude
        self.neighborhood = neighborhood
        self.stops = stops
        self.exits = exits
    }
}

/// One line's call at a station.
package struct SubwayStop: Hashable, Sendable {
    /// The upstream line id, such as `1002` for line 2.
    package var line: String
    /// The upstream id of this station on this line, such as `1002000239`.
    package var stationId: String
    /// The number on the sign (역번호).
    package var number: String

    package init(line: String, stationId: String, number: String) {
        self.line = line
        self.stationId = stationId
        self.number = number
    }
}

package struct StationExit: Hashable, Sendable {
    package var number: String
    package var longitude: Double
    package var latitude: Double
    /// Nil when nobody has checked.
    package var stepFree: Bool?
    package var landmarks: [String]

    package init(number: String, longitude: Double, latitude: Double, stepFree: Bool?, landmarks: [String]) {
        self.number = number
        self.longitude = longitude
        self.latitude = latitude
        self.stepFree = stepFree
        self.landmarks = landmarks
    }
}

package struct SubwayLine: Hashable, Sendable {
    /// The upstream line id, such as `1002` for line 2.
    package var id: String
    package var nameKo: String
    package var nameEn: String?
    /// `#RRGGBB`.
    package var color: String
    package var circular: Bool
    /// Upstream station ids in travel order, as in `SubwayStop.stationId`.
    package var stationIds: [String]

    package init(
        id: String, nameKo: String, nameEn: String? = nil, color: String, circular: Bool, stationIds: [String]
    ) {
        self.id = id
        self.nameKo = nameKo
        self.nameEn = nameEn
        self.color = color
        self.circular = circular
        self.stationIds = stationIds
    }
}
