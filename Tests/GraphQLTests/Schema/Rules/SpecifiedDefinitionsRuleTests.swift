import GraphQL
import Testing

@Suite struct SpecifiedDefinitionsRuleTests {
    @Test func `The specification's definitions may be spelled out`() throws {
        let schema = try Schema(
            """
            type Query { a: Int @deprecated }
            scalar Int
            directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @deprecated(reason: String = "Old") on FIELD_DEFINITION | ENUM_VALUE
            directive @oneOf on INPUT_OBJECT
            """)
        #expect(schema.sdl == "type Query {\n  a: Int @deprecated\n}\n")
    }

    @Test func `They cannot be made something else`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            type 1️⃣String { a: Int }
            scalar 2️⃣Int @specifiedBy(url: "https://example.org")
            directive @3️⃣skip(unless: Boolean!) on FIELD
            directive @4️⃣include(if: Boolean!) on FIELD | QUERY
            directive @5️⃣oneOf repeatable on INPUT_OBJECT
            """,
            [
                "1️⃣ String: \"String\" is a scalar of the specification: give the type another name.",
                "2️⃣ Int: The specification says what \"Int\" is: remove `@specifiedBy`.",
                "3️⃣ @skip: The directive belongs to the specification, and must be `@skip(if: Boolean)`.",
                "4️⃣ @include: The directive belongs to the specification, which does not allow it on QUERY.",
                "5️⃣ @oneOf: The directive belongs to the specification, and must be `@oneOf`.",
            ])
    }
}
