import GraphQL
import Testing

/// What is said when source streams do not fit the schema, and who sees them.
@Suite struct SubscriptionBindingTests {
    private static func ticks(_ name: String = "ticks") -> Subscription<Void> {
        Subscription(name) { _ in AsyncStream<Int> { $0.finish() } }
    }

    private func issues(
        _ fields: String, @FieldsBuilder<Root, Void> _ subscription: () -> [Field<Root, Void>]
    ) -> [String] {
        issues("type Query { a: Int } type Subscription { \(fields) }") {
            ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
            ObjectType<Root, Void>("Subscription", fields: subscription)
        }
    }

    private func issues(_ sdl: String, @TypesBuilder<Void> _ types: () -> TypeBindings<Void>) -> [String] {
        do {
            _ = try ExecutableSchema(Schema(sdl), TypeBindings<Void>(types))
            return []
        } catch let error as SchemaError {
            return error.issues.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `The types of events and arguments are checked`() {
        #expect(issues("ticks: Int!") { SubscriptionBindingTests.ticks() } == [])
        #expect(issues("ticks: Float") { SubscriptionBindingTests.ticks() } == [])
        #expect(
            issues("ticks: String") { SubscriptionBindingTests.ticks() }
                == ["Subscription.ticks: The schema says String, but the resolver gives Int."])
        #expect(
            issues("ticks: [Int]") { SubscriptionBindingTests.ticks() }
                == ["Subscription.ticks: The schema says [Int], but the resolver gives Int, which is no array."])
        #expect(
            issues("ticks: Int!") {
                Subscription("ticks") { _ in AsyncStream<Result<Int?, any Error>> { $0.finish() } }
            }
                == ["Subscription.ticks: The schema says Int!, but the resolver gives Optional<Int>, which can be nil."]
        )
        #expect(
            issues("ticks(every: Int): Int!") { SubscriptionBindingTests.ticks() }
                == ["Subscription.ticks(every:): The resolver does not read this argument."])
        #expect(
            issues("ticks(every: Int): Int!") {
                Subscription("ticks", Argument("every", Int.self)) { _, _ in AsyncStream<Int> { $0.finish() } }
            } == ["Subscription.ticks(every:): The schema says Int, which can be null: read it into an optional."])
    }

    @Test func `Fields that are missing on either side are named`() {
        #expect(
            issues("ticks: Int! tocks: Int!") {
                SubscriptionBindingTests.ticks()
                SubscriptionBindingTests.ticks("tacks")
            } == [
                "Subscription.tacks: The schema has no such field, but Root resolves it.",
                "Subscription.tocks: The field has no resolver in the `ObjectType` of Subscription.",
            ])
        #expect(
            issues("type Query { a: Int } type Subscription { ticks: Int! }") {
                ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
            } == ["Subscription: No Swift type is bound to this type: write an `ObjectType` for it."])
    }

    @Test func `Only the subscription root type has source streams, and it has nothing else`() {
        let needed = "A field of the subscription root type needs a source stream: write a `Subscription`."
        let misplaced = "Only fields of the subscription root type have source streams: write a `Field`."
        #expect(issues("ticks: Int!") { Field("ticks") { _ in 1 } } == ["Subscription.ticks: \(needed)"])
        #expect(
            issues("type Query { ticks: Int } type Mutation { ticks: Int }") {
                ObjectType<Root, Void>("Query") { SubscriptionBindingTests.ticks() }
                ObjectType<Root, Void>("Mutation") { SubscriptionBindingTests.ticks() }
            } == ["Query.ticks: \(misplaced)", "Mutation.ticks: \(misplaced)"])
        // The name alone makes no root type.
        let sdl = "schema { query: Query, subscription: Live } type Query { a: Int } type Live { ticks: Int! }"
        func live(_ name: String) -> [String] {
            issues("\(sdl) type Subscription { ticks: Int! }") {
                ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
                ObjectType<Root, Void>(name) { SubscriptionBindingTests.ticks() }
                ObjectType<Root, Void>(name == "Live" ? "Subscription" : "Live") { Field("ticks") { _ in 1 } }
            }
        }
        #expect(live("Live") == [])
        #expect(live("Subscription") == ["Subscription.ticks: \(misplaced)", "Live.ticks: \(needed)"])
    }

    @Test func `The root's fields may come in several parts`() async throws {
        let parts = ["ticks", "tocks"].map { SubscriptionBindingTests.ticks($0) }
        #expect(
            issues("ticks: Int! tocks: Int! tacks: Int!") {
                parts
                SubscriptionBindingTests.ticks("tacks")
            } == [])
    }

    private enum Ticking: AbstractValue {
        case root
        func sort(into objects: inout ConcreteObjects) { objects.append(Root()) }
    }

    @Test func `Nothing is subscribed to by a query that comes upon the subscription type`() async throws {
        let schema = try ExecutableSchema(
            Schema(
                "interface Ticking { t: Int } type Query { a: Ticking } type Subscription implements Ticking { t: Int }"
            ),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Subscription") { SubscriptionBindingTests.ticks("t") }
                ObjectType<Root, Void>("Query") { Field("a") { _ in Ticking.root } }
            })
        let answer = await schema.execute("{ a { t } }", context: ()).text
        #expect(
            answer.hasSuffix(#""path":["a","t"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"a":{"t":null}}}"#))
    }

    // MARK: - Who sees them

    private let rootNames = "{ __schema { subscriptionType { name fields { name } } } }"

    @Test func `Introspection shows the subscription type`() async throws {
        let answer = await (try Station.schema()).execute(rootNames, context: Station.Visit()).text
        #expect(
            answer.hasPrefix(
                #"{"data":{"__schema":{"subscriptionType":{"name":"Subscription","fields":[{"name":"arrivals"},"#))
    }

    @Test func `A hidden subscription does not exist`() async throws {
        let schema = try Station.schema().view { $0.coordinate != "Subscription.numbers" }
        await #expect(throws: RequestError.self) {
            _ = try await schema.subscribe("subscription { numbers(to: 1) }", context: Station.Visit())
        }
        let answer = await schema.execute(rootNames, context: Station.Visit()).text
        #expect(!answer.contains("numbers"))
        var vehicles = try await schema.subscribe("subscription { vehicles { __typename } }", context: Station.Visit())
        #expect(await vehicles.nextText() == #"{"data":{"vehicles":{"__typename":"Bus"}}}"#)
    }

    @Test func `A hidden subscription type does not exist`() async throws {
        let schema = try Station.schema().view { !$0.coordinate.hasPrefix("Subscription") }
        do throws(RequestError) {
            _ = try await schema.subscribe("subscription { shaky }", context: Station.Visit())
            Issue.record("Somebody has subscribed.")
        } catch {
            #expect(error.errors[0].code == .validationFailed)
            #expect(!error.errors[0].message.contains("shaky"))
        }
        let answer = await schema.execute(rootNames, context: Station.Visit()).text
        #expect(answer == #"{"data":{"__schema":{"subscriptionType":null}}}"#)
    }

    @Test func `An event of a hidden type is an error of its own`() async throws {
        let schema = try Station.schema().view { !$0.coordinate.hasPrefix("Tram") }
        var vehicles = try await schema.subscribe("subscription { vehicles { __typename } }", context: Station.Visit())
        #expect(await vehicles.nextText() == #"{"data":{"vehicles":{"__typename":"Bus"}}}"#)
        #expect(await vehicles.nextText() == #"{"data":{"vehicles":null}}"#)
        #expect(
            await vehicles.nextText()
                == #"{"errors":[{"message":"Subscription.vehicles gave an object of a type that it cannot have.","locations":[{"line":1,"column":16}],"path":["vehicles"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"vehicles":null}}"#
        )
    }
}
