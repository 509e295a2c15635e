import Testing

@Suite struct ImplementedInterfacesRuleTests {
    @Test func `Only interfaces are implemented, and never by themselves`() {
        expectSchemaIssues(
            """
            type Query implements 1️⃣Shop & 2️⃣Int { a: Int }
            type Shop { a: Int }
            interface N implements 3️⃣N { a: Int }
            """,
            [
                "1️⃣ Query: Only interfaces can be implemented, but \"Shop\" is an object.",
                "2️⃣ Query: Only interfaces can be implemented, but \"Int\" is a scalar.",
                "3️⃣ N: An interface cannot implement itself.",
            ])
    }

    @Test func `What an interface implements is listed too`() {
        expectSchemaIssues(
            """
            type Query implements 1️⃣B { a: Int }
            interface A { a: Int }
            interface B implements A { a: Int }
            interface C implements A & B { a: Int }
            type Shop implements C & B & A { a: Int }
            """,
            ["1️⃣ Query: \"Query\" must implement \"A\" too, because \"B\" does."])
    }

    @Test func `Interfaces do not implement each other`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            interface A implements 1️⃣B { a: Int }
            interface B implements 2️⃣A { a: Int }
            """,
            [
                "1️⃣ A: \"A\" and \"B\" cannot implement each other.",
                "2️⃣ B: \"B\" and \"A\" cannot implement each other.",
            ])
        expectSchemaIssues(
            """
            type Query { a: Int }
            interface A implements 1️⃣B { a: Int }
            interface B implements 2️⃣C { a: Int }
            interface C implements 3️⃣A { a: Int }
            """,
            [
                "1️⃣ A: \"A\" must implement \"C\" too, because \"B\" does.",
                "2️⃣ B: \"B\" must implement \"A\" too, because \"C\" does.",
                "3️⃣ C: \"C\" must implement \"B\" too, because \"A\" does.",
            ])
    }
}

@Suite struct ImplementedFieldsRuleTests {
    @Test func `The fields and arguments of an interface are there`() {
        expectSchemaIssues(
            """
            type 1️⃣Query implements N { 2️⃣a: Int }
            interface N { a(b: Int!): Int c: [Int!] }
            """,
            [
                "1️⃣ Query: The field \"N.c\" of an implemented interface is missing: add `c: [Int!]`.",
                "2️⃣ Query.a: The argument \"N.a(b:)\" of an implemented interface is missing: add `b: Int!`.",
            ])
    }

    @Test func `Types of fields may be narrower`() {
        expectSchema(
            """
            type Query implements N { a: Int! b: [Query!]! c: Query d: [N] e: Query! f: [[M!]!]! }
            interface N { a: Int b: [N] c: U d: [N] e: N f: [[N]]! }
            interface M implements N { a: Int b: [N] c: U d: [N] e: N f: [[N]]! }
            union U = Query
            """)
    }

    @Test func `Types of fields are never wider or others`() {
        expectSchemaIssues(
            """
            type Query implements N { 1️⃣a: Int 2️⃣b: [Int] 3️⃣c: Other 4️⃣d: Int 5️⃣e: Float }
            interface N { a: Int! b: Int c: U d: [Int] e: Int }
            union U = Query
            type Other { a: Int }
            """,
            [
                "1️⃣ Query.a: The type must be `Int!` or a subtype of it, as \"N.a\" says, but it is `Int`.",
                "2️⃣ Query.b: The type must be `Int` or a subtype of it, as \"N.b\" says, but it is `[Int]`.",
                "3️⃣ Query.c: The type must be `U` or a subtype of it, as \"N.c\" says, but it is `Other`.",
                "4️⃣ Query.d: The type must be `[Int]` or a subtype of it, as \"N.d\" says, but it is `Int`.",
                "5️⃣ Query.e: The type must be `Int` or a subtype of it, as \"N.e\" says, but it is `Float`.",
            ])
    }

    @Test func `Arguments keep their types, and others are optional`() {
        expectSchemaIssues(
            """
            type Query implements N { a(1️⃣b: Int!, 2️⃣c: Int!, d: Int! = 1, e: Int): Int }
            interface N { a(b: Int): Int }
            """,
            [
                "1️⃣ Query.a(b:): The type must be `Int`, the same as that of \"N.a(b:)\", but it is `Int!`.",
                "2️⃣ Query.a(c:): The argument must be nullable or have a default, because \"N.a\" does not have it.",
            ])
    }

    @Test func `A field is deprecated only if the interface's is`() {
        expectSchemaIssues(
            """
            type Query implements N { 1️⃣a: Int @deprecated b: Int @deprecated c: Int }
            interface N { a: Int b: Int @deprecated c: Int @deprecated }
            """,
            [
                "1️⃣ Query.a: The field can be deprecated only if \"N.a\" is: clients of the interface cannot see it here."
            ])
    }
}
