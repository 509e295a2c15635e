import GraphQL
import Testing

/// The snippets of `docs/engine.md`, which `DocumentationTests` compares with the page: each stands there as it stands
/// here.
@Suite struct EngineTour {
    private let schema: Schema
    private let executable: ExecutableSchema<Int>

    init() throws {
        schema = try Schema(
            """
            directive @internal on FIELD_DEFINITION
            directive @cost(weight: Int!) on FIELD_DEFINITION
            directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
            type Query { books(first: Int! = 10): [Book!]! @listSize(slicingArguments: ["first"]) @cost(weight: 5) }
            type Subscription { clock: Int! }
            type Book { title: String! shelf: Int! @internal }
            """)
        executable = try ExecutableSchema(
            schema,
            TypeBindings<Int> {
                ObjectType<Root, Int>("Query") {
                    Field("books", Argument("first", Int.self)) { _, first in
                        (1...first).map { Book(title: "Volume \($0)", shelf: $0) }
                    }
                }
                ObjectType<Root, Int>("Subscription") {
                    Subscription("clock") { _ in
                        AsyncStream {
                            for hour in [11, 12] { $0.yield(hour) }; $0.finish()
                        }
                    }
                }
                ObjectType<Book, Int>("Book") {
                    Field("title", \.title)
                    Field("shelf", \.shelf)
                }
            })
    }

    private struct Book: ObjectValue {
        let title: String
        let shelf: Int
    }

    @Test func `A document is parsed and printed`() throws {
        let document = try Document.parse("query Shelf($n:Int){books(first:$n){title}}")
        #expect(
            document.print() == """
                query Shelf($n: Int) {
                  books(first: $n) {
                    title
                  }
                }

                """)
    }

    @Test func `A schema is viewed`() throws {
        let forReaders = try schema.view { element in !element.hasDirective("internal") }
        let errors = forReaders.validate(try forReaders.parse("{ books { shelf } }"))
        #expect(errors[0].message == "Cannot query field \"shelf\" on type \"Book\".")
    }

    @Test func `A document is validated`() throws {
        let errors = schema.validate(try schema.parse("{ books { titel } }"))
        #expect(errors[0].message == "Cannot query field \"titel\" on type \"Book\". Did you mean \"title\"?")
        #expect(errors[0].locations == [SourceLocation(line: 1, column: 11)])
    }

    @Test func `An operation is prepared once and executed often`() async throws {
        let operation = try executable.prepare("query ($n: Int!) { books(first: $n) { title } }").operation
        let response = await executable.execute(operation, variables: .object([.init("n", .int(1))]), context: 0)
        #expect(response.text == #"{"data":{"books":[{"title":"Volume 1"}]}}"#)
    }

    @Test func `A subscription is pulled`() async throws {
        var responses = try await executable.subscribe("subscription { clock }", context: 0)
        var texts: [String] = []
        while let response = await responses.next() { texts.append(response.text) }
        #expect(texts == [#"{"data":{"clock":11}}"#, #"{"data":{"clock":12}}"#])
    }
}
