import Foundation
import GraphQL
import Testing

@testable import CityLink

/// What people may ask for at once, by what it costs.
@Suite struct CostTests {
    private static let limit = 20_000

    private func city() throws -> ExecutableSchema<CityRequest> {
        let configuration = try CityConfiguration(environment: [
            "CITYLINK_MONGODB_URL": "mongodb://127.0.0.1/citylink", "CITYLINK_REDIS_URL": "redis://127.0.0.1/0",
        ])
        #expect(configuration.maximumCost == CostTests.limit)
        return try CityViews(maximumCost: configuration.maximumCost) { _, _ in
            GraphQLError("unexpected", code: .internalError)
        }.schema(for: .operator)
    }

    @Test func `Every example costs a small part of what is allowed`() throws {
        let readme = try String(contentsOf: SeededCity.repository.appending(path: "README.md"), encoding: .utf8)
        let examples = readme.split(separator: "```graphql\n").dropFirst().compactMap {
            $0.split(separator: "```").first.map(String.init)
        }
        #expect(examples.count >= 3)
        let city = try city()
        for query in try examples + QueryFile.all.map({ try $0.query }) {
            let cost = try city.prepare(query).operation.cost()
            #expect((1..<CostTests.limit / 50).contains(cost.points), "\(query)")
        }
    }

    @Test func `Pages in pages cost as much as there may be on them`() throws {
        func points(_ shops: Int, _ reviews: Int, list: String = "nodes", _ fields: String) throws -> Int {
            let item = list == "edges" ? "node { \(fields) }" : fields
            let query = "{ shops(first: \(shops)) { nodes { reviews(first: \(reviews)) { \(list) { \(item) } } } } }"
            return try city().prepare(query).operation.cost().points
        }
        #expect(try points(100, 100, "body") < CostTests.limit)
        #expect(try points(100, 20, "body author { nickname }") < CostTests.limit / 2)
        #expect(try points(100, 100, "body author { nickname }") > CostTests.limit)
        #expect(try points(100, 100, "shop { reviews(first: 100) { nodes { body } } }") > 50 * CostTests.limit)
        // An edge is no more than its node.
        #expect(try points(20, 10, list: "edges", "body") == points(20, 10, "body"))
        #expect(try points(20, 0, "body") > 20)
    }

    @Test func `The longest introspection is no trouble`() throws {
        let types = "types { name fields(includeDeprecated: true) { name args { name type { name } } type { name } } }"
        #expect(try city().prepare("{ __schema { \(types) } }").operation.cost().points < CostTests.limit / 10)
    }

    @Test(arguments: ["0", "-5", "many", "1.5"])
    func `A limit that makes no sense is refused`(text: String) {
        #expect(throws: ConfigurationError.self) {
            try CityConfiguration(environment: [
                "CITYLINK_MONGODB_URL": "mongodb://127.0.0.1/citylink", "CITYLINK_REDIS_URL": "redis://127.0.0.1/0",
                "CITYLINK_MAX_COST": text,
            ])
        }
    }
}
