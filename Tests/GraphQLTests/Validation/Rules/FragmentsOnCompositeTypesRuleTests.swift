import Testing

@testable import GraphQL

@Suite struct FragmentsOnCompositeTypesRuleTests {
    @Test func `accepts objects, interfaces, unions, and no type at all`() {
        expectValid(
            "{ bus { ... on Bus { name } ... on Vehicle { name } ... on BusOrTram { __typename } ... { name } } }")
        expectValid(
            "{ bus { ...A ...B ...C } } fragment A on Bus { name } fragment B on Named { name } "
                + "fragment C on Anything { __typename }")
    }

    @Test func `refuses scalars, enums and input objects`() {
        expectErrors(
            """
            { bus { ... on 1️⃣Boolean { name } ...S ...E ...I } }
            fragment S on 2️⃣Any { bad }
            fragment E on 3️⃣Side { bad }
            fragment I on 4️⃣Area { south }
            """, .fragmentsOnCompositeTypes,
            ExpectedError("1️⃣", #"Fragment cannot condition on non composite type "Boolean"."#),
            ExpectedError("2️⃣", #"Fragment "S" cannot condition on non composite type "Any"."#),
            ExpectedError("3️⃣", #"Fragment "E" cannot condition on non composite type "Side"."#),
            ExpectedError("4️⃣", #"Fragment "I" cannot condition on non composite type "Area"."#))
    }
}
