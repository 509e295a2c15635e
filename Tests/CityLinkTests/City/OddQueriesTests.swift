import Foundation
import GraphQL
import Testing

@testable import CityLink

// Queries that nobody planned for.
extension CityTests {
    private var operatorOfTheCity: Viewer { Viewer(userId: "p-0001", role: .operator) }

    @Test func `Everything that the schema has can be asked for`() async throws {
        let writer = try QueryWriter(for: .operator)
        let query = try #require(writer.schema.type(named: "Query"))
        for field in query.fields {
            for depth in 1...4 {
                guard let call = writer.call(field, of: query, depth: depth) else { continue }
                let answer = try await city.ask("{ \(call) }", as: operatorOfTheCity)
                #expect(answer.codes == [] || answer.codes == ["OPERATION_TOO_LARGE"], "\(field.name) at \(depth)")
            }
        }
        let shallow = query.fields.compactMap { field in
            writer.call(field, of: query, depth: 2).map { "a_\(field.name): \($0) b_\(field.name): \($0)" }
        }
        let answer = try await city.ask("{ \(shallow.joined(separator: " ")) }", as: operatorOfTheCity)
        #expect(answer.codes == [])
    }

    @Test func `Every value of every enum can be given wherever the schema takes it`() async throws {
        let writer = try QueryWriter(for: .operator)
        let schema = writer.schema
        let parents = [
            "Query": "%", "Ops": "ops { % }", "Shop": "shops(first: 3) { nodes { % } }",
            "Neighborhood": "neighborhoods { % }", "SubwayStation": "subwayStation(name: \"홍대입구\") { % }",
            "BusStop": "busStop(arsId: \"13021\") { % }", "Post": "neighborhoods { posts(first: 1) { nodes { % } } }",
            "SubwayLine": "subwayStation(name: \"홍대입구\") { lines { % } }",
        ]
        var asked = 0
        for (type, parent) in parents {
            let type = try #require(schema.type(named: type))
            for field in type.fields {
                for argument in field.arguments {
                    let values =
                        schema[argument.type.named].kind == .enum
                        ? schema[argument.type.named].enumValues.map(\.name)
                        : schema[argument.type.named].name == "Boolean" ? ["true", "false"] : []
                    for value in values {
                        let changed = [argument.name: argument.type.isList ? "[\(value)]" : value]
                        let call = field.name + writer.arguments(of: field, in: type, changing: changed)
                        let result = schema[field.type.named]
                        let selection = result.isLeaf ? "" : writer.everything(of: result, depth: 1)
                        let query = "{ \(parent.replacing("%", with: "\(call) \(selection)")) }"
                        let answer = try await city.ask(query, as: operatorOfTheCity)
                        let needsPlace = value == "DISTANCE"
                        #expect(answer.codes == (needsPlace ? ["BAD_ARGUMENT"] : []), "\(query)")
                        asked += 1
                    }
                }
            }
        }
        #expect(asked > 50)
    }

    @Test(arguments: OddQueries.all)
    func `No query that is odd but right makes the server fail`(query: String) async throws {
        let answer = try await city.ask(query, as: operatorOfTheCity)
        #expect(!answer.codes.contains("INTERNAL_ERROR"))
        #expect(answer.json["data"] != nil, "\(answer.json)")
    }
}

private enum OddQueries {
    static let all: [String] = written + nested + repeated

    private static let shop = QueryWriter.shop

    /// One after each empty line.
    private static let written = #"""
        { nodes(ids: []) { id } }

        { nodes(ids: "\#(shop)") { id } }

        { nodes(ids: ["\#(QueryWriter.neighborhood)", "\#(shop)"]) { ... on Shop { x: name } ... on Neighborhood { x: code } } }

        { node(id: 12345) { id } }

        { node(id: "") { id } }

        { busStop(arsId: "") { id } }

        { busStop(arsId: "\u0000") { id } }

        { subwayStation(name: "") { id } }

        { subwayStation(name: "Hongik Univ.") { id board { arrivals { id } freshness { state via } } } }

        { neighborhood(by: { code: "" }) { id } }

        { neighborhood(by: { neighborhoodId: "\#(shop)" }) { id } }

        { neighborhood(by: { point: { lat: 90, lng: 180 } }) { id } }

        { neighborhood(by: { point: { lat: -90, lng: -180 } }) { id } }

        { neighborhood(by: { code: "1144066000" }) { distanceMeters(from: { lat: -90, lng: 0 }) } }

        { neighborhood(by: { point: { lat: 1e-320, lng: -0.0 } }) { id } }

        { nearbyStops(near: { point: { lat: 90, lng: 0 }, radiusMeters: 20000 }) { id } }

        { nearbyStops(near: { point: { lat: 0, lng: 180 }, radiusMeters: 1 }) { id } }

        { shops(filter: { near: { point: { lat: 90, lng: 0 }, radiusMeters: 20000 } }) { totalCount nodes { id } } }

        { shops(filter: { near: { point: { lat: 0, lng: -180 }, radiusMeters: 20000 } }, order: RATING) { totalCount } }

        { shops(filter: {}) { totalCount } }

        { shops(filter: null, order: null, after: null) { totalCount } }

        { shops(filter: { categories: null, near: null, text: null, openAt: null }) { totalCount } }

        { shops(filter: { categories: [CAFE, CAFE, CAFE] }) { totalCount } }

        { shops(filter: { categories: BAR, minRating: 5, hasDiscount: false }) { totalCount } }

