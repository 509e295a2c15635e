import Testing

@testable import GraphQL

@Suite struct NoUndefinedVariablesRuleTests {
    @Test func `accepts uses anywhere in an operation and its fragments`() {
        expectValid(
            """
            query Q($a: Int, $b: Boolean!, $c: Float!, $d: String) @tag(label: "x") {
                values { int(a: $a) ...F @include(if: $b) }
            }
            fragment F on Values { ... @skip(if: $b) { area(a: {south: $c, west: 1, label: $d}) strings(a: [$d]) } }
            """)
    }

    @Test func `refuses variables that an operation does not declare`() {
        expectErrors(
            "2️⃣query Q($a: Int) { values { int(a: $a) string(a: 1️⃣$b) } }", .noUndefinedVariables,
            ExpectedError("1️⃣2️⃣", #"Variable "$b" is not defined by operation "Q"."#))
        expectErrors(
            "2️⃣{ values { int(a: 1️⃣$b) } }", .noUndefinedVariables, ExpectedError("1️⃣2️⃣", #"Variable "$b" is not defined."#)
        )
    }

    @Test func `finds them in lists, objects, directives and custom scalars`() {
        expectErrors(
            """
            9️⃣query Q @tag(label: 1️⃣$a) {
                values {
                    strings(a: ["x", 2️⃣$b])
                    area(a: {south: 3️⃣$c, inner: {west: 4️⃣$d}, unknown: [5️⃣$e]})
                    any(a: {x: [6️⃣$f]})
                    int(nothing: 7️⃣$g)
                    int @skip(if: 8️⃣$h)
                }
            }
            """, .noUndefinedVariables,
            ExpectedError("1️⃣9️⃣", #"Variable "$a" is not defined by operation "Q"."#),
            ExpectedError("2️⃣9️⃣", #"Variable "$b" is not defined by operation "Q"."#),
            ExpectedError("3️⃣9️⃣", #"Variable "$c" is not defined by operation "Q"."#),
            ExpectedError("4️⃣9️⃣", #"Variable "$d" is not defined by operation "Q"."#),
            ExpectedError("5️⃣9️⃣", #"Variable "$e" is not defined by operation "Q"."#),
            ExpectedError("6️⃣9️⃣", #"Variable "$f" is not defined by operation "Q"."#),
            ExpectedError("7️⃣9️⃣", #"Variable "$g" is not defined by operation "Q"."#),
            ExpectedError("8️⃣9️⃣", #"Variable "$h" is not defined by operation "Q"."#))
    }

    @Test func `asks each operation that reaches a fragment`() {
        expectErrors(
            """
            query A($x: Int) { values { ...F } }
            2️⃣query B { values { ...F } }
            3️⃣query C { values { ...G } }
            fragment F on Values { ...G }
            fragment G on Values { int(a: 1️⃣$x) }
            """, .noUndefinedVariables,
            ExpectedError("1️⃣2️⃣", #"Variable "$x" is not defined by operation "B"."#),
            ExpectedError("1️⃣3️⃣", #"Variable "$x" is not defined by operation "C"."#))
    }

    @Test func `goes through cycles of fragments once`() {
        expectErrors(
            "2️⃣{ values { ...F } } fragment F on Values { int(a: 1️⃣$x) ...G } fragment G on Values { ...F }",
            .noUndefinedVariables, ExpectedError("1️⃣2️⃣", #"Variable "$x" is not defined."#))
    }
}
