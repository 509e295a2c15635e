import Testing

@testable import GraphQL

@Suite struct UniqueDirectivesPerLocationRuleTests {
    @Test func `accepts a directive once in each place, and repeatable ones often`() {
        expectValid("query @once { bus @once { name @once ... @once { name @once } } }")
        expectValid(#"{ bus @tag(label: "a") @tag(label: "a") @once { name } }"#)
        expectValid("{ bus @unknown @unknown { name } }", .uniqueDirectivesPerLocation)
    }

    @Test func `refuses others that are repeated`() {
        let message = #"The directive "@once" can only be used once at this location."#
        expectErrors(
            "{ bus 1️⃣@once @skip(if: false) 2️⃣@once 3️⃣@once { name } }", .uniqueDirectivesPerLocation,
            ExpectedError("1️⃣2️⃣", message), ExpectedError("1️⃣3️⃣", message))
        expectErrors(
            "query ($v: Int 1️⃣@once 2️⃣@once) { bus { ...F 3️⃣@once 4️⃣@once } } fragment F on Bus 5️⃣@once 6️⃣@once { name }",
            .uniqueDirectivesPerLocation,
            ExpectedError("1️⃣2️⃣", message), ExpectedError("3️⃣4️⃣", message), ExpectedError("5️⃣6️⃣", message))
    }
}
