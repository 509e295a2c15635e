import Testing

@Suite struct DirectiveCyclesRuleTests {
    @Test func `A directive is not used in its own definition`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            directive @1️⃣a(x: Int @a) on ARGUMENT_DEFINITION
            directive @2️⃣b(x: I) on ENUM_VALUE
            input I { j: [J] }
            input J { e: E }
            enum E { A @b }
            directive @3️⃣c(x: Int @d) on ARGUMENT_DEFINITION
            directive @4️⃣d(x: Int @c) on ARGUMENT_DEFINITION
            """,
            [
                "1️⃣ @a: The directive is used in its own definition: remove it there.",
                "2️⃣ @b: The directive is used in its own definition through I → J → E: remove it there.",
                "3️⃣ @c: The directive is used in its own definition through @d: remove it there.",
                "4️⃣ @d: The directive is used in its own definition through @c: remove it there.",
            ])
    }

    @Test func `Types of arguments may refer to themselves, and to other directives`() {
        expectSchema(
            """
            type Query { a: Int }
            directive @a(x: I) on INPUT_OBJECT
            directive @b(x: Int @c) on INPUT_OBJECT
            directive @c on ARGUMENT_DEFINITION
            input I @b { i: I }
            """)
    }
}

@Suite struct AppliedDirectivesRuleTests {
    @Test func `A directive is known and allowed where it stands`() {
        expectSchemaIssues(
            """
            schema 1️⃣@field { query: Query }
            type Query 2️⃣@unknown { a(b: Int 3️⃣@field): Int @field c: E }
            enum E { A 4️⃣@skip(if: true) }
            directive @field(x: Int 5️⃣@field) on FIELD_DEFINITION
            """,
            [
                "1️⃣ \"@field\" cannot stand on SCHEMA, but on FIELD_DEFINITION.",
                "2️⃣ Query: There is no directive \"@unknown\": define it, or correct the name.",
                "3️⃣ Query.a(b:): \"@field\" cannot stand on ARGUMENT_DEFINITION, but on FIELD_DEFINITION.",
                "4️⃣ E.A: \"@skip\" cannot stand on ENUM_VALUE, but on FIELD, FRAGMENT_SPREAD, INLINE_FRAGMENT.",
                "6:11 @field: The directive is used in its own definition: remove it there.",
                "5️⃣ @field(x:): \"@field\" cannot stand on ARGUMENT_DEFINITION, but on FIELD_DEFINITION.",
            ].map { $0.replacing("6:11", with: "4:12") })
    }

    @Test func `Every place has its name`() {
        expectSchema(
            """
            schema @schema { query: Query }
            type Query implements N @object { a(b: Int @argument): Int @field }
            interface N @interface { a(b: Int @argument): Int @field }
            union U @union = Query
            enum E @enum { A @value }
            scalar S @scalar
            input I @input { a: Int @inputField }
            directive @schema(a: Int @argument) on SCHEMA
            directive @object on OBJECT
            directive @argument on ARGUMENT_DEFINITION
            directive @field on FIELD_DEFINITION
            directive @interface on INTERFACE
            directive @union on UNION
            directive @enum on ENUM
            directive @value on ENUM_VALUE
            directive @scalar on SCALAR
            directive @input on INPUT_OBJECT
            directive @inputField on INPUT_FIELD_DEFINITION
            """)
    }

    @Test func `A directive stands once, over definition and extensions, unless it is repeatable`() {
        expectSchemaIssues(
            """
            directive @once on OBJECT | FIELD_DEFINITION | SCHEMA
            directive @often repeatable on OBJECT
            schema @once { query: Query }
            extend schema 1️⃣@once
            type Query @once @often @often { a: Int @once 2️⃣@once }
            extend type Query @often 3️⃣@once
            """,
            [
                "1️⃣ \"@once\" can stand here only once, extensions included: it is not repeatable.",
                "2️⃣ Query.a: \"@once\" can stand here only once, extensions included: it is not repeatable.",
                "3️⃣ Query: \"@once\" can stand here only once, extensions included: it is not repeatable.",
            ])
    }

    @Test func `Arguments are known, given once, of their types, and there if required`() {
        expectSchemaIssues(
            """
            directive @cost(weight: Int!, by: [String!] = ["first"]) on FIELD_DEFINITION
            type Query {
              a: Int 1️⃣@cost
              b: Int @cost(weight: 2️⃣"3", 3️⃣wait: 1)
              c: Int @cost(weight: 1, 4️⃣weight: 2, by: "x")
              d: Int @deprecated(reason: 5️⃣null)
            }
            """,
            [
                "1️⃣ Query.a: \"@cost\" requires the argument `weight: Int!`.",
                "2️⃣ Query.b: \"@cost(weight:)\" takes `Int!`. Int cannot represent non-integer value: \"3\"",
                "3️⃣ Query.b: \"@cost\" has no argument \"wait\".",
                "4️⃣ Query.c: The argument \"weight\" is given twice.",
                "5️⃣ Query.d: \"@deprecated(reason:)\" takes `String!`. `String!` cannot be null.",
            ])
    }
}
