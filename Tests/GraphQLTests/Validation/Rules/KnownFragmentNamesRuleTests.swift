import Testing

@testable import GraphQL

@Suite struct KnownFragmentNamesRuleTests {
    @Test func `accepts fragments of the document, before and after`() {
        expectValid("fragment A on Bus { ...B } { bus { ...A } } fragment B on Bus { name }")
    }

    @Test func `refuses others`() {
        expectErrors(
            "{ bus { ...1️⃣Nowhere ... on Bus { ... 2️⃣Away @once } ...F } } fragment F on Bus { name ...3️⃣Bus }",
            .knownFragmentNames,
            ExpectedError("1️⃣", #"Unknown fragment "Nowhere"."#),
            ExpectedError("2️⃣", #"Unknown fragment "Away"."#),
            ExpectedError("3️⃣", #"Unknown fragment "Bus"."#))
    }
}
