import Testing

@testable import GraphQL

@Suite struct UniqueOperationNamesRuleTests {
    @Test func `accepts different names, and a fragment of an operation's name`() {
        expectValid("{ bus { name } }", .uniqueOperationNames)
        expectValid("query A { bus { name } } query B { bus { name } }")
        expectValid("query A { bus { ...A } } fragment A on Bus { name }")
        expectValid("query A { bus { name } } mutation B { buy(ticket: 1) } subscription C { departures { id } }")
    }

    @Test func `refuses operations of one name, whatever their kind`() {
        expectErrors(
            "query 1️⃣A { bus { name } } query 2️⃣A { bus { name } }", .uniqueOperationNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one operation named "A"."#))
        expectErrors(
            "query 1️⃣A { bus { name } } mutation 2️⃣A { buy(ticket: 1) } subscription 3️⃣A { departures { id } }",
            .uniqueOperationNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one operation named "A"."#),
            ExpectedError("1️⃣3️⃣", #"There can be only one operation named "A"."#))
    }
}
