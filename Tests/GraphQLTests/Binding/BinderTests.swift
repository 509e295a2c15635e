import GraphQL
import Testing

/// What is said when Swift types do not fit the schema.
@Suite struct BinderTests {
    struct Shop: ObjectValue {
        var name: String
        var rating: Double?
    }
    struct Cafe: ObjectValue {
        var padding: Int
        var name: String
    }
    struct Stranger: ObjectValue {}
    enum Size: String, EnumValue {
        case small = "SMALL"
        case huge = "HUGE"
    }
    enum Place: AbstractValue {
        case shop(Shop)
        func sort(into objects: inout ConcreteObjects) {}
    }
    struct Stamp: OutputScalar, InputScalar {
        static var graphQLName: String { "Stamp" }
        init(graphQL value: Value) throws {}
        func write(to json: inout JSONWriter) throws {}
    }
    struct Near: InputObjectValue {
        var x: Double?
        var z: Int?
        static let fields = InputFields("Near", Argument("x", Double?.self), Argument("z", Int?.self), make: Near.init)
    }

    private static let rest = """
        type Shop { name: String! rating: Float }
        enum Size { SMALL LARGE }
        union Place = Shop
        interface Named { name: String! }
        input Near { x: Float, y: Float }
        scalar Stamp
        """

