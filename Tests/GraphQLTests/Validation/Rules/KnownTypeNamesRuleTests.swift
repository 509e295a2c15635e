import Testing

@testable import GraphQL

@Suite struct KnownTypeNamesRuleTests {
    @Test func `accepts types of the schema`() {
        expectValid(
            """
            query A($a: Int, $b: [Side!]!, $c: [[Area]]) { named { ... on Bus { name } ...F } }
            fragment F on Driver { age }
            """, .knownTypeNames)
        expectValid("{ __schema { types { ... on __Type { name } } } }")
    }

    @Test func `refuses others, and suggests`() {
        expectErrors(
            """
            query A($a: 1️⃣JumpedUp, $b: [2️⃣Sid!]!) { named { ... on 3️⃣Bas { name } ...F } }
            fragment F on 4️⃣Strup { age }
            """, .knownTypeNames,
            ExpectedError("1️⃣", #"Unknown type "JumpedUp"."#),
            ExpectedError("2️⃣", #"Unknown type "Sid". Did you mean "ID" or "Side"?"#),
            ExpectedError("3️⃣", #"Unknown type "Bas". Did you mean "Bus"?"#),
            ExpectedError("4️⃣", #"Unknown type "Strup". Did you mean "Stop", "String", or "Tram"?"#))
    }

    @Test func `takes no member of a type for a type`() {
        expectErrors(
            "query ($a: 1️⃣latitude) { bus { name } }", .knownTypeNames, ExpectedError("1️⃣", #"Unknown type "latitude"."#))
    }

    @Test func `says nothing further about what stands in a fragment of an unknown type`() {
        let errors = validationErrors("{ bus { ... on Nowhere { what { ever(a: 1) @skip(if: true) } } } }")
        #expect(errors.map(\.message) == [#"Unknown type "Nowhere"."#])
    }
}
