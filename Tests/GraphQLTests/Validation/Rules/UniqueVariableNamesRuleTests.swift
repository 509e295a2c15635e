import Testing

@testable import GraphQL

@Suite struct UniqueVariableNamesRuleTests {
    @Test func `accepts a name once in each operation`() {
        expectValid("query A($x: Int) { values { int(a: $x) } } query B($x: String) { values { string(a: $x) } }")
    }

    @Test func `refuses it twice`() {
        expectErrors(
            "query ($1️⃣x: Int, $2️⃣x: Int, $3️⃣x: String) { values { int(a: $x) } }", .uniqueVariableNames,
            ExpectedError("1️⃣2️⃣3️⃣", #"There can be only one variable named "$x"."#))
    }
}
