import GraphQL
import Testing

/// What resolvers get for arguments: each field answers with its argument, written as a literal.
@Suite struct CoercionTests {
    private static let schema = Result {
        try ExecutableSchema(
            Schema(
                """
                type Query {
                  int(v: Int): String  required(v: Int!): String  defaulted(v: Int = 7): String  firm(v: Int! = 8): String
                  float(v: Float): String  string(v: String): String  boolean(v: Boolean): String  id(v: ID): String
                  color(v: Color): String  ints(v: [Int]): String  lists(v: [[Int]]): String  strict(v: [Int!]!): String
                  input(v: Input): String  choice(v: Choice): String  inputs(v: [Input!]): String  any(v: Any): String
                  choices(v: [Choice!]): String
                }
                scalar Any
                enum Color { RED GREEN }
                input Input { a: Int = 1, b: String!, c: [Int], d: Color! = RED, e: Input, f: Choice }
                input Choice @oneOf { a: Int, b: String, c: Input, d: [Int!] }
                """),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") {
                    [
                        "int", "required", "defaulted", "firm", "float", "string", "boolean", "id", "color", "ints",
                        "lists",
                        "strict", "input", "choice", "inputs", "any", "choices",
                    ].map { name in
                        Field(name, Argument("v", Value.self)) { _, value -> String? in value.description }
                    }
                }
            })
    }

    private func answer(_ query: String, _ variables: String) async throws -> String {
        await (try CoercionTests.schema.get()).execute(query, variables: try Value(json: variables), context: ()).text
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let query: String
        let variables: String
        /// The argument as a literal, or part of the error.
        let expected: String

        init(_ query: String, _ variables: String = "{}", _ expected: String) {
            self.query = query
            self.variables = variables
            self.expected = expected
        }

        var testDescription: String { "\(query) \(variables)" }
    }

    @Test(arguments: [
        // Absent, null, default
        Case("{ r: int }", "null"), Case("{ r: defaulted }", "7"), Case("{ r: defaulted(v: null) }", "null"),
        Case("query($v: Int) { r: defaulted(v: $v) }", "7"),
        Case("query($v: Int) { r: defaulted(v: $v) }", #"{"v":null}"#, "null"),
        Case("query($v: Int = 3) { r: defaulted(v: $v) }", "3"),
        Case("query($v: Int = 3) { r: defaulted(v: $v) }", #"{"v":null}"#, "null"),
        Case("query($v: Int = null) { r: defaulted(v: $v) }", "null"),
        Case("query($v: Int) { r: firm(v: $v) }", "8"),
        Case("query($v: Int! = 4) { r: firm(v: $v) }", "4"),
        Case("query($v: Int! = 4) { r: firm(v: $v) }", #"{"v":5}"#, "5"),
        Case("query($v: Int) { r: input(v: {a: $v, b: \"\"}) }", #"{a: 1, b: "", d: RED}"#),
        Case("query($v: Int) { r: input(v: {a: $v, b: \"\"}) }", #"{"v":null}"#, #"{a: null, b: "", d: RED}"#),
        Case("query($v: [Int]) { r: input(v: {c: $v, b: \"\"}) }", #"{a: 1, b: "", d: RED}"#),
        Case("query($v: Int) { r: ints(v: [1, $v, 3]) }", "[1, null, 3]"),
        Case("query($v: Int) { r: int(v: $v) }", #"{"v":2,"unknown":{"x":[]}}"#, "2"),
        // Lists
        Case("{ r: ints(v: 1) }", "[1]"), Case("{ r: ints(v: null) }", "null"),
        Case("{ r: ints(v: [null]) }", "[null]"),
        Case("{ r: lists(v: [1, null, 3]) }", "[[1], null, [3]]"), Case("{ r: lists(v: 5) }", "[[5]]"),
        Case("{ r: lists(v: [[1], [2, null]]) }", "[[1], [2, null]]"),
        Case("query($v: [[Int]]) { r: lists(v: $v) }", #"{"v":[1,null,3]}"#, "[[1], null, [3]]"),
        Case("query($v: [[Int]]) { r: lists(v: $v) }", #"{"v":4}"#, "[[4]]"),
        Case("query($v: [Int]) { r: lists(v: [$v, [1]]) }", #"{"v":4}"#, "[[4], [1]]"),
        Case("query($v: [Input!]) { r: inputs(v: $v) }", #"{"v":{"b":"x"}}"#, #"[{a: 1, b: "x", d: RED}]"#),
        // Scalars
        Case("query($v: Int) { r: int(v: $v) }", #"{"v":2147483647}"#, "2147483647"),
        Case("query($v: Int) { r: int(v: $v) }", #"{"v":-2147483648}"#, "-2147483648"),
        Case("query($v: Int) { r: int(v: $v) }", #"{"v":1.0}"#, "1"), Case("{ r: float(v: 1) }", "1.0"),
        Case("query($v: Float) { r: float(v: $v) }", #"{"v":9007199254740993}"#, "9007199254740992.0"),
        Case("{ r: id(v: 4) }", #""4""#), Case("{ r: id(v: \"4\") }", #""4""#), Case("{ r: id(v: -0) }", #""0""#),
        Case("{ r: id(v: 123456789012345678901234567890) }", #""123456789012345678901234567890""#),
        Case("query($v: ID) { r: id(v: $v) }", #"{"v":9007199254740993}"#, #""9007199254740993""#),
        Case("query($v: ID) { r: id(v: $v) }", #"{"v":"x"}"#, #""x""#),
        Case("query($v: Color) { r: color(v: $v) }", #"{"v":"GREEN"}"#, "GREEN"), Case("{ r: color(v: RED) }", "RED"),
        Case(#"{ r: any(v: {a: [1, "x", RED, null, 1.5]}) }"#, #"{a: [1, "x", RED, null, 1.5]}"#),
        Case("query($v: Any) { r: any(v: {a: $v}) }", #"{"v":[{"b":1}]}"#, "{a: [{b: 1}]}"),
        Case("query($v: Any) { r: any(v: $v) }", #"{"v":18446744073709551616}"#, "1.8446744073709552e+19"),
        // Input objects
        Case(
            #"{ r: input(v: {e: {b: "y", a: null}, b: "x", d: GREEN}) }"#,
            #"{a: 1, b: "x", d: GREEN, e: {a: null, b: "y", d: RED}}"#),
        Case("query($v: Input) { r: input(v: $v) }", #"{"v":{"b":"x","d":"GREEN"}}"#, #"{a: 1, b: "x", d: GREEN}"#),
        Case("query($v: Color!) { r: input(v: {b: \"\", d: $v}) }", #"{"v":"GREEN"}"#, #"{a: 1, b: "", d: GREEN}"#),
        Case("query($v: Color) { r: input(v: {b: \"\", d: $v}) }", #"{a: 1, b: "", d: RED}"#),
        // OneOf
        Case("{ r: choice(v: {a: 1}) }", "{a: 1}"),
        Case("query($v: Int!) { r: choice(v: {a: $v}) }", #"{"v":2}"#, "{a: 2}"),
        Case("query($v: Choice) { r: choice(v: $v) }", #"{"v":{"b":"x"}}"#, #"{b: "x"}"#),
        Case("query($v: Choice) { r: choice(v: $v) }", #"{"v":{"c":{"b":"x"}}}"#, #"{c: {a: 1, b: "x", d: RED}}"#),
        Case("query($v: Choice) { r: choice(v: $v) }", #"{"v":{"d":4}}"#, "{d: [4]}"),
        Case("{ r: input(v: {b: \"\", f: {b: \"x\"}}) }", #"{a: 1, b: "", d: RED, f: {b: "x"}}"#),
    ])
    func `Values reach resolvers in the form their types ask for`(_ test: Case) async throws {
        let literal = try Value(json: await answer(test.query, test.variables))["data"]?["r"]
        #expect(literal == .string(test.expected))
    }

    @Test(arguments: [
        Case("query($v: Int!) { required(v: $v) }", #"Variable \"$v\" of required type \"Int!\" was not provided."#),
        Case(
            "query($v: Int!) { required(v: $v) }", #"{"v":null}"#,
            #"Expected value of non-null type \"Int!\" not to be null."#),
        Case(
            "query($v: Int! = 1) { required(v: $v) }", #"{"v":null}"#,
            #"Expected value of non-null type \"Int!\" not to be null."#),
        Case("query($v: Int) { int(v: $v) }", #"{"v":2147483648}"#, "Int cannot represent non 32-bit"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":-2147483649}"#, "Int cannot represent non 32-bit"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":1.5}"#, "Int cannot represent non-integer"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":1e10}"#, "Int cannot represent"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":"1"}"#, "Int cannot represent"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":true}"#, "Int cannot represent"),
        Case("query($v: Int) { int(v: $v) }", #"{"v":[1]}"#, "Int cannot represent"),
        Case("query($v: Float) { float(v: $v) }", #"{"v":"1"}"#, "Float cannot represent"),
        Case("query($v: String) { string(v: $v) }", #"{"v":1}"#, "String cannot represent"),
        Case("query($v: Boolean) { boolean(v: $v) }", #"{"v":1}"#, "Boolean cannot represent"),
        Case("query($v: Boolean) { boolean(v: $v) }", #"{"v":"true"}"#, "Boolean cannot represent"),
        Case("query($v: ID) { id(v: $v) }", #"{"v":1.5}"#, "ID cannot represent"),
        Case("query($v: ID) { id(v: $v) }", #"{"v":true}"#, "ID cannot represent"),
        Case(
            "query($v: Color) { color(v: $v) }", #"{"v":"BLUE"}"#, #"Value \"BLUE\" does not exist in \"Color\" enum."#),
        Case("query($v: Color) { color(v: $v) }", #"{"v":0}"#, "cannot represent value: 0"),
        Case("query($v: [Int!]!) { strict(v: $v) }", #"{"v":[1,null]}"#, #"at \"v[1]\""#),
        Case(
            "query($v: Input) { input(v: $v) }", #"{"v":{}}"#,
            #"Field \"Input.b\" of required type \"String!\" was not provided."#),
        Case("query($v: Input) { input(v: $v) }", #"{"v":{"b":"","x":1}}"#, #"Field \"x\" is not defined"#),
        Case("query($v: Input) { input(v: $v) }", #"{"v":{"b":"","e":{"b":1}}}"#, #"at \"v.e.b\""#),
        Case("query($v: Input) { input(v: $v) }", #"{"v":[]}"#, "to be an object"),
        Case("query($v: Input) { input(v: $v) }", #"{"v":{"b":"","d":null}}"#, #"at \"v.d\""#),
        Case("query($v: Choice) { choice(v: $v) }", #"{"v":{}}"#, "Exactly one field"),
        Case("query($v: Choice) { choice(v: $v) }", #"{"v":{"a":1,"b":"x"}}"#, "Exactly one field"),
        Case("query($v: Choice) { choice(v: $v) }", #"{"v":{"a":1,"b":null}}"#, "Exactly one field"),
        Case("query($v: Choice) { choice(v: $v) }", #"{"v":{"a":null}}"#, "must not be null"),
    ])
    func `Variables that do not fit refuse the request, without data`(_ test: Case) async throws {
        let answer = try await answer(test.query, test.variables)
        #expect(answer.hasPrefix("{\"errors\":[{"))
        #expect(answer.contains(test.expected), "\(answer)")
        #expect(answer.contains(#""code":"BAD_VARIABLES""#))
        #expect(!answer.contains("\"data\""))
        #expect(!answer.contains("\"path\""))
    }

    @Test(arguments: [
        Case("query($v: Int = 1) { required(v: $v) }", #"{"v":null}"#, "must not be null here"),
        Case("query($v: Int) { required: firm(v: $v) }", #"{"v":null}"#, "must not be null here"),
        Case("query($v: Int = 1) { required: strict(v: [$v]) }", #"{"v":null}"#, "must not be null here"),
        Case("query($v: Color) { required: input(v: {b: \"\", d: $v}) }", #"{"v":null}"#, "must not be null here"),
    ])
    func `A null variable in a non-null place with a default is an error of the field`(_ test: Case) async throws {
        let answer = try await answer(test.query, test.variables)
        #expect(answer.contains(test.expected))
        #expect(answer.contains(#""path":["required"],"extensions":{"code":"BAD_ARGUMENT"}"#))
        #expect(answer.hasSuffix(#""data":{"required":null}}"#))
        #expect(try await self.answer(test.query, "{}").hasPrefix(#"{"data":{"required":"#))
    }

    @Test func `All variables that do not fit are reported at once, each at its definition`() async throws {
        let answer = try await answer(
            "query($a: Int, $b: Boolean!, $c: String) { int(v: $a) boolean(v: $b) string(v: $c) }", #"{"a":"x","c":1}"#)
        let errors = try Value(json: answer)["errors"]
        guard case .list(let list)? = errors else {
            Issue.record("\(answer)")
            return
        }
        #expect(list.map { $0["locations"]?.description } == [7, 16, 30].map { "[{line: 1, column: \($0)}]" })
    }

    @Test func `Thousands of variables are coerced and found again`() async throws {
        let count = 5000
        let query =
            "query(" + (0..<count).map { "$v\($0): Int " }.joined() + ") {"
            + (0..<count).map { "a\($0): int(v: $v\($0)) " }.joined() + "}"
        let variables = "{" + (0..<count).reversed().map { "\"v\($0)\":\($0)" }.joined(separator: ",") + "}"
        let data = (0..<count).map { "\"a\($0)\":\"\($0)\"" }.joined(separator: ",")
        #expect(try await answer(query, variables) == "{\"data\":{\(data)}}")
    }
}

extension CoercionTests.Case {
    init(_ query: String, _ expected: String) { self.init(query, "{}", expected) }
}
