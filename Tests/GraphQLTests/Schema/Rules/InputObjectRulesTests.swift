import Testing

@Suite struct InputObjectCyclesRuleTests {
    @Test func `An input object that needs itself is refused`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            input A { 1️⃣self: A! }
            input B { 2️⃣c: C! x: Int }
            input C { y: [B!]! d: D! }
            input D { b: B! }
            """,
            [
                "1️⃣ A.self: \"A\" could never be given, since it needs another one of itself (A.self): "
                    + "make one of these fields nullable or a list.",
                "2️⃣ B.c: \"B\" could never be given, since it needs another one of itself (B.c → C.d → D.b): "
                    + "make one of these fields nullable or a list.",
            ])
    }

    @Test func `A null or a list on the way is enough`() {
        expectSchema(
            "type Query { a: Int } input A { a: A b: [A!]! c: B! } input B { a: A } input C @oneOf { c: C d: Int }")
    }

    @Test func `A long chain does not use up the stack`() {
        let chain = (0..<8_000).map { "input I\($0) { next: I\($0 + 1)! }" }.joined(separator: "\n")
        expectSchema("type Query { a: Int } \(chain) input I8000 { a: Int }")
        expectSchemaIssues(
            "type Query { a: Int } input Loop { 1️⃣next: Loop! } \(chain) input I8000 { a: Int }",
            [
                "1️⃣ Loop.next: \"Loop\" could never be given, since it needs another one of itself (Loop.next): "
                    + "make one of these fields nullable or a list."
            ])
    }
}

@Suite struct DefaultValueCyclesRuleTests {
    @Test func `A default does not bring itself along`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            input A { 1️⃣a: A = {} }
            input B { 2️⃣c: C = {} }
            input C { b: [B] = [{c: null}, {}] }
            input D { 3️⃣d: D = {d: {d: {}}} }
            """,
            [
                "1️⃣ A.a: The default brings itself along (A.a): give the nested field a value of its own, "
                    + "or remove one of these defaults.",
                "2️⃣ B.c: The default brings itself along (B.c → C.b): give the nested field a value of its own, "
                    + "or remove one of these defaults.",
                "3️⃣ D.d: The default brings itself along (D.d): give the nested field a value of its own, "
                    + "or remove one of these defaults.",
            ])
    }

    @Test func `Nested values and nulls end the way`() {
        expectSchema(
            """
            type Query { a(b: A = {}): Int }
            input A { a: A = {a: null, b: null} b: B = {a: null} c: A = null }
            input B { a: A = {} }
            """)
    }

    @Test func `Defaults do not double without end, nor follow each other for ever`() {
        // The smallest that is too large; what leads there is not blamed.
        let twice = (1..<30).map { "input I\($0) { a: I\($0 - 1) = {} b: I\($0 - 1) = {} }" }
        let message =
            "With all nested defaults filled in, the default has more than 10000 values or is more than 100 deep: "
            + "remove some."
        expectSchemaIssues(
            "type Query { a: Int } input I0 { a: Int }\n"
                + twice.joined(separator: "\n").replacing(
                    "input I14 { a: I13 = {} b", with: "input I14 { 1️⃣a: I13 = {} 2️⃣b"),
            ["1️⃣ I14.a: \(message)", "2️⃣ I14.b: \(message)"])
        let chain = (1..<5000).map { "input I\($0) { \($0 == 101 ? "1️⃣" : "")a: I\($0 - 1) = {} }" }
        expectSchemaIssues(
            "type Query { a: Int } input I0 { a: Int }\n" + chain.prefix(150).joined(separator: "\n"),
            ["1️⃣ I101.a: \(message)"])
    }
}

@Suite struct OneOfInputObjectsRuleTests {
    @Test func `All fields of a OneOf input object can be left out`() {
        expectSchemaIssues(
            """
            type Query { a: Int }
            input A @oneOf { a: Int 1️⃣b: Int! 2️⃣c: Int = 1 }
            extend input A { 3️⃣d: [Int]! }
            """,
            [
                "1️⃣ A.b: The fields of a OneOf input object must be nullable: remove the `!`.",
                "2️⃣ A.c: The fields of a OneOf input object cannot have defaults.",
                "3️⃣ A.d: The fields of a OneOf input object must be nullable: remove the `!`.",
            ])
    }

    @Test func `An extension does not make a OneOf input object`() {
        expectSchemaIssues(
            "type Query { a: Int } input A { a: Int } extend input A 1️⃣@oneOf",
            ["1️⃣ A: `@oneOf` must stand where \"A\" is defined, not on an extension."])
    }
}

@Suite struct DeprecatedInputsRuleTests {
    @Test func `What must be given cannot be deprecated`() {
        expectSchemaIssues(
            """
            type Query { a(1️⃣b: Int! @deprecated, c: Int! = 1 @deprecated, d: Int @deprecated): Int }
            input A { 2️⃣a: Int! @deprecated b: Int @deprecated(reason: "Old") }
            directive @d(3️⃣a: Int! @deprecated) on FIELD
            """,
            [
                "1️⃣ Query.a(b:): A required argument cannot be deprecated: make it nullable, or give it a default, first.",
                "2️⃣ A.a: A required input field cannot be deprecated: make it nullable, or give it a default, first.",
                "3️⃣ @d(a:): A required argument cannot be deprecated: make it nullable, or give it a default, first.",
            ])
    }
}
