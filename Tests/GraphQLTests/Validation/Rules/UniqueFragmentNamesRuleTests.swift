import Testing

@testable import GraphQL

@Suite struct UniqueFragmentNamesRuleTests {
    @Test func `accepts different names`() {
        expectValid("{ bus { ...A ...B ... { seats } } } fragment A on Bus { name } fragment B on Bus { fuel }")
        expectValid("query A { bus { ...A } } fragment A on Bus { name }")
    }

    @Test func `refuses fragments of one name`() {
        expectErrors(
            "{ bus { ...A } } fragment 1️⃣A on Bus { name } fragment 2️⃣A on Bus { fuel } fragment 3️⃣A on Tram { name }",
            .uniqueFragmentNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one fragment named "A"."#),
            ExpectedError("1️⃣3️⃣", #"There can be only one fragment named "A"."#))
    }
}
