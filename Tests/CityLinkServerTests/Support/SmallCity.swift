import CityLink
import CityLinkServer
import GraphQL
import Synchronization

/// Stands where the city stands: a real engine over a schema that needs no stores.
final class SmallCity: GraphQLResponder {
    struct Context: Sendable {
        let viewer: Viewer
        let locale: Locale
        let city: SmallCity
    }

    private let schema: ExecutableSchema<Context>
    private let additions = Atomic(0)
    /// Says when somebody began to wait, and when that ended by cancellation.
    let waiting = Signal()
    let cancelled = Signal()
    private let release = Signal()

    init() throws {
        schema = try ExecutableSchema(
            Schema(
                """
                type Query {
                  hello(name: String! = "city"): String!
                  viewer: String!
                  locale: String!
                  broken: String
                  "Answers when it is cancelled or released."
                  wait: String!
                  long(bytes: Int!): String!
                }
                type Mutation {
                  add: Int!
                }
                """),
            TypeBindings<Context> {
                ObjectType<Root, Context>("Query") {
                    Field("hello", Argument("name", String.self)) { _, name in "Hello, \(name)!" }
                    Field("viewer") { "\($0.request.viewer.role) \($0.request.viewer.userId ?? "-")" }
                    Field("locale") { $0.request.locale.rawValue }
                    Field("broken") { _ -> String? in throw GraphQLError("It broke.", code: ErrorCode("BROKEN")) }
                    Field("wait") { await $0.request.city.wait() }
                    Field("long", Argument("bytes", Int.self)) { _, bytes in String(repeating: "x", count: bytes) }
                }
                ObjectType<Root, Context>("Mutation") {
                    Field("add") { $0.request.city.additions.add(1, ordering: .relaxed).newValue }
                }
            })
    }

    /// How often something was changed.
    var changes: Int { additions.load(ordering: .relaxed) }

    func releaseAll() { release.send() }

    private func wait() async -> String {
        waiting.send()
        await withTaskCancellationHandler {
            await release.wait()
        } onCancel: {
            cancelled.send()
            release.send()
        }
        return "done"
    }

    func respond(
        to request: GraphQLRequest, from viewer: Viewer, locale: Locale, deadline: ContinuousClock.Instant
    ) async -> GraphQL.Response {
        await schema.execute(
            request.query, operationName: request.operationName, variables: request.variables,
            context: Context(viewer: viewer, locale: locale, city: self))
    }
}

/// Something that happens once, for others to wait for.
final class Signal: Sendable {
    private struct State {
        var isSent = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func send() {
        let waiters = state.withLock { state in
            state.isSent = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isSent = state.withLock { state in
                if !state.isSent { state.waiters.append(continuation) }
                return state.isSent
            }
            if isSent { continuation.resume() }
        }
    }
}
