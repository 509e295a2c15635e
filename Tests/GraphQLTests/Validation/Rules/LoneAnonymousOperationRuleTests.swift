import Testing

@testable import GraphQL

@Suite struct LoneAnonymousOperationRuleTests {
    @Test func `accepts an anonymous operation that is alone, with fragments or without`() {
        expectValid("{ bus { name } }")
        expectValid("query { bus { ...F } } fragment F on Bus { name }")
        expectValid("query A { bus { name } } query B { bus { name } }")
        expectValid("fragment F on Bus { name }", .loneAnonymousOperation)
    }

    @Test func `refuses it among others`() {
        let message = "This anonymous operation must be the only defined operation."
        expectErrors(
            "1️⃣{ bus { name } } 2️⃣query { tram { name } }", .loneAnonymousOperation, ExpectedError("1️⃣", message),
            ExpectedError("2️⃣", message))
        expectErrors(
            "1️⃣{ bus { name } } mutation M { buy(ticket: 1) }", .loneAnonymousOperation, ExpectedError("1️⃣", message))
        expectErrors(
            "query A { bus { name } } 1️⃣subscription { departures { id } }", .loneAnonymousOperation,
            ExpectedError("1️⃣", message))
        expectErrors(
            #"1️⃣"d" query { bus { name } } query A { bus { name } }"#, .loneAnonymousOperation,
            ExpectedError("1️⃣", message))
    }
}
