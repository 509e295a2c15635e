import AsyncHTTPClient
import CityLink
import CityLinkServer
import Foundation
import GraphQL
import Logging
import NIOPosix
import StoreProcesses
import Testing

/// The whole way: HTTP, the real schema, real MongoDB and Redis.
@Suite struct CityServerTests {
    private static func token(_ viewer: Viewer) async throws -> [String: String] {
        let token = try await TokenIssuer(secret: TestServer.secret).token(for: viewer, lifetime: .seconds(60))
        return ["Authorization": "Bearer \(token)"]
    }

    /// Serves a city with nothing in it but its indexes.
    private static func run(_ body: @Sendable (TestServer) async throws -> Void) async throws {
        let redis = try await SharedStores.redisURL()
        try await SharedStores.withDatabase { url, database in
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let city = try City.open(
                CityConfiguration(environment: [
                    "CITYLINK_MONGODB_URL": url.replacing("/?", with: "/\(database)?"), "CITYLINK_REDIS_URL": redis,
                ]),
                httpClient: .shared, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
            let parts = Task { try await city.run() }
            do {
                try await TestServer.run(city, SmallCity(), isReady: { city.isReady }, body)
            } catch {
                Issue.record(error)
            }
            parts.cancel()
            _ = await parts.result
            await city.close()
        }
    }

    @Test func aServerThatNobodyHasAskedBecomesReady() async throws {
        try await Self.run { server in
            while try await server.get("/health/ready").status != 200 {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    @Test func operationsExistForOperatorsOnly() async throws {
        try await Self.run { server in
            let query = request("{ ops { process { uptimeSeconds } } }")
            for headers in [[:], try await Self.token(Viewer(userId: "p-0001", role: .citizen))] {
                let answer = try await server.post(query, headers)
                #expect(answer.status == 422)
                #expect(answer.code == "VALIDATION_FAILED")
            }
            let answer = try await server.post(query, try await Self.token(Viewer(role: .operator)))
            #expect(answer.status == 200)
            #expect(answer.json["data"]?["ops"]?["process"] != nil)
        }
    }

    @Test func theQueriesThatWeGiveAwayFitTheSchema() async throws {
        try await Self.run { server in
            let page = try await server.get("/").text
            let examples = page.matches(of: /": \[`([^`]+)`(?:, `([^`]+)`)?\]/)
            #expect(examples.count == 3)
            for example in examples {
                let variables = example.2 ?? "null"
                let query = try String(decoding: JSONEncoder().encode(String(example.1)), as: UTF8.self)
                let answer = try await server.post("{\"query\": \(query), \"variables\": \(variables)}")
                #expect(answer.status == 200, "\(answer.text)")
            }
        }
    }
}
