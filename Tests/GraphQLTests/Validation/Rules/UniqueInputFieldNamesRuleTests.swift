import Testing

@testable import GraphQL

@Suite struct UniqueInputFieldNamesRuleTests {
    @Test func `accepts different fields, and one name on different levels`() {
        expectValid("{ search(area: {south: 1, west: 2, inner: {south: 1, west: 2}}) { id } }")
        expectValid("{ search(any: {a: {a: 1}, b: [{a: 1}, {a: 2}]}) { id } }")
    }

    @Test func `refuses one name twice, also in defaults and custom scalars`() {
        expectErrors(
            "{ search(area: {1️⃣south: 1, west: 2, 2️⃣south: 3, inner: {3️⃣west: 1, 4️⃣west: 1}}) { id } }",
            .uniqueInputFieldNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one input field named "south"."#),
            ExpectedError("3️⃣4️⃣", #"There can be only one input field named "west"."#))
        expectErrors(
            "query ($a: Area = {1️⃣west: 1, 2️⃣west: 1}) { search(area: $a, any: [{3️⃣x: 1, 4️⃣x: 1}]) { id } }",
            .uniqueInputFieldNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one input field named "west"."#),
            ExpectedError("3️⃣4️⃣", #"There can be only one input field named "x"."#))
    }
}
