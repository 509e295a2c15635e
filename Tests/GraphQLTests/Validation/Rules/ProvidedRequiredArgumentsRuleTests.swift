import Testing

@testable import GraphQL

@Suite struct ProvidedRequiredArgumentsRuleTests {
    @Test func `accepts required arguments in any order, and leaves out others`() {
        expectValid(
            "{ twoRequired(a: 1, b: 2) x: twoRequired(b: 1, a: 2) optionals bus { isLate doors(side: LEFT) { width } } }"
        )
        expectValid("query ($a: Int!) { twoRequired(a: $a, b: 2) }")
    }

    @Test func `refuses fields and directives without them`() {
        expectErrors(
            "{ 1️⃣twoRequired 2️⃣x: twoRequired(b: 2) bus 3️⃣@skip 4️⃣@tag(weight: 1) { 5️⃣doors { width } } }",
            .providedRequiredArguments,
            ExpectedError(
                "1️⃣",
                #"Field "twoRequired" argument "a" of type "Int!" is required, but it was not provided."#),
            ExpectedError(
                "1️⃣",
                #"Field "twoRequired" argument "b" of type "Int!" is required, but it was not provided."#),
            ExpectedError(
                "2️⃣",
                #"Field "twoRequired" argument "a" of type "Int!" is required, but it was not provided."#),
            ExpectedError(
                "3️⃣",
                #"Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided."#),
            ExpectedError(
                "4️⃣",
                #"Directive "@tag" argument "label" of type "String!" is required, but it was not provided."#),
            ExpectedError(
                "5️⃣",
                #"Field "doors" argument "side" of type "Side!" is required, but it was not provided."#))
    }

    @Test func `is not deceived by an argument that is given twice or unknown`() {
        expectErrors(
            "{ 1️⃣twoRequired(a: 1, a: 2) 2️⃣x: twoRequired(a: 1, c: 2) }", .providedRequiredArguments,
            ExpectedError(
                "1️⃣",
                #"Field "twoRequired" argument "b" of type "Int!" is required, but it was not provided."#),
            ExpectedError(
                "2️⃣",
                #"Field "twoRequired" argument "b" of type "Int!" is required, but it was not provided."#))
    }
}
