import Testing

@testable import GraphQL

/// Requests as a whole: which operation runs, what a response holds, what is remembered.
@Suite struct RequestTests {
    private func response(
        _ query: String, operationName: String? = nil, variables: Value = .null
    ) async throws -> String {
        await (try Library.schema()).execute(
            query, operationName: operationName, variables: variables, context: Library.Desk()
        ).text
    }

    // MARK: - Operations

    @Test func `The operation is the only one, or the one that is named`() async throws {
        let document = "query A { a: __typename } query B { b: __typename ...F } fragment F on Query { __typename }"
        #expect(try await response(document, operationName: "A") == #"{"data":{"a":"Query"}}"#)
        #expect(try await response(document, operationName: "B") == #"{"data":{"b":"Query","__typename":"Query"}}"#)
        for name in [nil, "", "C", "a", "F"] {
            let refused = try await response(document, operationName: name)
            #expect(refused.contains("OPERATION_NOT_DETERMINED"))
            #expect(!refused.contains("\"data\""))
        }
        #expect(try await response("{ a: __typename }") == #"{"data":{"a":"Query"}}"#)
        #expect(try await response("query A { a: __typename }") == #"{"data":{"a":"Query"}}"#)
        #expect(try await response("{ a: __typename }", operationName: "A").contains("OPERATION_NOT_DETERMINED"))
    }

    @Test(arguments: [
        ("{", "SYNTAX_ERROR"), ("", "SYNTAX_ERROR"), ("{ nothing }", "VALIDATION_FAILED"),
        ("{ books }", "VALIDATION_FAILED"),
        ("subscription { books { id } }", "VALIDATION_FAILED"), ("type T { a: Int }", "VALIDATION_FAILED"),
        ("query($b: Book) { __typename }", "VALIDATION_FAILED"),
    ])
    func `A request that cannot be executed has errors and no data`(document: String, code: String) async throws {
        let answer = try await response(document)
        #expect(answer.hasPrefix("{\"errors\":[{\"message\":"))
        #expect(answer.contains("\"code\":\"\(code)\""))
        #expect(!answer.contains("\"data\""))
        #expect(!answer.contains("\"path\""))
    }

    // MARK: - Selections

    @Test func `A chain of thousands of fragments does not use up the stack`() async throws {
        let count = 8_000
        let fragments = (0..<count).map { "fragment F\($0) on Query { ...F\($0 + 1) b\($0 % 2): __typename }" }
        let answer = try await response(
            "{ a: __typename ...F0 c: __typename } \(fragments.joined()) fragment F\(count) on Query { d: __typename }")
        #expect(answer == #"{"data":{"a":"Query","d":"Query","b1":"Query","b0":"Query","c":"Query"}}"#)
        let inline = String(repeating: "... { ", count: 190) + "a: __typename" + String(repeating: " }", count: 190)
        #expect(try await response("{ \(inline) }") == #"{"data":{"a":"Query"}}"#)
    }

