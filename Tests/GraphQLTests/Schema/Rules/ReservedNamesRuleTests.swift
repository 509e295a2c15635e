import Testing

@Suite struct ReservedNamesRuleTests {
    @Test func `No name begins with two underscores`() {
        let message = "Names that begin with \"__\" belong to introspection: choose another."
        expectSchemaIssues(
            """
            type Query { 1️⃣__a(2️⃣__b: Int): Int _c: Int }
            enum E { 3️⃣__A }
            input I { 4️⃣__a: Int }
            type 5️⃣__T { a: Int }
            """,
            [
                "1️⃣ Query.__a: \(message)", "2️⃣ Query.__a(__b:): \(message)", "3️⃣ E.__A: \(message)",
                "4️⃣ I.__a: \(message)", "5️⃣ __T: \(message)",
            ])
        expectSchemaIssues(
            "type Query { a: Int } directive @1️⃣__d(2️⃣__a: Int) on FIELD",
            ["1️⃣ @__d: \(message)", "2️⃣ @__d(__a:): \(message)"])
    }

    @Test func `The types of introspection cannot be replaced`() {
        expectSchemaIssues(
            "type Query { a: Int } scalar 1️⃣__Type",
            ["1️⃣ __Type: Names that begin with \"__\" belong to introspection: choose another."])
    }
}
