import Testing

@testable import GraphQL

@Suite struct OperationCostTests {
    // MARK: - Types that are known only later

    private static let abstract = """
        type Query @cost(weight: "0") { any: Any it: It its(first: Int): [It] @listSize(slicingArguments: ["first"]) }
        interface It { name: String next: It }
        union Any = Cheap | Dear | Middling
        type Cheap implements It { name: String next: It }
        type Dear implements It @cost(weight: "10") { name: String @cost(weight: "4") next: It list(first: Int): [Cheap] @listSize(slicingArguments: ["first"]) }
        type Middling { list(first: Int): [Cheap] @listSize(slicingArguments: ["first"]) }

        """

    @Test func `Where the type is open, the most expensive one counts`() throws {
        let schema = try PricedSchema(OperationCostTests.abstract)
        #expect(try schema.points("{ any { __typename } }") == 1 + 10)
        #expect(try schema.points("{ it { name } }") == 1 + 14)
        #expect(try schema.points("{ it { ... on Cheap { name } } }") == 1 + 10)
        #expect(try schema.points("{ it { next { name } } }") == 1 + 10 + 1 + 14)
        #expect(try schema.points("{ its(first: 5) { name } }") == 1 + 5 * 14)
        #expect(try schema.points("{ any { ... on Middling { list(first: 20) { name } } } }") == 1 + 1 + 1 + 20)
        let either =
            "query ($d: Int, $m: Int) { any { ... on Dear { list(first: $d) { name } } "
            + "... on Middling { list(first: $m) { name } } } }"
        #expect(try schema.points(either, ["d": .int(5), "m": .int(1)]) == 1 + 10 + 1 + 5)
        #expect(try schema.points(either, ["d": .int(1), "m": .int(50)]) == 1 + 1 + 1 + 50)
        #expect(try schema.points(either, ["d": .int(1), "m": .int(1)]) == 1 + 10 + 1 + 1)
    }

    @Test func `Parts tell of the type that counts`() throws {
        let schema = try PricedSchema(OperationCostTests.abstract)
        let either =
            "query ($d: Int, $m: Int) { any { ... on Dear { list(first: $d) { name } } "
            + "... on Middling { list(first: $m) { name } } } }"
        let dear = try schema.cost(either, ["d": .int(5), "m": .int(1)])
        #expect(dear.parts.map(\.coordinate) == ["Query.any", "Dear.list"])
        #expect(dear.parts.map(\.points) == [11, 6])
        let middling = try schema.cost(either, ["d": .int(1), "m": .int(50)])
        #expect(middling.parts.map(\.coordinate) == ["Middling.list", "Query.any"])
        #expect(middling.parts.map(\.points) == [51, 2])
        #expect(middling.parts.map(\.values) == [50, 1])
    }

    // MARK: - Selections

    private static let plain = """
        type Query @cost(weight: "0") { a(x: Int): A b: Int @cost(weight: "7") }
        type A { n: Int @cost(weight: "1") m: Int @cost(weight: "1") a: A }
        type Mutation { write: A @cost(weight: "10") }
        type Subscription { written: A @cost(weight: "3") }
        schema { query: Query mutation: Mutation subscription: Subscription }

        """