    @Test(arguments: [
        ("{ a: __typename @skip(if: true) @include(if: true) }", "{}"),
        ("{ a: __typename @include(if: true) @skip(if: true) }", "{}"),
        ("{ a: __typename @include(if: false) @skip(if: false) }", "{}"),
        ("{ a: __typename @include(if: true) @skip(if: false) }", #"{"a":"Query"}"#),
        // A skipped spread does not mark its fragment as visited.
        ("{ ...F @skip(if: true) ...F } fragment F on Query { a: __typename }", #"{"a":"Query"}"#),
        ("{ ...F @include(if: false) ... { ...F } } fragment F on Query { a: __typename }", #"{"a":"Query"}"#),
        // The order is that of first appearance, depth first.
        (
            "{ c: __typename ...F a: __typename } fragment F on Query { b: __typename a: __typename c: __typename }",
            #"{"c":"Query","b":"Query","a":"Query"}"#
        ),
        // Selections of one response name are merged, each level anew.
        (
            "{ book(id: 1) { id } ...F book(id: 1) { shelf { number } } } fragment F on Query { book(id: 1) { shelf { room } id title } }",
            #"{"book":{"id":"1","shelf":{"room":"A","number":3},"title":"The \"Quoted\" Sea"}}"#
        ),
        ("{ book(id: 1) { ... @include(if: false) { id } ... @skip(if: true) { title } } }", #"{"book":{}}"#),
        ("{ book(id: 4) { id } }", #"{"book":null}"#),
        ("{ works { ... on Film { minutes } } }", #"{"works":[{},{"minutes":95},{}]}"#),
        (
            "{ works { ... on Work { ... on Book { ... on Work { ... on Film { title } } } } } }",
            #"{"works":[{},{},{}]}"#
        ),
    ])
    func `Selections are collected as the specification says`(document: String, data: String) async throws {
        #expect(try await response(document) == "{\"data\":\(data)}")
    }

    // MARK: - Errors

    @Test func `Paths hold response names and indices, and every place in the document is named`() async throws {
        let answer = try await response(
            """
            { list: books { x: loans { f: fee } }
              ...F }
            fragment F on Query { list: books { x: loans { f: fee } } }
            """)
        #expect(
            answer.hasPrefix(
                #"{"errors":[{"message":"Loan.fee has a value that its type cannot represent.","locations":[{"line":1,"column":28},{"line":3,"column":48}],"path":["list",2,"x",0,"f"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":null}"#
            ))
    }

    @Test func `Errors come in response order, each once`() async throws {
        let answer = try await response(
            "{ a: broken book(id: 3) { rating author { name } } b: books { author { name } strictAuthor { name } } z: broken }"
        )
        guard case .list(let errors)? = try Value(json: answer)["errors"] else {
            Issue.record("\(answer)")
            return
        }
        #expect(
            errors.map { $0["path"]?.description } == [
                #"["a"]"#, #"["book", "rating"]"#, #"["b", 1, "author"]"#, #"["b", 1, "strictAuthor"]"#, #"["z"]"#,
            ])
        #expect(answer.hasSuffix("\"data\":null}"))
    }

    @Test func `A code among the extensions does not hide the error's own`() {
        var json = JSONWriter()
        GraphQLError("m", code: .badArgument, extensions: [.init("code", .string("X")), .init("b", .int(1))]).write(
            to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"message":"m","extensions":{"code":"BAD_ARGUMENT","b":1}}"#)
    }

    @Test func `Selections that apply to nothing cost no more than the plan's limit`() async throws {
        // Each of the aliases looks at all of the fragment's selections, and takes none of them.
        let selections = String(repeating: "... on Film { ... on Film { title } } ", count: 1500)
        let aliases = (0..<1500).map { "a\($0): works { ...F } " }.joined()
        let refused = try await response("{ \(aliases) } fragment F on Work { \(selections) }")
        #expect(refused.contains("\"code\":\"OPERATION_TOO_LARGE\""))
        #expect(!refused.contains("\"data\""))
    }

    // MARK: - What is remembered

    @Test func `Documents that only look alike are different documents`() async throws {
        let schema = try Library.schema()
        // Both strings are "é" to a reader, and equal Swift strings.
        for text in ["\u{E9}", "e\u{301}"] {
            let answer = await schema.execute("{ echo(input: {text: \"\(text)\", times: 1}) }", context: Library.Desk())
                .text
            #expect(Array(answer.utf8) == Array("{\"data\":{\"echo\":\"\(text)\"}}".utf8))
        }
        _ = try schema.prepare("query K { __typename }", operationName: "K")
        // The Kelvin sign is no letter of GraphQL, but a Swift string that equals "K".
        #expect(throws: RequestError.self) { try schema.prepare("query \u{212A} { __typename }", operationName: "K") }
        #expect(throws: RequestError.self) { try schema.prepare("query K { __typename }", operationName: "\u{212A}") }
    }

    @Test func `A prepared operation is found again until many others were prepared`() throws {
        let schema = try Library.schema()
        #expect(try schema.prepare("{ a: __typename }").isNew)
        #expect(try !schema.prepare("{ a: __typename }").isNew)
        #expect(try schema.prepare("{ a: __typename } ").isNew)
        for number in 0..<1500 {
            _ = try schema.prepare("{ b\(number): __typename }")
            #expect(try !schema.prepare("{ a: __typename }").isNew)
        }
        #expect(try schema.prepare("{ b1: __typename }").isNew)
    }
}
