import Testing

@testable import GraphQL

@Suite struct UniqueArgumentNamesRuleTests {
    @Test func `accepts different arguments, and one name in different places`() {
        expectValid("{ twoRequired(a: 1, b: 2) other: twoRequired(a: 1, b: 2) }")
        expectValid(#"{ bus @tag(label: "a") { name(short: true) @tag(label: "a") } }"#)
    }

    @Test func `refuses one name twice`() {
        let message = #"There can be only one argument named "a"."#
        expectErrors(
            "{ twoRequired(1️⃣a: 1, b: 2, 2️⃣a: 1, 3️⃣a: 3) }", .uniqueArgumentNames,
            ExpectedError("1️⃣2️⃣3️⃣", message))
        expectErrors(
            "{ bus @skip(1️⃣if: true, 2️⃣if: true) { unknown(3️⃣a: 1, 4️⃣a: 2) } }", .uniqueArgumentNames,
            ExpectedError("1️⃣2️⃣", #"There can be only one argument named "if"."#),
            ExpectedError("3️⃣4️⃣", message))
        expectErrors(
            "{ twoRequired(1️⃣a: 1, 2️⃣b: 2, 3️⃣b: 3, 4️⃣a: 4) }", .uniqueArgumentNames, ExpectedError("1️⃣4️⃣", message),
            ExpectedError("2️⃣3️⃣", #"There can be only one argument named "b"."#))
    }

    @Test func `names ten places at most`() {
        let text = "{ twoRequired(" + String(repeating: "a: 1 ", count: 1000) + "b: 2) }"
        let errors = validationErrors(text).filter { $0.isOf(.uniqueArgumentNames) }
        #expect(errors.map(\.locations.count) == [10])
    }
}
