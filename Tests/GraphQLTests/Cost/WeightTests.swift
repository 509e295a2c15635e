import GraphQL
import Testing

/// What things cost that are there once.
@Suite struct WeightTests {
    @Test func `An object costs a point and its field another, a leaf nothing`() throws {
        let schema = try PricedSchema("type Query { a: A b: Int c: [Int] } type A { x: Int a: A }")
        // The query root is an object too.
        #expect(try schema.points("{ b }") == 1)
        #expect(try schema.points("{ b c d: b }") == 1)
        #expect(try schema.points("{ a { x } }") == 3)
        #expect(try schema.points("{ a { x a { x y: x } } }") == 5)
        #expect(try schema.points("{ a { x } b: a { x } }") == 5)
    }

    @Test func `Weights stand for what is assumed, on fields and types`() throws {
        let schema = try PricedSchema(
            """
            type Query @cost(weight: "0") { a: A @cost(weight: "5") b: B n: Int @cost(weight: "7") e: E j: J free: A @cost(weight: "0") }
            type A { x: Int }
            type B @cost(weight: "10") { x: Int }
            enum E @cost(weight: "3") { ONE }
            scalar J @cost(weight: "4")
            """)
        #expect(try schema.points("{ a { x } }") == 6)
        #expect(try schema.points("{ b { x } }") == 11)
        #expect(try schema.points("{ n }") == 7)
        #expect(try schema.points("{ e j }") == 7)
        #expect(try schema.points("{ free { x } }") == 1)
    }

    @Test(arguments: [("Int!", "3"), ("Float!", "3.0"), ("String!", "\"3\""), ("String!", "\"3.0\""), ("Int", "3")])
    func `A weight is written as the directive's definition says`(type: String, weight: String) throws {
        let sdl = "directive @cost(weight: \(type)) on FIELD_DEFINITION type Query { a: Int @cost(weight: \(weight)) }"
        #expect(try PricedSchema(Schema(sdl)).points("{ a }") == 4)
    }

    @Test func `Fractions are added up exactly, and the sum rounded up`() throws {
        let schema = try PricedSchema(
            "type Query @cost(weight: \"0\") { a: Int @cost(weight: \"0.1\") b: Int @cost(weight: \"0.001\") }")
        let ten = (0..<10).map { "a\($0): a" }.joined(separator: " ")
        #expect(try schema.points("{ \(ten) }") == 1)
        #expect(try schema.points("{ \(ten) b }") == 2)
        #expect(try schema.points("{ b }") == 1)
    }

    @Test func `A leaf without a weight costs what is assumed of leaves`() throws {
        var schema = try PricedSchema(
            "type Query @cost(weight: \"0\") { a: Int list: [Int] @listSize(assumedSize: 30) j: J } "
                + "scalar J @cost(weight: \"0\")")
        schema.assumptions.leafWeight = 0.1
        #expect(try schema.points("{ a b: a \((0..<8).map { "c\($0): a" }.joined(separator: " ")) }") == 1)
        #expect(try schema.points("{ list }") == 3)
        #expect(try schema.points("{ j k: j }") == 0)
        #expect(try schema.points("{ __typename }") == 1)
        #expect(try PricedSchema(schema.schema).points("{ a }") == 0)
        #expect(CostAssumptions().leafWeight == 0.01)
    }

    // MARK: - Arguments

    private static let inputs = """
        type Query {
          top(filter: Filter @cost(weight: "15"), exact: Boolean = true @cost(weight: "2"), ids: [ID!]): Int
            @cost(weight: "5")
          plain(filter: Filter, filters: [Filter!]): Int
          cheap(approximate: Boolean @cost(weight: "-3")): Int @cost(weight: "2")
        }
        input Filter {
          approximate: Boolean @cost(weight: "-12")
          text: String
          mode: Mode = SLOW @cost(weight: "1")
          inner: Filter
        }
        enum Mode { SLOW FAST }

        """

