import Testing

@testable import GraphQL

/// Requests that were written to cost more than they should: in time, in stack, in the size of the answer.
@Suite struct HostileRequestTests {
    private let schema: ExecutableSchema<Library.Desk>

    init() throws { schema = try Library.schema() }

    private func respond(_ text: String, _ variables: Value = .null) async throws -> Value {
        let response = await schema.execute(text, variables: variables, context: Library.Desk())
        return try Value(json: response.text, maximumDepth: .max)
    }

    private func errors(_ text: String, _ variables: Value = .null) async throws -> [Value] {
        guard case .list(let errors)? = try await respond(text, variables)["errors"] else { return [] }
        return errors
    }

    /// As much of it as leaves room for the rest of a document.
    private static let longComment = "#" + String(repeating: "x", count: 700_000) + "\n"

    @Test func `fragments may be nested as deep as there are fragments`() async throws {
        let depth = 12_000
        let chain = (0..<depth).map { "fragment F\($0) on Query{...F\($0 + 1)}" }.joined()
        let response = try await respond("{...F0}\(chain)fragment F\(depth) on Query{book(id:1){id}}")
        #expect(response == .object([.init("data", .object([.init("book", .object([.init("id", .string("1"))]))]))]))
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of failing fields are located in one reading`() async throws {
        let count = 9000
        let fields = (0..<count).map { "a\($0):broken\n" }.joined()
        let errors = try await errors(HostileRequestTests.longComment + "{" + fields + "}")
        #expect(errors.count == count)
        #expect(errors.last?["locations"] == .list([location(count + 1, 1)]))
    }

    @Test func `an error names a few of the places that asked for its field`() async throws {
        let errors = try await errors("{\(String(repeating: "broken ", count: 5000))}")
        #expect(errors.count == 1)
        guard case .list(let locations)? = errors[0]["locations"] else { return #expect(Bool(false)) }
        #expect(locations.count == 10)
        #expect(locations[1] == location(1, 9))
    }

    private func location(_ line: Int, _ column: Int) -> Value {
        .object([.init("line", .int(line)), .init("column", .int(column))])
    }

    @Test(arguments: [
        #"{echo(input:{text:["§"]})}"#, #"{echo(input:{text:"a",genre:"§"})}"#, #"{book(id:{§:1}){id}}"#,
        #"{echo(input:{text:"a",§:1})}"#, "{echo(input:{text:{§:1}})}", "{§}", "{...§}",
        "query§($§:Int){book(id:$§){id}}",
        "{book(id:1){§:id §:title}}", "{book(id:.0123456789§)}",
        #"query($a:EchoInput!){echo(input:$a)}"#, #"query($§:EchoInput!){echo(input:$§)}"#,
    ])
    func `messages are short, however long the words are that they quote`(_ text: String) async throws {
        // A letter with accents is one character to Swift, however many accents there are.
        let accents = "e" + String(repeating: "\u{301}", count: 5000)
        for word in [String(repeating: "x", count: 5000), String(repeating: "1", count: 5000), accents] {
            let text = text.replacing("§", with: word)
            let values: [Value] = [
                .null, .string(word), .list([.string(word)]), .object([.init(word, .int(1))]),
                .object([.init("text", .list([.string(word)]))]),
                .object([.init("text", .string("")), .init("genre", .string(word))]),
            ]
            for value in values {
                let variables = Value.object([.init("a", value), .init(word, value)])
                for error in try await errors(text, variables) {
                    guard case .string(let message)? = error["message"] else { continue }
                    #expect(message.utf8.count < 1000, "\(message.prefix(60))")
                }
            }
        }
    }

    @Test func `the message about an unknown operation is short`() async throws {
        let name = String(repeating: "x", count: 5000)
        let response = await schema.execute("query A{book(id:1){id}}", operationName: name, context: Library.Desk())
        #expect(response.byteCount < 1000)
    }

    @Test func `what is remembered of requests is limited in bytes`() throws {
        var options = ExecutionOptions()
        options.preparedBytes = 2000
        let schema = try Library.schema(options: options)
        func isNew(_ comment: String, _ count: Int) throws -> Bool {
            try schema.prepare("{books{id}}#" + String(repeating: comment, count: count)).isNew
        }
        // Each generation has room for one of these.
        for comment in ["a", "b"] {
            #expect(try isNew(comment, 600))
            #expect(try !isNew(comment, 600))
        }
        #expect(try !isNew("a", 600))
        #expect(try isNew("c", 600))
        #expect(try isNew("b", 600))
        // And neither for one of these.
        #expect(try isNew("d", 1000))
        #expect(try isNew("d", 1000))
    }

    @Test func `an alias is not longer than an honest one`() throws {
        func prepare(_ length: Int) throws {
            _ = try schema.prepare("{books{\(String(repeating: "a", count: length)):id}}")
        }
        try prepare(1000)
        let error = try #require(throws: RequestError.self) { try prepare(1001) }
        #expect(error.errors.map(\.code) == [.operationTooLarge])
        #expect(error.errors[0].locations == [SourceLocation(line: 1, column: 8)])
    }

    @Test func `a long alias counts wherever its fragment is spread`() throws {
        var options = ExecutionOptions()
        options.plan.responseNameBytes = .max
        let schema = try Library.schema(options: options)
        let alias = String(repeating: "a", count: 100_000)
        func prepare(_ places: Int) throws {
            let fields = (0..<places).map { "b\($0):book(id:1){...F}" }.joined()
            _ = try schema.prepare("{\(fields)}fragment F on Book{\(alias):id}")
        }
        try prepare(100)
        let error = try #require(throws: RequestError.self) { try prepare(1000) }
        #expect(error.errors.map(\.code) == [.operationTooLarge])
    }

    @Test func `a short text that fragments make long counts as long`() throws {
        func isNew(_ query: String, bytes: Int) throws -> (Bool, Bool) {
            var options = ExecutionOptions()
            options.preparedBytes = bytes
            let schema = try Library.schema(options: options)
            return (try schema.prepare(query).isNew, try schema.prepare(query).isNew)
        }
        let fields = (0..<10).map { "f\($0):id " }.joined()
        let fan = "{" + (0..<30).map { "b\($0):book(id:1){...F}" }.joined() + "}fragment F on Book{\(fields)}"
        #expect(fan.utf8.count < 1000)
        #expect(try isNew(fan, bytes: 30_000) == (true, false))
        #expect(try isNew(fan, bytes: 5000) == (true, true))
    }

    @Test func `plans that variables choose are remembered within the same limit`() throws {
        func plans(bytes: Int) throws -> (Plan, Plan) {
            var options = ExecutionOptions()
            options.preparedBytes = bytes
            let operation = try Library.schema(options: options)
                .prepare("query($s:Boolean!){a:books{id @skip(if:$s)}b:books{id title pages}}").operation
            let variables = try operation.variables.coerce(
                .object([.init("s", .boolean(false))]), document: operation.document, schema: operation.schema)
            return (try operation.plan(for: variables), try operation.plan(for: variables))
        }
        let (one, same) = try plans(bytes: 1000)
        #expect(one === same)
        let (first, second) = try plans(bytes: 100)
        #expect(first !== second)
    }

    @Test func `what an operation no longer keeps, others may`() {
        let budget = ByteBudget(10)
        #expect(budget.take(7))
        #expect(!budget.take(4))
        #expect(budget.take(3))
        budget.give(back: 7)
        #expect(budget.take(7))
        #expect(!budget.take(1))
    }
}
