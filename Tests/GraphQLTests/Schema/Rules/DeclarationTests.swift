import GraphQL
import Testing

/// What is reported while definitions and extensions are put together.
@Suite struct DeclarationTests {
    @Test func `Everything wrong is reported at once, in the order of the source`() {
        expectSchemaIssues(
            """
            type Query { a: 2️⃣Foo b(3️⃣c: Query): Int }
            union Empty = 4️⃣Bar
            scalar 5️⃣__Private
            """,
            [
                "2️⃣ Query.a: There is no type \"Foo\": define it, or correct the name.",
                "3️⃣ Query.b(c:): An argument cannot take an object: \"Query\" should be a scalar, enum or input object.",
                "4️⃣ Empty: There is no type \"Bar\": define it, or correct the name.",
                "5️⃣ __Private: Names that begin with \"__\" belong to introspection: choose another.",
            ])
    }

    @Test func `A name is defined once`() {
        expectSchemaIssues(
            """
            type Query { a(b: Int, 1️⃣b: Int): Int 2️⃣a: Int }
            type 3️⃣Query { c: Int }
            directive @d on FIELD
            directive @4️⃣d on FIELD
            """,
            [
                "1️⃣ Query.a(b:): \"Query.a(b:)\" can be defined only once.",
                "2️⃣ Query.a: \"Query.a\" can be defined only once.",
                "3️⃣ Query: There can be only one type named \"Query\": rename one, or write `extend`.",
                "4️⃣ @d: There can be only one directive named \"@d\".",
            ])
        expectSchemaIssues(
            """
            type Query { a: Int }
            enum E { A B 1️⃣A }
            input I { a: Int 2️⃣a: Int }
            union U = Query | 3️⃣Query
            interface N { b: Int }
            type T implements N & 4️⃣N { b: Int }
            directive @x(a: Int, 5️⃣a: Int) on FIELD
            """,
            [
                "1️⃣ E.A: \"E.A\" can be defined only once.",
                "2️⃣ I.a: \"I.a\" can be defined only once.",
                "3️⃣ U: \"U\" can contain \"Query\" only once.",
                "4️⃣ T: \"T\" can implement \"N\" only once.",
                "5️⃣ @x(a:): \"@x(a:)\" can be defined only once.",
            ])
    }

    @Test func `An extension repeats nothing`() {
        expectSchemaIssues(
            """
            type Query implements N { a: Int }
            interface N { a: Int }
            enum E { A }
            union U = Query
            input I { a: Int }
            extend type Query implements 1️⃣N { 2️⃣a: Int b: Int }
            extend enum E { 3️⃣A }
            extend union U = 4️⃣Query
            extend input I { 5️⃣a: Int }
            """,
            [
                "1️⃣ Query: \"Query\" can implement \"N\" only once.",
                "2️⃣ Query.a: \"Query.a\" can be defined only once.",
                "3️⃣ E.A: \"E.A\" can be defined only once.",
                "4️⃣ U: \"U\" can contain \"Query\" only once.",
                "5️⃣ I.a: \"I.a\" can be defined only once.",
            ])
    }

