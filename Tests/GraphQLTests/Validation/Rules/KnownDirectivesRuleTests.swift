import Testing

@testable import GraphQL

@Suite struct KnownDirectivesRuleTests {
    @Test func `accepts directives in their places`() {
        expectValid(
            """
            query ($v: Boolean! @once @tag(label: "a")) @once @tag(label: "a") {
                bus @include(if: $v) @onField { ...F @skip(if: $v) ... @once { name @onField } }
            }
            mutation M @once { buy(ticket: 1) }
            subscription S @tag(label: "s") { departures { id } }
            fragment F on Bus @once { name }
            """, .knownDirectives)
    }

    @Test func `refuses directives that do not exist`() {
        expectErrors(
            "query 3️⃣@a { bus 1️⃣@unknown { name 2️⃣@other(x: $y) } }", .knownDirectives,
            ExpectedError("3️⃣", #"Unknown directive "@a"."#),
            ExpectedError(
                "1️⃣",
                #"Unknown directive "@unknown"."#), ExpectedError("2️⃣", #"Unknown directive "@other"."#))
    }

    @Test func `refuses directives in other places`() {
        expectErrors(
            """
            query ($v: Boolean 1️⃣@onField) 2️⃣@include(if: true) { bus 3️⃣@deprecated { ...F 4️⃣@onField ... 5️⃣@onSchema { name } } }
            mutation M 6️⃣@onField { buy(ticket: 1) }
            subscription S 7️⃣@onField { departures { id } }
            fragment F on Bus 8️⃣@skip(if: false) { name }
            """, .knownDirectives,
            ExpectedError("1️⃣", #"Directive "@onField" may not be used on VARIABLE_DEFINITION."#),
            ExpectedError("2️⃣", #"Directive "@include" may not be used on QUERY."#),
            ExpectedError("3️⃣", #"Directive "@deprecated" may not be used on FIELD."#),
            ExpectedError("4️⃣", #"Directive "@onField" may not be used on FRAGMENT_SPREAD."#),
            ExpectedError("5️⃣", #"Directive "@onSchema" may not be used on INLINE_FRAGMENT."#),
            ExpectedError("6️⃣", #"Directive "@onField" may not be used on MUTATION."#),
            ExpectedError("7️⃣", #"Directive "@onField" may not be used on SUBSCRIPTION."#),
            ExpectedError("8️⃣", #"Directive "@skip" may not be used on FRAGMENT_DEFINITION."#))
    }
}
