import Testing

@testable import GraphQL

/// An operation that was prepared by one schema and is given to another.
@Suite struct ForeignOperationTests {
    private struct Small: Sendable { var number = 1 }

    private struct Large: Sendable {
        var name = "a name that needs memory of its own"
        var names = ["another one, which does so as well"]
    }

    private static let sdl =
        "type Query { names(kind: Kind = A): [String!]! } enum Kind { A B @secret } "
        + "type Subscription { names: String! } directive @secret on ENUM_VALUE"

    private enum Kind: String, EnumValue {
        case plain = "A"
        case secret = "B"
    }

    private func schema<Context>(
        of type: Context.Type, names: @escaping @Sendable (Context) -> [String]
    ) throws -> ExecutableSchema<Context> {
        try ExecutableSchema(
            Schema(ForeignOperationTests.sdl),
            TypeBindings<Context> {
                ObjectType<Root, Context>("Query") {
                    Field("names", Argument("kind", Kind?.self)) { context, _ in names(context.request) }
                }
                ObjectType<Root, Context>("Subscription") {
                    Subscription("names") { context in
                        let all = names(context.request)
                        return AsyncStream<String> { stream in
                            for name in all { stream.yield(name) }
                            stream.finish()
                        }
                    }
                }
            })
    }

    /// Its resolvers would take the context for one of another type.
    @Test func `Another schema's operation is refused`() async throws {
        let large = try schema(of: Large.self) { [$0.name] + $0.names }
        let small = try schema(of: Small.self) { ["\($0.number)"] }
        for query in ["{ names }", "{ __typename }"] {
            let operation = try large.prepare(query).operation
            let own = await large.execute(operation, context: Large())
            #expect(own.errorCount == 0)
            let response = await small.execute(operation, context: Small())
            #expect(response.refusal == .internalError)
            #expect(response.text.contains("prepared by another schema"))
        }
        let subscription = try large.prepare("subscription { names }").operation
        await #expect(throws: RequestError.self) {
            let stream = try await small.subscribe(subscription, context: Small())
            _ = consume stream
        }
    }

    @Test func `A view's operation stays what it is, whoever executes it`() async throws {
        let whole = try schema(of: Small.self) { ["\($0.number)"] }
        let view = try whole.view { !$0.hasDirective("secret") }
        let query = "query ($k: Kind) { names(kind: $k) }"
        let secret = Value.object([.init("k", .string("B"))])
        let hidden = try view.prepare(query).operation
        #expect(await whole.execute(hidden, context: Small()).text == #"{"data":{"names":["1"]}}"#)
        #expect(await whole.execute(hidden, variables: secret, context: Small()).refusal == .badVariables)
        let shown = try whole.prepare(query).operation
        #expect(await view.execute(shown, variables: secret, context: Small()).text == #"{"data":{"names":["1"]}}"#)
    }
}
