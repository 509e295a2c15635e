import Testing

@testable import GraphQL

/// How often things are there.
@Suite struct ListSizeTests {
    private func schema(_ fields: String, _ more: String = "") throws -> PricedSchema {
        try PricedSchema(
            "type Query @cost(weight: \"0\") { \(fields) } type A { x: Int as(first: Int): [A] "
                + "@listSize(slicingArguments: [\"first\"], assumedSize: 3, requireOneSlicingArgument: false) } \(more)"
        )
    }

    @Test func `A list is as long as its slicing argument says, else as assumed`() throws {
        let schema = try schema(
            """
            plain: [A]
            assumed: [A] @listSize(assumedSize: 4)
            sliced(first: Int): [A] @listSize(slicingArguments: ["first"], assumedSize: 5, requireOneSlicingArgument: false)
            usual(first: Int = 6): [A] @listSize(slicingArguments: ["first"])
            unknown(first: Int): [A] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
            """)
        #expect(try schema.points("{ plain { x } }") == 1 + 10)
        #expect(try schema.points("{ assumed { x } }") == 1 + 4)
        #expect(try schema.points("{ sliced { x } }") == 1 + 5)
        #expect(try schema.points("{ sliced(first: null) { x } }") == 1 + 5)
        #expect(try schema.points("{ sliced(first: 7) { x } }") == 1 + 7)
        #expect(try schema.points("{ sliced(first: 0) { x } }") == 1)
        #expect(try schema.points("{ sliced(first: -7) { x } }") == 1)
        #expect(try schema.points("{ usual { x } }") == 1 + 6)
        #expect(try schema.points("{ usual(first: null) { x } }") == 1 + 6)
        #expect(try schema.points("{ unknown { x } }") == 1 + 10)
        var careful = schema
        careful.assumptions.listSize = 1000
        #expect(try careful.points("{ plain { x } }") == 1 + 1000)
    }

    /// The resolver gets null, not the default, and may return everything.
    @Test func `Null instead of a slicing argument's default does not make a list shorter than assumed`() throws {
        let schema = try schema(
            """
            long(first: Int = 2): [A] @listSize(slicingArguments: ["first"], assumedSize: 50)
            ends(first: Int = 2, last: Int = 3): [A] @listSize(slicingArguments: ["first", "last"], assumedSize: 50,
              requireOneSlicingArgument: false)
            """)
        #expect(try schema.points("{ long { x } }") == 1 + 2)
        #expect(try schema.points("{ long(first: null) { x } }") == 1 + 50)
        let query = "query ($n: Int) { long(first: $n) { x } }"
        #expect(try schema.points(query) == 1 + 2)
        #expect(try schema.points(query, ["n": .null]) == 1 + 50)
        #expect(try schema.points("{ ends { x } }") == 1 + 3)
        #expect(try schema.points("{ ends(first: 4, last: null) { x } }") == 1 + 4)
        #expect(try schema.points("{ ends(first: null, last: null) { x } }") == 1 + 50)
    }