    @Test func `Fields that are merged cost once, and fragments where they are spread`() throws {
        let schema = try PricedSchema(OperationCostTests.plain)
        #expect(try schema.points("{ a { n } a { n m } ... { a { m } } }") == 2 + 2)
        #expect(try schema.points("{ a { n } x: a { n } }") == 3 + 3)
        #expect(
            try schema.points("{ a { ...F } x: a { ...F ...F } } fragment F on A { n m a { n } }") == 2 * (2 + 2 + 3))
    }

    @Test func `What is skipped costs nothing`() throws {
        let schema = try PricedSchema(OperationCostTests.plain)
        #expect(try schema.points("{ b @skip(if: true) a { n } }") == 3)
        let query =
            "query ($b: Boolean!, $a: Boolean = false) { b @include(if: $b) a { n ...F @skip(if: $a) } } fragment F on A { m }"
        let prepared = try schema.prepare(query)
        func points(_ b: Bool, _ a: Bool?) throws -> Int {
            let given = a.map { [Value.ObjectField("a", .boolean($0))] } ?? []
            return try prepared.cost(variables: .object([.init("b", .boolean(b))] + given)).points
        }
        for _ in 0..<2 {
            #expect(try points(true, nil) == 7 + 4)
            #expect(try points(false, nil) == 4)
            #expect(try points(false, true) == 3)
            #expect(try points(true, true) == 7 + 3)
        }
    }

    @Test func `Mutations and subscriptions cost as queries do`() throws {
        let schema = try PricedSchema(OperationCostTests.plain)
        #expect(try schema.points("mutation { write { n } x: write { n } }") == 1 + 2 * (10 + 1 + 1))
        #expect(try schema.points("subscription { written { n } }") == 1 + 3 + 1 + 1)
    }

    @Test func `Variables that do not fit are told of`() throws {
        let schema = try PricedSchema(OperationCostTests.plain)
        let error = #expect(throws: RequestError.self) {
            try schema.points("query ($x: Int!) { a(x: $x) { n } }", ["x": .string("many")])
        }
        #expect(error?.errors.first?.code == .badVariables)
    }

    // MARK: - Introspection

    @Test func `Introspection costs what its answer is long, at the price of leaves`() throws {
        var schema = try PricedSchema(OperationCostTests.plain)
        schema.assumptions.leafWeight = 0.01
        let types = schema.schema.visibleTypes.count
        // The schema's object, and for each type an object and a name, at a hundredth of a point each.
        let expected = (Double(1 + 2 * types) / 100).rounded(.up)
        #expect(try schema.points("{ __schema { types { name } } }") == Int(expected))
        let once = try schema.points("{ __schema { types { name fields { name type { name } args { name } } } } }")
        #expect((2..<20).contains(once))
        let often = (0..<100).map { "a\($0): __schema { types { name fields { name type { name } args { name } } } }" }
        #expect(try schema.points("{ \(often.joined(separator: " ")) }") > 50 * once)
    }

    // MARK: - What it consists of

    @Test func `Parts are told by coordinate, most expensive first`() throws {
        var schema = try PricedSchema(
            """
            type Query {
              shops(first: Int): Shops @cost(weight: "2") @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
            }
            type Shops { nodes: [Shop] count: Int @cost(weight: "5") }
            type Shop { name: String reviews(first: Int): [Review] @listSize(slicingArguments: ["first"]) }
            type Review { stars: Int author: Person @cost(weight: "2") }
            type Person { name: String }
            """)
        schema.assumptions.leafWeight = 0.5
        let cost = try schema.cost(
            "query ($n: Int) { shops(first: $n) { count nodes { name reviews(first: 10) { stars author { name } } } } }",
            ["n": .int(20)])
        #expect(
            cost.parts == [
                .init(coordinate: "Review.author", points: 200 * 2 + 200 + 100, values: 200),
                .init(coordinate: "Shop.reviews", points: 20 + 200 + 100, values: 200),
                .init(coordinate: "Shops.nodes", points: 1 + 20 + 10, values: 20),
                .init(coordinate: "Shops.count", points: 6, values: 1),
                .init(coordinate: "Query.shops", points: 3, values: 1),
                .init(coordinate: "Query", points: 1, values: 1),
            ])
        // A half is left over from the count.
        #expect(cost.points == 700 + 320 + 31 + 5 + 3 + 1 + 1)
        #expect(
            try schema.cost("{ shops(first: 0) { count nodes { name } } }").parts.map(\.coordinate) == [
                "Shops.count", "Query.shops", "Query", "Shops.nodes",
            ])
    }

    // MARK: - Large numbers

    @Test func `What is too large to count is the greatest number`() throws {
        let schema = try PricedSchema(
            """
            type Query { as(first: Int): [A] @listSize(slicingArguments: ["first"]) }
            type A { n: Int as(first: Int): [A] @cost(weight: "1000000000") @listSize(slicingArguments: ["first"]) }
            """)
        func nested(_ depth: Int) -> String {
            depth == 0 ? "n" : "as(first: 2147483647) { \(nested(depth - 1)) b: as(first: $n) { n } }"
        }
        for depth in 1...40 {
            let cost = try schema.cost("query ($n: Int) { \(nested(depth)) }", ["n": .int(2_147_483_647)])
            if depth > 2 { #expect(cost.points > Int.max / 1000 - 1) }
            #expect(cost.points > 0)
            #expect(cost.parts.allSatisfy { $0.points > 0 && $0.values > 0 })
        }
    }
}
