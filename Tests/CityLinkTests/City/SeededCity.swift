import AsyncHTTPClient
import Foundation
import GraphQL
import Logging
import Mongo
import NIOPosix
import StoreProcesses
import Testing

@testable import CityLink

/// A city over the real stores with the seed data, shared by all tests of a suite. Tests that write use accounts, shops
/// and posts of their own.
struct SeededCity: SuiteTrait, TestScoping {
    @TaskLocal static var current: City?

    /// A Monday, 12:30 in Korea: most shops are open.
    static let now = Timestamp(secondsSince1970: 1_795_404_600)

    /// The repository's top folder, found from this file.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    func provideScope(for test: Test, testCase: Test.Case?, performing run: @Sendable () async throws -> Void)
        async throws
    {
        try await SharedStores.withDatabase { mongodb, database in
            let city = try SeededCity.open(
                mongodb: mongodb, database: database, redis: try await SharedStores.redisURL())
            try await Seeder(
                database: city.database, directory: SeededCity.repository.appending(path: "seed").path()
            ) { _ in }.seed()
            try await SeededCity.$current.withValue(city) { try await run() }
            await city.close()
        }
    }

    /// A city whose upstream services are away, unless their address is given.
    static func open(
        mongodb: String, database: String, redis: String, upstream: String = "http://127.0.0.1:9",
        now: @escaping @Sendable () -> Timestamp = { now }
    ) throws -> City {
        let address = mongodb.replacing("/?", with: "/\(database)?", maxReplacements: 1)
        let configuration = try CityConfiguration(environment: [
            "CITYLINK_MONGODB_URL": address, "CITYLINK_REDIS_URL": redis, "CITYLINK_SUBWAY_URL": upstream,
            "CITYLINK_SUBWAY_KEY": "simulator", "CITYLINK_BUS_URL": upstream, "CITYLINK_BUS_KEY": "simulator",
            // Tests ask for everything at once; what people may ask for is tested with `CostTests`.
            "CITYLINK_MAX_COST": "\(Int.max)",
        ])
        // Outages are tested on purpose: what is expected there stays out of the log.
        var logger = Logger(label: "test")
        logger.logLevel = .error
        return try City.open(
            configuration, httpClient: HTTPClient.shared, eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger, now: now)
    }
}

extension City {
    /// The answer to a query, and how many MongoDB commands it caused.
    func answer(
        _ query: String, variables: String = "null", as viewer: Viewer = .anonymous
    ) async throws -> (text: String, commands: Int) {
        let activity = MongoActivity()
        let request = GraphQLRequest(query: query, variables: try Value(json: variables))
        let text = await MongoActivity.$current.withValue(activity) {
            await respond(to: request, from: viewer, locale: .korean, deadline: .now + .seconds(20)).text
        }
        return (text, activity.commands)
    }
}
