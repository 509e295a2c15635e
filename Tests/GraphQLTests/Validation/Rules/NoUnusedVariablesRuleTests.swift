import Testing

@testable import GraphQL

@Suite struct NoUnusedVariablesRuleTests {
    @Test func `accepts variables that are used, also in fragments of fragments`() {
        expectValid(
            "query ($a: Int) { values { ...F } } fragment F on Values { ...G } fragment G on Values { int(a: $a) }")
        expectValid("query ($a: Any) { values { any(a: [{b: $a}]) } }")
        expectValid("query ($a: String!) @tag(label: $a) { bus { name } }")
    }

    @Test func `refuses variables that are not`() {
        expectErrors(
            "query (1️⃣$a: Int, $b: Int, 2️⃣$c: String = \"x\") { values { int(a: $b) } }", .noUnusedVariables,
            ExpectedError(
                "1️⃣",
                #"Variable "$a" is never used."#), ExpectedError("2️⃣", #"Variable "$c" is never used."#))
        expectErrors(
            #"query (1️⃣"d" $a: Int) { bus { name } }"#, .noUnusedVariables,
            ExpectedError("1️⃣", #"Variable "$a" is never used."#))
        expectErrors(
            "query Q(1️⃣$a: Int) { bus { name } }", .noUnusedVariables,
            ExpectedError("1️⃣", #"Variable "$a" is never used in operation "Q"."#))
    }

    @Test func `does not count the uses of another operation's fragments`() {
        expectErrors(
            """
            query A(1️⃣$a: Int, $b: String) { values { ...G } }
            query B($a: Int, 2️⃣$b: String) { values { ...F } }
            fragment F on Values { int(a: $a) }
            fragment G on Values { string(a: $b) }
            """, .noUnusedVariables,
            ExpectedError("1️⃣", #"Variable "$a" is never used in operation "A"."#),
            ExpectedError("2️⃣", #"Variable "$b" is never used in operation "B"."#))
    }
}