        { shops(filter: { minRating: 5.0000000001 }) { totalCount } }

        { shops(filter: { minRating: 1e308 }) { totalCount } }

        { shops(filter: { openAt: "0001-01-01T00:00:00Z" }) { totalCount } }

        { shops(filter: { openAt: "9999-12-31T23:59:59+09:00" }) { totalCount nodes { isOpen } } }

        { shops(first: 1) { nodes { isOpen(at: "0001-01-01T00:00:00-12:00") } } }

        { shops(first: 1) { nodes { discounts(activeAt: "9999-12-31T23:59:59Z") { id } } } }

        { shops(first: 1) { nodes { reviews(minStars: 0) { totalCount } } } }

        { shops(first: 1) { nodes { reviews(minStars: 6) { totalCount } } } }

        { subwayStation(name: "홍대입구") { board(lineIds: []) { arrivals { id } } } }

        { subwayStation(name: "홍대입구") { board(lineIds: ["x", "\#(shop)"], first: 100) { arrivals { id } } } }

        { busStop(arsId: "13021") { board(routeIds: null, lowFloorOnly: true) { arrivals { id } } } }

        { ops { resolver(coordinate: "") { calls } other: resolver(coordinate: "Nothing.here") { calls } } }

        { ops { resolvers(type: "", minCalls: -1) { coordinate } } }

        { ops { resolvers(type: "Shop", minCalls: 2147483647, first: 100) { coordinate } } }

        { ops { operations(first: 0) { name } } }

        { __typename }

        { a: __typename b: __typename ... { c: __typename } }

        query ($yes: Boolean! = true) {
            shops(first: 1) @skip(if: $yes) { totalCount } __typename @include(if: $yes)
        }

        query ($no: Boolean! = false) {
            shops(first: 1) { nodes { id @include(if: $no) } pageInfo @skip(if: $no) { endCursor } }
        }

        {
            __schema { types { name fields { name type { name ofType { name ofType { name } } } } } }
            shops(first: 1) { nodes { __typename name } }
            __type(name: "Shop") { fields { name args { name } } }
        }

        { __type(name: "Nothing") { name } neighborhoods { __typename } }

        {
            nearbyStops(near: { point: { lat: 37.5563, lng: 126.9236 } }) {
                __typename
                ... on Node { n: id }
                ... on Located { location { lat } }
                ... on TransitStop { name }
                ... on BusStop { arsId }
                ... on SubwayStation { exits { number } }
            }
        }

        {
            nearbyStops(near: { point: { lat: 37.5563, lng: 126.9236 } }, first: 100) {
                board(first: 1) {
                    arrivals { ... on SubwayArrival { line { name } } ... on BusArrival { route { number } } }
                    freshness { state }
                }
            }
        }

        {
            neighborhoods { posts(first: 3) { nodes { author {
                ... on Profile { nickname residentOf { name } }
                ... on AnonymousAuthor { label }
            } } } }
        }

        { shops(first: 1) { nodes { hours { ...H } } } }
        fragment H on OpeningHours { day opens ...I }
        fragment I on OpeningHours { closes breakFrom }

        query A { __typename }
        # a comment 💬

        mutation { __typename }

        {
            neighborhood(by: { code: "1144066000" }) { shops(first: 2) { nodes { reviews(first: 2) { nodes {
                shop { neighborhood { shops(first: 2) { nodes { reviews(first: 2) { nodes {
                    shop { neighborhood { name } }
                    author { residentOf { posts(first: 1) { nodes { comments(first: 2) { nodes {
                        replies { replies { id } author { __typename } }
                    } } } } } }
                } } } } } }
            } } } } }
        }
        """#.split(separator: "\n\n").map(String.init)

    /// The same step, deeper and deeper.
    private static let nested: [String] = [
        "{ node(id: \"\(shop)\") \(nest("{ ... on Node", 60, "{ id }", "}")) }",
        "{ node(id: \"\(shop)\") \(nest("{ ... { ... on Located { ... on Shop", 15, "{ name }", "} } }")) }",
        "{ subwayStation(name: \"홍대입구\") \(nest("{ lines { stations", 4, "{ id }", "} }")) }",
        "{ busStop(arsId: \"13021\") \(nest("{ routes { stops", 3, "{ id }", "} }")) }",
        "{ neighborhood(by: { code: \"1144066000\" }) "
            + nest("{ shops(first: 1) { nodes { neighborhood", 20, "{ id }", "} } }") + " }",
    ]

    private static func nest(_ open: String, _ count: Int, _ inner: String, _ close: String) -> String {
        String(repeating: open + " ", count: count) + inner + String(repeating: " " + close, count: count)
    }

    /// The same thing, many times.
    private static let repeated: [String] = [
        "{ nodes(ids: [\(repeating(100) { _ in "\"\(shop)\"" })]) { id } }",
        "{ nodes(ids: [\(repeating(101) { _ in "\"\(shop)\"" })]) { id } }",
        "{ nodes(ids: [\"\(shop)\", \"\(repeating(9000) { _ in "AAAAAAAAAA" })\"]) { id } }",
        "{ \(repeating(300) { "a\($0): shops(first: 1) { nodes { a\($0): name } }" }) }",
        "{ \(repeating(50) { "a\($0): node(id: \"\(shop)\") { ...F }" }) } "
            + "fragment F on Node { id ... on Shop { ...G } } "
            + "fragment G on Shop { name reviews(first: 1) { nodes { stars } } }",
    ]

    private static func repeating(_ count: Int, _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined(separator: " ")
    }
}
