import GraphQL
import Testing

/// Input types that want more than the schema says.
@Suite struct InputErrorTests {
    /// An even number.
    struct Even: InputScalar {
        struct IsOdd: Error, CustomStringConvertible { var description: String { "It is odd." } }

        static var graphQLName: String { "Even" }

        init(graphQL value: Value) throws {
            guard case .int(let number) = value else { throw InputError("Expected a number, found \(value).") }
            if number == 13 { throw GraphQLError("Not thirteen.", code: ErrorCode("UNLUCKY")) }
            if number % 2 != 0 { throw IsOdd() }
        }
    }

    struct Pair: InputObjectValue {
        static let fields = InputFields(
            "Pair", Argument("first", Even.self), Argument("second", Even?.self), make: Pair.init)

        init(_ first: Even, _ second: Even?) {}
    }

    private func answer(_ query: String, _ variables: String = "{}") async throws -> String {
        let schema = try ExecutableSchema(
            Schema(
                "type Query { a(n: Even!): Int b(pair: Pair!): Int } scalar Even input Pair { first: Even! second: Even }"
            ),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") {
                    Field("a", Argument("n", Even.self)) { _, _ in 1 }
                    Field("b", Argument("pair", Pair.self)) { _, _ in 2 }
                }
            })
        return await schema.execute(query, variables: try Value(json: variables), context: ()).text
    }

    @Test(arguments: [
        ("3", #"Argument \"n\": It is odd."#), ("\"x\"", #"Argument \"n\": Expected a number, found \"x\"."#),
        ("13", "Not thirteen."),
    ])
    func `What an input type says reaches the client, from literals and from variables`(
        value: String, message: String
    ) async throws {
        let constant = try await answer("{ a(n: \(value)) }")
        #expect(
            constant.hasPrefix(
                "{\"errors\":[{\"message\":\"\(message)\",\"locations\":[{\"line\":1,\"column\":3}],\"extensions\""))
        #expect(!constant.contains("\"data\""))
        let dynamic = try await answer("query($n: Even!) { a(n: $n) }", "{\"n\":\(value)}")
        #expect(
            dynamic.hasPrefix(
                "{\"errors\":[{\"message\":\"\(message)\",\"locations\":[{\"line\":1,\"column\":20}],\"path\":[\"a\"]"))
        #expect(dynamic.hasSuffix("\"data\":{\"a\":null}}"))
        for answer in [constant, dynamic] where value == "13" { #expect(answer.contains("\"code\":\"UNLUCKY\"")) }
    }

    @Test func `Of errors in variables fifty are told, and that there are more`() async throws {
        func answer(_ count: Int) async throws -> Value {
            let variables = (0..<count).map { "$v\($0): Even!" }.joined(separator: " ")
            let fields = (0..<count).map { "a\($0): a(n: $v\($0))" }.joined(separator: " ")
            return try Value(json: try await self.answer("query(\(variables)) { \(fields) }"))
        }
        for (count, expected) in [(50, 50), (51, 51), (2000, 51)] {
            guard case .list(let errors)? = try await answer(count)["errors"] else {
                Issue.record("no errors")
                continue
            }
            #expect(errors.count == expected)
            #expect(
                errors.first?["message"] == .string("Variable \"$v0\" of required type \"Even!\" was not provided."))
            guard count > 50 else { continue }
            #expect(
                errors.last?["message"]
                    == .string("Too many errors processing variables, error limit reached. Execution aborted."))
            #expect(errors.last?["extensions"]?["code"] == .string("TOO_MANY_ERRORS"))
        }
    }

    @Test func `A field of an input object is named`() async throws {
        #expect(try await answer("{ b(pair: {first: 2, second: null}) }") == #"{"data":{"b":2}}"#)
        let refused = try await answer("query($n: Even) { b(pair: {first: 2, second: $n}) }", #"{"n":5}"#)
        #expect(refused.contains(#""message":"Argument \"pair\": \"second\": It is odd.""#))
    }
}