    @Test func `An extension needs a type of its own kind`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            extend type 1️⃣Shop { a: Int }
            extend interface 2️⃣Query { b: Int }
            extend scalar 3️⃣Int @d
            directive @d on SCALAR
            """,
            [
                "1️⃣ Shop: There is no type \"Shop\" to extend: define it.",
                "2️⃣ Query: \"Query\" is defined as `type`, so its extension must be `extend type`.",
                "3️⃣ Int: \"Int\" belongs to the specification and cannot be extended.",
            ])
    }

    @Test func `A schema can be extended that is defined only by the names of its root types`() throws {
        let schema = try Schema(
            """
            extend schema @d(a: 1)
            extend schema @d(a: 2) { subscription: Query2 }
            type Query { a: Int } type Mutation { a: Int } type Query2 { a: Int }
            directive @d(a: Int) repeatable on SCHEMA
            """)
        #expect(schema[schema.queryType].name == "Query")
        #expect(schema.mutationType.map { schema[$0].name } == "Mutation")
        #expect(schema.subscriptionType.map { schema[$0].name } == "Query2")
        #expect(schema.directives.map { $0.argument("a") } == [.int(1), .int(2)])
        #expect(try Schema(schema.sdl).sdl == schema.sdl)
        expectSchemaIssues(
            "type Query { a: Int } type Mutation { a: Int } extend schema { mutation: 1️⃣Query }",
            ["1️⃣ The mutation root can be named only once."])
        expectSchemaIssues(
            "type Root { a: Int } 1️⃣extend schema @d directive @d on SCHEMA",
            ["1️⃣ The schema needs a query root: define `type Query { … }`, or name one in `schema { query: … }`."])
    }

    @Test func `Extensions of every kind add to their definitions, in source order`() throws {
        let schema = try Schema(
            """
            extend schema @d { mutation: Change }
            schema { query: Query }
            extend type Query implements N @d { b: Int }
            type Query { a: Int }
            type Change { a: Int }
            interface N { b: Int } extend interface N @d { a: Int }
            scalar S extend scalar S @d
            union U @d extend union U = Query | Change
            enum E { A } extend enum E @d { B }
            input I { a: Int } extend input I @d { b: S }
            directive @d on SCHEMA | SCALAR | OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT
            """)
        #expect(
            schema.sdl == """
                schema @d {
                  query: Query
                  mutation: Change
                }

                directive @d on SCHEMA | SCALAR | OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT

                type Query implements N @d {
                  a: Int
                  b: Int
                }

                type Change {
                  a: Int
                }

                interface N @d {
                  b: Int
                  a: Int
                }

                scalar S @d

                union U @d = Query | Change

                enum E @d {
                  A
                  B
                }

                input I @d {
                  a: Int
                  b: S
                }

                """)
    }

    @Test func `Only type system definitions stand in a schema, and one schema definition`() {
        expectSchemaIssues(
            """
            schema { query: Query }
            type Query { a: Int }
            1️⃣{ a }
            2️⃣schema { query: Query }
            """,
            [
                "1️⃣ An operation or fragment cannot stand in a schema: only type system definitions can.",
                "2️⃣ There can be only one schema definition: put the rest into `extend schema`.",
            ])
    }

    @Test func `An unknown type is reported once, and blamed for nothing else`() {
        expectSchemaIssues(
            """
            type Query implements N & 1️⃣Gone { a(b: 2️⃣Lost = {c: 1}): [3️⃣Lost!]! }
            interface N { a(b: 4️⃣Lost): Int }
            extend union U = 5️⃣Lost
            union U
            """,
            [
                "1️⃣ Query: There is no type \"Gone\": define it, or correct the name.",
                "2️⃣ Query.a(b:): There is no type \"Lost\": define it, or correct the name.",
                "3️⃣ Query.a: There is no type \"Lost\": define it, or correct the name.",
                "4️⃣ N.a(b:): There is no type \"Lost\": define it, or correct the name.",
                "5️⃣ U: There is no type \"Lost\": define it, or correct the name.",
            ])
    }

    @Test func `Lists nest sixteen deep and no deeper`() {
        let deep = String(repeating: "[", count: 16) + "Int" + String(repeating: "]", count: 16)
        expectSchema("type Query { a: \(deep) }")
        expectSchemaIssues(
            "type Query { a: [[[1️⃣[\(deep)]]]] }",
            ["1️⃣ Query.a: Lists can nest at most 16 deep."])
    }

    @Test func `A scalar of the specification exists only where it is used`() throws {
        let schema = try Schema("type Query { a(b: Float): String }")
        #expect(schema.type(named: "Float") != nil)
        #expect(schema.type(named: "Int") == nil)
        #expect(schema.type(named: "ID") == nil)
        #expect(schema.type(named: "Boolean") != nil, "introspection uses it")
    }
}
