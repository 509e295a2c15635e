import Testing

@Suite struct NoEmptyTypesRuleTests {
    @Test func `Every type has something in it`() {
        expectSchemaIssues(
            "type 1️⃣Query interface 2️⃣N union 3️⃣U enum 4️⃣E input 5️⃣I",
            [
                "1️⃣ Query: \"Query\" needs at least one field.", "2️⃣ N: \"N\" needs at least one field.",
                "3️⃣ U: \"U\" needs at least one member.", "4️⃣ E: \"E\" needs at least one value.",
                "5️⃣ I: \"I\" needs at least one input field.",
            ])
    }

    @Test func `Extensions may bring all of it`() {
        expectSchema("type Query extend type Query { a: Int }")
    }
}

@Suite struct OutputTypesRuleTests {
    @Test func `A field returns no input object`() {
        expectSchemaIssues(
            """
            type Query { 1️⃣a: [I!] b: U c: N d: E e: S } input I { a: Int } union U = Query
            enum E { A } scalar S interface N { a: Int }
            """,
            [
                "1️⃣ Query.a: A field cannot return an input object: \"I\" should be a scalar, enum, object, interface or "
                    + "union."
            ])
    }
}

@Suite struct InputTypesRuleTests {
    @Test func `Arguments and input fields take no objects, interfaces and unions`() {
        let rest = "should be a scalar, enum or input object."
        expectSchemaIssues(
            """
            type Query { a(1️⃣b: Query, c: I, d: E): Int }
            interface N { a: Int } union U = Query enum E { A }
            input I { 2️⃣a: [U!]! b: I }
            directive @d(3️⃣a: N) on FIELD
            """,
            [
                "1️⃣ Query.a(b:): An argument cannot take an object: \"Query\" \(rest)",
                "2️⃣ I.a: An input field cannot take a union: \"U\" \(rest)",
                "3️⃣ @d(a:): An argument cannot take an interface: \"N\" \(rest)",
            ])
    }
}

@Suite struct UnionMembersRuleTests {
    @Test func `Members of a union are objects`() {
        expectSchemaIssues(
            "type Query { a: Int } interface N { a: Int } union U = Query | 1️⃣N extend union U = 2️⃣U | 3️⃣Int",
            [
                "1️⃣ U: The members of a union must be objects, but \"N\" is an interface.",
                "2️⃣ U: The members of a union must be objects, but \"U\" is a union.",
                "3️⃣ U: The members of a union must be objects, but \"Int\" is a scalar.",
            ])
    }
}
