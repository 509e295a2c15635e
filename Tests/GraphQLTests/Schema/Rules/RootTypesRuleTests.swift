import GraphQL
import Testing

@Suite struct RootTypesRuleTests {
    @Test func `A schema needs a query root`() {
        expectSchemaIssues(
            "type Shop { a: Int }",
            ["The schema needs a query root: define `type Query { … }`, or name one in `schema { query: … }`."])
        expectSchemaIssues(
            "1️⃣schema { mutation: Query } type Query { a: Int }",
            ["1️⃣ The schema needs a query root: define `type Query { … }`, or name one in `schema { query: … }`."])
    }

    @Test func `Roots are distinct objects`() {
        expectSchemaIssues(
            """
            schema { query: Root mutation: 1️⃣Root subscription: 2️⃣Events }
            type Root { a: Int }
            interface Events { a: Int }
            """,
            [
                "1️⃣ Root: The query and mutation roots must be different types, but \"Root\" is both.",
                "2️⃣ Events: The subscription root must be an object, but \"Events\" is an interface.",
            ])
        expectSchemaIssues("scalar 1️⃣Query", ["1️⃣ Query: The query root must be an object, but \"Query\" is a scalar."])
    }

    @Test func `Each root is named once and exists`() {
        expectSchemaIssues(
            """
            schema { query: Query }
            extend schema { query: 1️⃣Other mutation: 2️⃣Nothing }
            type Query { a: Int }
            type Other { a: Int }
            """,
            [
                "1️⃣ The query root can be named only once.",
                "2️⃣ There is no type \"Nothing\": define it, or correct the name.",
            ])
    }

    @Test func `Without a schema definition the customary names count, with one they do not`() throws {
        let customary = try Schema("type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }")
        #expect(customary.mutationType != nil)
        #expect(customary.subscriptionType != nil)
        let named = try Schema("schema { query: Q } type Q { a: Int } type Mutation { a: Int }")
        #expect(named.mutationType == nil)
    }
}