    @Test func `Sizes multiply down the selection`() throws {
        let schema = try schema("as(first: Int): [A] @listSize(slicingArguments: [\"first\"])")
        #expect(try schema.points("{ as(first: 20) { as(first: 10) { x } } }") == 1 + 20 * (1 + 1 + 10))
        #expect(
            try schema.points("{ as(first: 20) { as(first: 10) { as { x } } } }")
                == 1 + 20 * (1 + 1 + 10 * (1 + 1 + 3)))
    }

    @Test func `A variable counts with its value, its default, and the argument's`() throws {
        let schema = try schema("as(first: Int = 6): [A] @listSize(slicingArguments: [\"first\"], assumedSize: 2)")
        let query = "query ($n: Int) { as(first: $n) { x } }"
        #expect(try schema.points(query, ["n": .int(9)]) == 1 + 9)
        #expect(try schema.points(query, ["n": .int(-9)]) == 1)
        #expect(try schema.points(query, ["n": .null]) == 1 + 6)
        #expect(try schema.points(query) == 1 + 6)
        #expect(try schema.points("query ($n: Int = 8) { as(first: $n) { x } }") == 1 + 8)
        #expect(try schema.points("query ($n: Int = 8) { as(first: $n) { x } }", ["n": .int(1)]) == 1 + 1)
        let prepared = try schema.prepare(query)
        for count in [3, 30, 3] {
            #expect(try prepared.cost(variables: .object([.init("n", .int(count))])).points == 1 + count)
        }
    }

    @Test func `Of several slicing arguments the largest counts`() throws {
        let schema = try schema(
            """
            as(first: Int, last: Int): [A]
              @listSize(slicingArguments: ["first", "last"], assumedSize: 5, requireOneSlicingArgument: false)
            """)
        #expect(try schema.points("{ as(first: 3, last: 4) { x } }") == 1 + 4)
        #expect(try schema.points("{ as(first: 3) { x } }") == 1 + 3)
        #expect(try schema.points("{ as { x } }") == 1 + 5)
        #expect(
            try schema.points("query ($l: Int) { as(first: 3, last: $l) { x } }", ["l": .int(30)]) == 1 + 30)
    }

    @Test func `An argument that is a list counts with its length`() throws {
        let schema = try schema("as(ids: [ID!]): [A] @listSize(slicingArguments: [\"ids\"], assumedSize: 50)")
        #expect(try schema.points("{ as(ids: [1, 2, 3]) { x } }") == 1 + 3)
        #expect(try schema.points("{ as(ids: 1) { x } }") == 1 + 1)
        #expect(try schema.points("{ as(ids: []) { x } }") == 1)
        let query = "query ($i: [ID!]) { as(ids: $i) { x } }"
        #expect(try schema.points(query, ["i": .list([.int(1), .int(2)])]) == 1 + 2)
        #expect(try schema.points("query ($i: ID!) { as(ids: [$i, $i]) { x } }", ["i": .int(1)]) == 1 + 2)
    }

    @Test func `A slicing argument may lie inside an input object`() throws {
        let schema = try schema(
            "as(page: Page = {size: {first: 4}}): [A] @listSize(slicingArguments: [\"page.size.first\"], assumedSize: 9)",
            "input Page @cost2 { size: Size } input Size { first: Int = 5 } directive @cost2 on INPUT_OBJECT")
        // The two input objects cost a point each.
        #expect(try schema.points("{ as(page: {size: {first: 7}}) { x } }") == 1 + 2 + 7)
        #expect(try schema.points("{ as(page: {size: {}}) { x } }") == 1 + 2 + 5)
        #expect(try schema.points("{ as { x } }") == 1 + 2 + 4)
        #expect(try schema.points("{ as(page: null) { x } }") == 1 + 9)
        let deep = "query ($n: Int) { as(page: {size: {first: $n}}) { x } }"
        #expect(try schema.points(deep, ["n": .int(8)]) == 1 + 2 + 8)
        #expect(try schema.points(deep) == 1 + 2 + 5)
        let whole = "query ($p: Page) { as(page: $p) { x } }"
        let page = Value.object([.init("size", .object([.init("first", .int(3))]))])
        #expect(try schema.points(whole, ["p": page]) == 1 + 2 + 3)
    }

    // MARK: - Sized fields

    private static let connections = """
        type Query @cost(weight: "0") {
          films(first: Int, last: Int): Films
            @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
          assumed: Films @listSize(assumedSize: 3, sizedFields: ["edges"])
        }
        type Films { edges: [Edge] nodes: [Film] @listSize(assumedSize: 2) count: Int @cost(weight: "5") others: [Film] }
        type Edge { node: Film }
        type Film { title: String films(first: Int = 2): Films @listSize(slicingArguments: ["first"], sizedFields: "nodes") }

        """

    @Test func `Sized fields are as long as the field above says`() throws {
        let schema = try PricedSchema(ListSizeTests.connections)
        #expect(try schema.points("{ films(first: 20) { nodes { title } } }") == 2 + 1 + 20)
        #expect(try schema.points("{ films(last: 20) { edges { node { title } } } }") == 2 + 1 + 20 * (1 + 2))
        #expect(try schema.points("{ films(first: 20) { count others { title } } }") == 2 + 5 + 1 + 10)
        #expect(
            try schema.points(
                "query ($n: Int!) { films(first: $n) { a: nodes { title } b: nodes { title } } }", ["n": .int(7)])
                == 2 + 2 * (1 + 7))
        #expect(try schema.points("{ assumed { edges { __typename } } }") == 2 + 1 + 3)
    }

    @Test func `A sized field falls back on what it says itself`() throws {
        let schema = try PricedSchema(ListSizeTests.connections)
        #expect(try schema.points("{ films { nodes { title } } }") == 2 + 1 + 2)
        #expect(try schema.points("{ films { edges { __typename } } }") == 2 + 1 + 10)
        #expect(try schema.points("{ assumed { nodes { title } } }") == 2 + 1 + 2)
        let query = "query ($n: Int) { films(first: $n) { nodes { title } edges { __typename } } }"
        #expect(try schema.points(query, ["n": .int(4)]) == 2 + 1 + 4 + 1 + 4)
        #expect(try schema.points(query) == 2 + 1 + 2 + 1 + 10)
    }

    @Test func `Connections in connections multiply`() throws {
        let schema = try PricedSchema(ListSizeTests.connections)
        #expect(
            try schema.points("{ films(first: 20) { nodes { films(first: 10) { nodes { title } } } } }")
                == 2 + 1 + 20 * (1 + 2 + 1 + 10))
    }

    // MARK: - Lists of other kinds

    @Test func `Lists in lists and lists of weighted leaves`() throws {
        let schema = try schema(
            "grid: [[A]] @listSize(assumedSize: 4) cube: [[[A]]] tags: [Tag] @listSize(assumedSize: 6)",
            "scalar Tag @cost(weight: \"2\")")
        #expect(try schema.points("{ grid { x } }") == 1 + 4 * 10)
        #expect(try schema.points("{ cube { x } }") == 1 + 10 * 10 * 10)
        #expect(try schema.points("{ tags }") == 12)
    }

    @Test func `What an interface says of a list holds for the objects that say nothing`() throws {
        let schema = try PricedSchema(
            """
            type Query @cost(weight: "0") { it: I a: A b: B }
            interface I { list(first: Int): [A] @listSize(slicingArguments: ["first"]) }
            type A implements I { list(first: Int): [A] x: Int }
            type B implements I { list(first: Int): [A] @listSize(assumedSize: 2) }
            """)
        #expect(try schema.points("{ a { list(first: 5) { x } } }") == 2 + 1 + 5)
        #expect(try schema.points("{ b { list(first: 5) { x } } }") == 2 + 1 + 2)
        #expect(try schema.points("{ it { list(first: 5) { x } } }") == 2 + 1 + 5)
        #expect(try schema.points("{ it { list(first: 1) { x } } }") == 2 + 1 + 2)
    }

    @Test func `A view keeps the sizes, and takes hidden slicing arguments for their defaults`() throws {
        let whole = try Schema(
            PricedSchema.directives
                + "type Query @cost(weight: \"0\") { as(first: Int = 4, last: Int): [A] "
                + "@listSize(slicingArguments: [\"first\"]) } type A { x: Int @cost(weight: \"2\") }")
        let view = PricedSchema(try whole.view { $0.argument != "first" })
        #expect(try view.points("{ as(last: 9) { x } }") == 1 + 4 * 3)
        #expect(throws: RequestError.self) { try view.points("{ as(first: 9) { x } }") }
        #expect(try PricedSchema(whole).points("{ as(first: 9) { x } }") == 1 + 9 * 3)
    }

    // MARK: - Exactly one slicing argument

    private static let strict = """
        type Query @cost(weight: "0") {
          films(first: Int, last: Int, page: Int): [Film] @listSize(slicingArguments: ["first", "last"])
          usual(first: Int = 3, last: Int): [Film] @listSize(slicingArguments: ["first", "last"])
        }
        type Film { title: String }
        """

    @Test func `Exactly one slicing argument is taken where the schema wants it so`() throws {
        let schema = try PricedSchema(ListSizeTests.strict)
        #expect(try schema.points("{ films(first: 4) { title } }") == 1 + 4)
        #expect(try schema.points("{ films(first: 4, last: null) { title } }") == 1 + 4)
        #expect(try schema.points("{ usual { title } }") == 1 + 3)
        #expect(try schema.points("{ usual(last: 2) { title } }") == 1 + 3)
        func refusal(_ query: String, _ variables: [String: Value] = [:]) -> GraphQLError? {
            (#expect(throws: RequestError.self) { try schema.points(query, variables) })?.errors.first
        }
        let none = refusal("{\n films { title } }")
        #expect(
            none?.message == "Query.films takes exactly one of the arguments \"first\" and \"last\", but none is given."
        )
        #expect(none?.locations == [SourceLocation(line: 2, column: 2)])
        #expect(none?.code == .validationFailed)
        #expect(refusal("{ films(first: 1, last: 1) { title } }")?.message.hasSuffix("but 2 are given.") == true)
        let query = "query ($f: Int, $l: Int) { films(first: $f, last: $l) { title } }"
        #expect(refusal(query)?.message.hasSuffix("but none is given.") == true)
        #expect(refusal(query, ["f": .int(1), "l": .int(2)])?.message.hasSuffix("but 2 are given.") == true)
        #expect(try schema.points(query, ["f": .int(2), "l": .null]) == 1 + 2)
    }

    @Test func `What the directive's definition leaves out is not wanted`() throws {
        let definition = "directive @listSize(slicingArguments: [String!], assumedSize: Int) on FIELD_DEFINITION "
        let schema = PricedSchema(
            try Schema(definition + ListSizeTests.strict.replacing(" @cost(weight: \"0\")", with: "")))
        #expect(try schema.points("{ films { title } }") == 2 + 10)
        #expect(try schema.points("{ films(first: 2, last: 3) { title } }") == 2 + 3)
    }
}
