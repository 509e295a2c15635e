import Testing

@testable import GraphQL

@Suite struct NoUnusedFragmentsRuleTests {
    @Test func `accepts fragments that operations reach`() {
        expectValid("{ bus { ...A } } fragment A on Bus { ...B } fragment B on Bus { name }")
        expectValid(
            "query X { bus { ...A } } query Y { bus { ...B } } fragment A on Bus { name } fragment B on Bus { fuel }")
    }

    @Test func `refuses others, also those that use each other`() {
        expectErrors(
            """
            { bus { ...A } }
            fragment A on Bus { name }
            1️⃣fragment B on Bus { ...A ...C }
            2️⃣fragment C on Bus { name }
            3️⃣fragment D on Bus { ...E }
            4️⃣fragment E on Bus { ...D }
            """, .noUnusedFragments,
            ExpectedError("1️⃣", #"Fragment "B" is never used."#),
            ExpectedError("2️⃣", #"Fragment "C" is never used."#),
            ExpectedError("3️⃣", #"Fragment "D" is never used."#),
            ExpectedError("4️⃣", #"Fragment "E" is never used."#))
    }

    @Test func `counts no spread of a fragment that does not exist`() {
        expectErrors(
            "{ bus { ...X } } 1️⃣fragment A on Bus { name }", .noUnusedFragments,
            ExpectedError("1️⃣", #"Fragment "A" is never used."#))
    }
}
