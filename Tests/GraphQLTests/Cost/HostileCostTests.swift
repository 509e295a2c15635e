import Testing

@testable import GraphQL

/// What strangers may send to keep a server counting: each part of a plan is looked at once, each value once.
@Suite struct HostileCostTests {
    private func schema() throws -> PricedSchema {
        try PricedSchema(
            """
            type Query {
              a: A
              as(first: Int): [A] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
              ids(ids: [Int!], filter: Filter): [A] @listSize(slicingArguments: ["ids"], requireOneSlicingArgument: false)
              it: It
            }
            type A {
              n: Int
              a: A
              ids(ids: [Int!], filter: Filter): [A] @listSize(slicingArguments: ["ids"], requireOneSlicingArgument: false)
              as(first: Int): [A] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
            }
            input Filter { n: Int @cost(weight: "1") inner: [Filter!] }
            interface It { n: Int it: It }
            \((0..<40).map { "type T\($0) implements It { n: Int it: It }" }.joined(separator: " "))
            """)
    }

    private func many(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: " ")
    }

    private func steps(_ formula: CostFormula) -> Int {
        formula.terms.count + formula.sizes.count + formula.inputs.count
    }

    @Test func `ten thousand aliases`() throws {
        let schema = try schema()
        #expect(steps(try schema.formula("{ a { \(many(10_000) { "a\($0): n" }) } }")) == 2)
        let objects = "query ($n: Int) { \(many(9_000) { "a\($0): as(first: $n) { n }" }) }"
        #expect(steps(try schema.formula(objects)) <= 1 + 2 * 9_000)
        #expect(try schema.points(objects, ["n": .int(3)]) == 1 + 9_000 * 4)
        // The same field in ten thousand places is one field, and a refusal does not list all of them.
        let merged = "{ \(many(10_000) { _ in "as(first: 1000) { n }" }) }"
        #expect(steps(try schema.formula(merged)) == 2)
        let operation = try schema.prepare(merged)
        let error = #expect(throws: RequestError.self) {
            try operation.admit(operation.plan(for: .none), .none, maximumCost: 5)
        }
        #expect((1...10).contains(error?.errors.first?.locations.count ?? 0))
    }

    @Test func `deep nesting`() throws {
        let schema = try schema()
        for depth in [49, 98] {
            let query =
                "query ($n: Int) { a { \(many(depth) { _ in "as(first: $n) {" }) n \(String(repeating: "}", count: depth)) } }"
            let formula = try schema.formula(query)
            #expect(formula.terms.count == depth + 2)
            #expect(try schema.points(query, ["n": .int(1)]) == 3 + 2 * depth)
        }
    }

    @Test func `fans of fragments are merged, or refused as too large before they are priced`() throws {
        let schema = try schema()
        func fan(_ count: Int, _ first: String, _ second: String) -> String {
            "{ a { ...F0 } } "
                + many(count) { "fragment F\($0) on A { \(first) { ...F\($0 + 1) } \(second) { ...F\($0 + 1) } }" }
                + " fragment F\(count) on A { n }"
        }
        #expect(try schema.formula(fan(90, "a", "a")).terms.count == 92)
        let error = #expect(throws: RequestError.self) { try schema.formula(fan(60, "x: a", "y: a")) }
        #expect(error?.errors.first?.code == .operationTooLarge)
    }

    @Test func `one fragment in many places is read once`() throws {
        let schema = try schema()
        let literal = "{inner: [\(many(500) { "{n: \($0)}" }), {n: $n}]}"
        let query = """
            query ($n: Int, $ids: [Int!]) { \(many(5_000) { "a\($0): a { ...F }" }) }
            fragment F on A { ids(ids: $ids, filter: \(literal)) { n } }
            """
        let formula = try schema.formula(query)
        #expect(formula.terms.count == 1 + 2 * 5_000)
        #expect(formula.inputs.count == 1)
        #expect(formula.sizes.count == 1)
        // `a` and its object, `ids` and three objects; the filter, its inner ones, and the number in each.
        let each = 2 + 1 + 3 + 1 + 1 + 501
        #expect(
            try schema.points(query, ["n": .int(1), "ids": .list([.int(1), .int(2), .int(3)])]) == 1 + 5_000 * each)
    }

    @Test func `types that are open make no more terms than the plan has fields`() throws {
        let schema = try schema()
        #expect(steps(try schema.formula("{ \(many(400) { "a\($0): it { n }" }) }")) <= 401)
        let nested = try schema.formula("{ it { it { n } } }")
        #expect(nested.terms.count == 2 + 40 + 40)
        let error = #expect(throws: RequestError.self) { try schema.formula("{ it { it { it { it { n } } } } }") }
        #expect(error?.errors.first?.code == .operationTooLarge)
    }

    @Test func `A large value is counted once, and as what it is`() throws {
        let schema = try schema()
        let filters = Value.list((0..<5_000).map { _ in .object([.init("n", .int(1))]) })
        let query = "query ($f: [Filter!]) { ids(filter: {inner: $f}) { n } }"
        // The filter, its inner ones, and the number in each.
        #expect(try schema.points(query, ["f": filters]) == 1 + 1 + 10 + 1 + 1 + 5_000)
    }
}
