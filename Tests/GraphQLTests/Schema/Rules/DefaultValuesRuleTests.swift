import Testing

@testable import GraphQL

@Suite struct DefaultValuesRuleTests {
    @Test func `Defaults that fit`() {
        expectSchema(
            """
            type Query {
              a(
                a: Int = -1, b: Float! = 1, c: ID = 7, d: [Int!]! = 3, e: [[Int]] = [1, null, [2]], f: E = A, g: S = {x: [1]}
                h: I = {r: 1}, i: I! = {r: 1, n: {r: 2, o: {a: 1}}}, j: Int = null, k: [E!] = [A, B], l: String = \"""x\"""
              ): Int
            }
            enum E { A B } scalar S input I { r: Int!, d: Int! = 1, n: I, o: O } input O @oneOf { a: Int b: Int }
            """)
    }

    @Test func `An ID is a number of any length, wherever it stands`() throws {
        let schema = try Schema(
            """
            type Query { a(
              a: ID = 99999999999999999999, b: [ID!] = [1, -12345678901234567890], c: [I] = {ids: [[18446744073709551616]]}
            ): Int }
            input I { ids: [[ID!]] i: I n: Float }
            extend input I { x: [ID] = 12345678901234567890 }
            """)
        let field = try #require(schema.type(named: "Query")?.fields.first)
        let defaults = field.arguments.map { Coercion(schema: schema).defaultValue(of: $0) }
        #expect(defaults[0] == .string("99999999999999999999"))
        #expect(defaults[1] == .list([.string("1"), .string("-12345678901234567890")]))
        #expect(
            defaults[2]
                == .list([
                    .object([
                        .init("ids", .list([.list([.string("18446744073709551616")])])),
                        .init("x", .list([.string("12345678901234567890")])),
                    ])
                ]))
        expectSchemaIssues(
            "type Query { a(a: ID = 1️⃣1e20, b: Int = 2️⃣99999999999999999999): Int }",
            [
                "1️⃣ Query.a(a:): The default does not fit `ID`. ID cannot represent value: 1e+20",
                "2️⃣ Query.a(b:): The default does not fit `Int`. "
                    + "Int cannot represent non 32-bit signed integer value: 99999999999999999999",
            ])
    }

    @Test func `Each misfit is found where it stands`() {
        expectSchemaIssues(
            """
            type Query { a(
              a: Int = 1️⃣"x"
              b: [Int!] = [1, 2️⃣null, 3️⃣2.5]
              c: E = 4️⃣C
              d: Int! = 5️⃣null
            ): Int }
            enum E { A }
            """,
            [
                "1️⃣ Query.a(a:): The default does not fit `Int`. Int cannot represent non-integer value: \"x\"",
                "2️⃣ Query.a(b:): The default does not fit `[Int!]`. `Int!` cannot be null.",
                "3️⃣ Query.a(b:): The default does not fit `[Int!]`. Int cannot represent non-integer value: 2.5",
                "4️⃣ Query.a(c:): The default does not fit `E`. Value \"C\" does not exist in \"E\" enum.",
                "5️⃣ Query.a(d:): The default does not fit `Int!`. `Int!` cannot be null.",
            ])
        expectSchemaIssues(
            """
            type Query { a: Int }
            directive @d(a: I = 1️⃣{2️⃣x: 1, 3️⃣y: 2, 4️⃣y: 3}, b: I = 5️⃣7) on FIELD
            input I { r: Int! y: Int }
            """.replacing("3️⃣", with: ""),
            [
                "1️⃣ @d(a:): The default does not fit `I`. \"I\" requires `r: Int!`.",
                "2️⃣ @d(a:): The default does not fit `I`. \"I\" has no field \"x\".",
                "4️⃣ @d(a:): The default does not fit `I`. \"y\" is given twice.",
                "5️⃣ @d(b:): The default does not fit `I`. \"I\" is an object: expected `{ … }`.",
            ])
    }

    @Test func `A OneOf default has exactly one value, and no null`() {
        expectSchemaIssues(
            """
            type Query { a(a: O = 1️⃣{}, b: O = 2️⃣{a: 1, b: 2}, c: O = {a: 3️⃣null}): Int }
            input O @oneOf { a: Int b: Int }
            """,
            [
                "1️⃣ Query.a(a:): The default does not fit `O`. Exactly one field of the OneOf input object \"O\" must be "
                    + "given.",
                "2️⃣ Query.a(b:): The default does not fit `O`. Exactly one field of the OneOf input object \"O\" must be "
                    + "given.",
                "3️⃣ Query.a(c:): The default does not fit `O`. The field of the OneOf input object \"O\" cannot be null.",
            ])
    }

    @Test func `Numbers keep to their ranges`() {
        expectSchemaIssues(
            "type Query { a(a: Int = 1️⃣2147483648, b: Int = -2147483648, c: Float = 2️⃣1e999): Int }",
            [
                "1️⃣ Query.a(a:): The default does not fit `Int`. Int cannot represent non 32-bit signed integer value: "
                    + "2147483648",
                "2️⃣ Query.a(c:): The default does not fit `Float`. Float cannot represent a value that large.",
            ])
    }
}