    /// What is wrong with one root field.
    private func issues(_ fields: String, _ field: Field<Root, Void>...) -> [String] {
        issues("type Query { \(fields) }\n\(BinderTests.rest)") {
            ObjectType<Root, Void>("Query") { field }
            BinderTests.shop
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

    private static let shop = ObjectType<Shop, Void> {
        Field("name", \.name)
        Field("rating", \.rating)
    }

    @Test func `What fits has no issues`() {
        #expect(issues("a: Int", Field("a") { _ in 1 }).isEmpty)
        #expect(issues("a: [Shop]!", Field("a") { _ in [Shop]() }).isEmpty)
        #expect(issues("a: ID! b: Float", Field("a") { _ in "" }, Field("b") { _ in Optional<Int>.none }).isEmpty)
        #expect(issues("a: Place", Field("a") { _ in Shop(name: "", rating: nil) }).isEmpty)
        #expect(issues("a(s: Stamp!): Stamp", Field("a", Argument("s", Stamp.self)) { _, stamp in stamp }).isEmpty)
    }

    @Test func `Results that do not fit are named with both types`() {
        func only(_ fields: String, _ field: Field<Root, Void>) -> String {
            issues(fields, field).joined(separator: "\n")
        }
        #expect(
            only("a: Int!", Field("a") { _ in Optional<Int>.none })
                == "Query.a: The schema says Int!, but the resolver gives Optional<Int>, which can be nil.")
        #expect(
            only("a: [Int!]", Field("a") { _ in [Int?]() })
                == "Query.a: The schema says Int!, but the resolver gives Optional<Int>, which can be nil.")
        #expect(
            only("a: [Int]", Field("a") { _ in 1 })
                == "Query.a: The schema says [Int], but the resolver gives Int, which is no array.")
        #expect(
            only("a: Int", Field("a") { _ in [1] })
                == "Query.a: The schema says Int, but the resolver gives Array<Int>.")
        #expect(
            only("a: Int", Field("a") { _ in "" }) == "Query.a: The schema says Int, but the resolver gives String.")
        #expect(
            only("a: Int", Field("a") { _ in 1.5 }) == "Query.a: The schema says Int, but the resolver gives Double.")
        #expect(only("a: Int", Field("a") { _ in Optional<Optional<Int>>.none }).contains("Optional<Optional<Int>>"))
        #expect(
            only("a: String", Field("a") { _ in true })
                == "Query.a: The schema says String, but the resolver gives Bool.")
        #expect(only("a: Shop", Field("a") { _ in 1 }) == "Query.a: The schema says Shop, but the resolver gives Int.")
        #expect(
            only("a: Shop", Field("a") { _ in Stranger() })
                == "Query.a: The schema says Shop, but the resolver gives Stranger, for which there is no `ObjectType`."
        )
        #expect(
            only("a: Named", Field("a") { _ in Shop(name: "", rating: nil) })
                == "Query.a: The schema says Named, but the resolver gives Shop, which stands for Shop.")
        #expect(
            only("a: Size", Field("a") { _ in Size.small })
                == "Query.a: The schema says Size, but the resolver gives Size, whose cases HUGE the schema does not have."
        )
        #expect(
            only("a: Named", Field("a") { _ in Place.shop(Shop(name: "", rating: nil)) })
                == "Query.a: The schema says Named, but the resolver gives Place, which stands for Place.")
        #expect(
            only("a: Stamp", Field("a") { _ in "" }) == "Query.a: The schema says Stamp, but the resolver gives String."
        )
    }

    @Test func `Arguments that do not fit are named`() {
        func only(_ argument: String, _ field: Field<Root, Void>) -> String {
            issues("a(\(argument)): Int", field).joined(separator: "\n")
        }
        #expect(
            only("x: Int", Field("a", Argument("x", Int.self)) { _, x in x })
                == "Query.a(x:): The schema says Int, which can be null: read it into an optional.")
        #expect(
            only("x: Int!", Field("a", Argument("x", String.self)) { _, _ in 1 })
                == "Query.a(x:): The schema says Int!, but it is read into another type.")
        #expect(
            only("x: [Int!]!", Field("a", Argument("x", Int.self)) { _, x in x })
                == "Query.a(x:): The schema says [Int!]!, but it is not read into an array.")
        #expect(
            only("x: [Int]!", Field("a", Argument("x", [Int].self)) { _, _ in 1 })
                == "Query.a(x:): The schema says Int, which can be null: read it into an optional.")
        #expect(only("x: Int", Field("a") { _ in 1 }) == "Query.a(x:): The resolver does not read this argument.")
        #expect(
            only("x: Size", Field("a", Argument("x", Size?.self)) { _, _ in 1 })
                == "Query.a(x:): The Swift enum lacks LARGE.")
        #expect(
            issues("a: Int", Field("a", Argument("x", Int?.self)) { _, _ in 1 })
                == ["Query.a(x:): The schema has no such argument, but the resolver reads it."])
        #expect(
            only("x: Near", Field("a", Argument("x", Near?.self)) { _, _ in 1 })
                == "Near.z: The schema has no such input field, but it is read.\nNear.y: The input field is not read.")
    }

    @Test func `Types and fields that are missing on either side are all named at once`() {
        let found = issues(
            "type Query { a: Int b: Int } type Shop { name: String! rating: Float } type Lost { a: Int }"
        ) {
            ObjectType<Root, Void>("Query") {
                Field("a") { _ in "text" }
                Field("c") { _ in 1 }
            }
            ObjectType<Shop, Void> { Field("name", \.rating) }
            ObjectType<Stranger, Void>("Nowhere") {}
        }
        #expect(
            found == [
                "Query.a: The schema says Int, but the resolver gives String.",
                "Query.c: The schema has no such field, but Root resolves it.",
                "Shop.name: The schema says String!, but the resolver gives Optional<Double>, which can be nil.",
                "Nowhere: The schema has no object type of this name, but Stranger is bound to it.",
                "Query.b: The field has no resolver in the `ObjectType` of Query.",
                "Shop.rating: The field has no resolver in the `ObjectType` of Shop.",
                "Lost: No Swift type is bound to this type: write an `ObjectType` for it.",
            ])
    }

    @Test func `One Swift type stands for one object type, and one object type for one Swift type`() {
        let query = ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
        #expect(
            issues("type Query { a: Int } type Shop { name: String! } type Cafe { name: String! }") {
                query
                ObjectType<Shop, Void> { Field("name", \.name) }
                ObjectType<Shop, Void>("Cafe") { Field("name", \.name) }
            } == ["Cafe: Shop already stands for the type Shop."])
        // Properties lie elsewhere in another Swift type: reading one as the other would be reading garbage.
        #expect(
            issues("type Query { a: Int } type Shop { name: String! }") {
                query
                ObjectType<Shop, Void> { Field("name", \.name) }
                ObjectType<Cafe, Void>("Shop") { Field("name", \.name) }
            } == ["Shop: Cafe cannot stand for this type, because Shop does already."])
    }

    @Test func `A field that is resolved twice is named, on the query root as well`() {
        #expect(
            issues("a: Int", Field("a") { _ in 1 }, Field("a") { _ in 2 }) == ["Query.a: The field is resolved twice."])
        #expect(
            issues("type Query { a: Int } type Shop { name: String! }") {
                ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
                ObjectType<Shop, Void> {
                    Field("name", \.name)
                    Field("name") { shops, _ in shops.map(\.name) }
                }
            } == ["Shop.name: The field is resolved twice."])
    }

    @Test func `The root's fields may come in several parts`() async throws {
        let schema = try ExecutableSchema(
            Schema("type Query { a: Int b: Int }"),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") { Field("a") { _ in 1 } }
                ObjectType<Root, Void>("Query") { Field("b") { _ in 2 } }
            })
        #expect(await schema.execute("{ a b }", context: ()).text == #"{"data":{"a":1,"b":2}}"#)
    }
}
