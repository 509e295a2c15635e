/// Where the city's stores and services are.
package struct CityConfiguration: Sendable {
    /// With the name of the database as its path.
    package var mongodbURL: String
    package var database: String
    package var redisURL: String
    package var subwayURL: String
    package var subwayKey: String
    package var busURL: String
    package var busKey: String
    /// What a request may cost, in points: a hundred shops with a hundred reviews each cost about half of it, and with
    /// their authors twice as much.
    package var maximumCost = 20_000

    /// - Throws: a sentence about the first variable that is missing or makes no sense.
    package init(environment: [String: String]) throws(ConfigurationError) {
        func required(_ name: String, _ example: String) throws(ConfigurationError) -> String {
            guard let value = environment[name], !value.isEmpty else {
                throw ConfigurationError("\(name) is not set; it should be something like \(example).")
            }
            return value
        }
        mongodbURL = try required("CITYLINK_MONGODB_URL", "mongodb://127.0.0.1:27017/citylink?replicaSet=rs0")
        redisURL = try required("CITYLINK_REDIS_URL", "redis://127.0.0.1:6379/0")
        guard let database = CityConfiguration.databaseName(of: mongodbURL) else {
            throw ConfigurationError(
                "CITYLINK_MONGODB_URL must name a database behind the host, as in mongodb://127.0.0.1:27017/citylink.")
        }
        self.database = database
        subwayURL = environment["CITYLINK_SUBWAY_URL"] ?? SeoulSubwayService.publicURL
        subwayKey = environment["CITYLINK_SUBWAY_KEY"] ?? "sample"
        busURL = environment["CITYLINK_BUS_URL"] ?? SeoulBusService.publicURL
        busKey = environment["CITYLINK_BUS_KEY"] ?? ""
        if let text = environment["CITYLINK_MAX_COST"], !text.isEmpty {
            guard let points = Int(text), points > 0 else {
                throw ConfigurationError("CITYLINK_MAX_COST is \"\(text)\"; it must be a whole number above 0.")
            }
            maximumCost = points
        }
    }

    /// The path of a MongoDB address: `citylink` of `mongodb://host/citylink?replicaSet=rs0`.
    static func databaseName(of url: String) -> String? {
        let parts = url.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        // mongodb: // hosts / name
        guard parts.count == 4, parts[1].isEmpty, !parts[3].isEmpty else { return nil }
        return String(parts[3])
    }
}

/// A setting that cannot be used, in one sentence with what to do about it.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