    @Test func `Arguments and input fields cost their weights when they have a value`() throws {
        let schema = try PricedSchema(WeightTests.inputs)
        #expect(try schema.points("{ top(exact: null) }") == 1 + 5)
        // A default is a value.
        #expect(try schema.points("{ top }") == 1 + 5 + 2)
        #expect(try schema.points("{ top(filter: {text: \"a\"}, exact: null, ids: [1]) }") == 1 + 5 + 15 + 1)
        #expect(try schema.points("{ top(filter: {approximate: true}, exact: null) }") == 1 + 5 + 15 + 1 - 12)
        #expect(try schema.points("{ top(filter: null, exact: null) }") == 1 + 5)
        #expect(try schema.points("{ plain(filter: {mode: null}) }") == 1 + 1)
        #expect(try schema.points("{ plain(filter: {inner: {inner: {mode: FAST}}}) }") == 1 + 1 + 1 + 1 + 3)
        #expect(try schema.points("{ plain(filters: [{mode: null}, {}, {}]) }") == 1 + 1 + 2)
    }

    @Test func `A field never costs less than nothing`() throws {
        let schema = try PricedSchema(WeightTests.inputs)
        #expect(try schema.points("{ cheap(approximate: true) a: cheap }") == 1 + 0 + 2)
        #expect(
            try schema.points("query ($a: Boolean) { cheap(approximate: $a) a: cheap }", ["a": .boolean(true)])
                == 1 + 0 + 2)
    }

    @Test func `What is given as a variable costs what it costs as a literal`() throws {
        let schema = try PricedSchema(WeightTests.inputs)
        let values: [(literal: String, value: Value)] = [
            ("{}", .object([])),
            ("null", .null),
            (
                "{approximate: true, text: \"a\"}",
                .object([.init("text", .string("a")), .init("approximate", .boolean(true))])
            ),
            (
                "{inner: {mode: null}, mode: FAST}",
                .object([.init("inner", .object([.init("mode", .null)])), .init("mode", .string("FAST"))])
            ),
        ]
        for (literal, value) in values {
            let expected = try schema.points("{ top(filter: \(literal)) }")
            #expect(try schema.points("query ($f: Filter) { top(filter: $f) }", ["f": value]) == expected)
            #expect(try schema.points("query ($f: Filter = \(literal)) { top(filter: $f) }") == expected)
            let inside = try schema.points("{ plain(filter: {inner: \(literal)}) }")
            #expect(try schema.points("query ($f: Filter) { plain(filter: {inner: $f}) }", ["f": value]) == inside)
        }
        #expect(try schema.points("query ($f: Filter) { top(filter: $f) }") == 1 + 5 + 2)
        #expect(try schema.points("query ($e: Boolean) { top(exact: $e) }") == 1 + 5 + 2)
        #expect(try schema.points("query ($e: Boolean) { top(exact: $e) }", ["e": .null]) == 1 + 5)
    }

    @Test func `Directives on a field cost what their arguments do`() throws {
        let schema = try PricedSchema(
            """
            directive @approximate(tolerance: Float @cost(weight: "-1"), by: By) on FIELD
            input By { x: Int }
            type Query { a: Int @cost(weight: "5") b: Int }
            """)
        #expect(try schema.points("{ a @approximate(tolerance: 1) }") == 1 + 4)
        #expect(try schema.points("{ a @approximate }") == 1 + 5)
        #expect(try schema.points("{ b @approximate(tolerance: 1) }") == 1)
        #expect(try schema.points("{ b @approximate(by: {x: 1}) }") == 2)
        // Each place where the field stands has its own.
        #expect(try schema.points("{ a @approximate(tolerance: 1) a @approximate(tolerance: 1) }") == 1 + 3)
        #expect(
            try schema.points("query ($t: Float) { a @approximate(tolerance: $t) }", ["t": .float(1)]) == 1 + 4)
        #expect(try schema.points("query ($t: Float) { a @approximate(tolerance: $t) }") == 1 + 5)
    }
}
