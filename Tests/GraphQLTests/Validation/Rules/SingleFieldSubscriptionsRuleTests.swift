import Testing

@testable import GraphQL

@Suite struct SingleFieldSubscriptionsRuleTests {
    @Test func `accepts one root field`() {
        expectValid("subscription { departures { id name } }")
        expectValid("subscription S { ...F } fragment F on Subscription { departures { id } }")
        expectValid(
            "subscription S { ...F ...G } fragment F on Subscription { departures { id } } "
                + "fragment G on Subscription { departures { name } }")
        expectValid("subscription { ... { ... on Subscription { a: departures { id } } a: departures { name } } }")
    }

    @Test func `leaves other operations alone`() {
        expectValid("{ bus { name } tram { name } __typename }")
        expectValid("query ($x: Boolean!) { bus @skip(if: $x) { name } }")
    }

    @Test func `refuses several root fields`() {
        expectErrors(
            "subscription S { departures { id } 1️⃣arrivals { id } 2️⃣more: departures { id } }",
            .singleFieldSubscriptions,
            ExpectedError("1️⃣2️⃣", #"Subscription "S" must select only one top level field."#))
        expectErrors(
            "subscription { departures { id } 1️⃣arrivals { id } }", .singleFieldSubscriptions,
            ExpectedError("1️⃣", "Anonymous Subscription must select only one top level field."))
    }

    @Test func `refuses several root fields that stand in fragments`() {
        expectErrors(
            """
            subscription S { departures { id } ...F }
            fragment F on Subscription { 1️⃣arrivals { id } ... { 2️⃣x: departures { id } } ...G }
            fragment G on Subscription { 3️⃣y: departures { id } ...F }
            """, .singleFieldSubscriptions,
            ExpectedError("1️⃣2️⃣3️⃣", #"Subscription "S" must select only one top level field."#))
    }

    @Test func `refuses introspection at the root, under an alias too`() {
        let message = #"Subscription "S" must not select an introspection top level field."#
        expectErrors(
            "subscription S { 1️⃣__typename }", .singleFieldSubscriptions, ExpectedError("1️⃣", message))
        expectErrors(
            "subscription S { ...F } fragment F on Subscription { 1️⃣name: __typename }", .singleFieldSubscriptions,
            ExpectedError("1️⃣", message))
        expectErrors(
            "subscription S { 1️⃣__schema { description } }", .singleFieldSubscriptions, ExpectedError("1️⃣", message))
        expectErrors(
            "subscription S { 1️⃣__typename ... { 2️⃣__typename } 3️⃣x: __typename }", .singleFieldSubscriptions,
            ExpectedError("1️⃣2️⃣", message),
            ExpectedError("3️⃣", message),
            ExpectedError("3️⃣", #"Subscription "S" must select only one top level field."#))
        expectValid("subscription { departures { __typename } }")
    }

    @Test func `refuses conditions anywhere in the root selection set`() {
        let message = #"Subscription "S" must not use `@skip` or `@include` directives in the top level selection."#
        expectErrors(
            "subscription S($x: Boolean!) { departures 1️⃣@skip(if: $x) { id } }", .singleFieldSubscriptions,
            ExpectedError("1️⃣", message))
        expectErrors(
            "subscription S { ... @once 1️⃣@include(if: true) { departures { id } } }", .singleFieldSubscriptions,
            ExpectedError("1️⃣", message))
        expectErrors(
            """
            subscription S($x: Boolean!) { ...F 1️⃣@include(if: $x) }
            fragment F on Subscription { ... on Subscription { departures 2️⃣@skip(if: $x) { id } } }
            """, .singleFieldSubscriptions, ExpectedError("1️⃣", message), ExpectedError("2️⃣", message))
    }

    @Test func `leaves out fragments on what the root never is`() {
        expectValid(
            "subscription { ...F ... on Bus { seats __typename } departures { id } } fragment F on Tram { seats voltage }",
            .singleFieldSubscriptions)
    }

    @Test func `names ten places at most`() {
        let fields = (0..<1000).map { "a\($0): __typename __typename" }.joined(separator: " ")
        var options = ValidationOptions()
        options.maximumErrors = 100
        let errors = validationErrors("subscription { \(fields) }", options: options)
        #expect(errors.count == 11)
        #expect(errors.allSatisfy { $0.locations.count <= 10 })
    }

    @Test func `accepts conditions below the root`() {
        expectValid("subscription S($x: Boolean!) { departures { id name @skip(if: $x) ... @include(if: $x) { id } } }")
    }
}
