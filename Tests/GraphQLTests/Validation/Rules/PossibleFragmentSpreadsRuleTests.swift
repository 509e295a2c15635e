import Testing

@testable import GraphQL

@Suite struct PossibleFragmentSpreadsRuleTests {
    @Test func `accepts types that share an object`() {
        expectValid(
            """
            {
                bus { ... on Bus { name } ... on Vehicle { name } ... on Named { name } ... on BusOrTram { __typename } }
                vehicle { ... on Tram { name } ... on Named { name } ... on BusOrTram { __typename } ... { name } }
                busOrTram { ... on Bus { name } ... on Named { name } ... on Anything { __typename } }
                named { ...D ... on Vehicle { name } }
            }
            fragment D on Driver { age }
            """)
    }

    @Test func `refuses types that share none`() {
        expectErrors(
            """
            {
                bus { 1️⃣... on Tram { name } 2️⃣...D 3️⃣... on Line { id } }
                vehicle { 4️⃣... on Driver { age } }
                busOrTram { 5️⃣... on Driver { name } }
                stop { 6️⃣... on Named { name } }
            }
            fragment D on Driver { age 7️⃣... on BusOrTram { __typename } }
            """, .possibleFragmentSpreads,
            ExpectedError(
                "1️⃣",
                #"Fragment cannot be spread here as objects of type "Bus" can never be of type "Tram"."#),
            ExpectedError(
                "2️⃣",
                #"Fragment "D" cannot be spread here as objects of type "Bus" can never be of type "Driver"."#),
            ExpectedError(
                "3️⃣",
                #"Fragment cannot be spread here as objects of type "Bus" can never be of type "Line"."#),
            ExpectedError(
                "4️⃣",
                #"Fragment cannot be spread here as objects of type "Vehicle" can never be of type "Driver"."#),
            ExpectedError(
                "5️⃣",
                #"Fragment cannot be spread here as objects of type "BusOrTram" can never be of type "Driver"."#),
            ExpectedError(
                "6️⃣",
                #"Fragment cannot be spread here as objects of type "Stop" can never be of type "Named"."#),
            ExpectedError(
                "7️⃣",
                #"Fragment cannot be spread here as objects of type "Driver" can never be of type "BusOrTram"."#))
    }

    @Test func `says nothing about types that are no objects, or unknown`() {
        expectValid(
            "{ bus { ... on Int { x } ... on Nowhere { x } ...F } } fragment F on Unknown { x }",
            .possibleFragmentSpreads)
    }
}
