import Testing

@testable import GraphQL

@Suite struct NoFragmentCyclesRuleTests {
    @Test func `accepts fragments that are spread often`() {
        expectValid(
            "{ bus { ...A ...A line { ...L } } } fragment A on Bus { ...B ...B } fragment B on Bus { name line { ...L } } "
                + "fragment L on Line { id }")
    }

    @Test func `refuses a fragment in itself, at any depth`() {
        expectErrors(
            "{ bus { ...A } } fragment A on Bus { name 1️⃣...A }", .noFragmentCycles,
            ExpectedError("1️⃣", #"Cannot spread fragment "A" within itself."#))
        expectErrors(
            "{ line(id: 1) { ...A } } fragment A on Line { next { ... on Line { next { 1️⃣...A } } } }",
            .noFragmentCycles,
            ExpectedError("1️⃣", #"Cannot spread fragment "A" within itself."#))
    }

    @Test func `refuses cycles, and shows the way`() {
        expectErrors(
            """
            { bus { ...A } }
            fragment A on Bus { 1️⃣...B }
            fragment B on Bus { 2️⃣...C }
            fragment C on Bus { 3️⃣...A }
            """, .noFragmentCycles,
            ExpectedError("1️⃣2️⃣3️⃣", #"Cannot spread fragment "A" within itself via "B", "C"."#))
    }

    @Test func `finds each cycle of several`() {
        expectErrors(
            """
            { bus { ...A } }
            fragment A on Bus { 1️⃣...B 4️⃣...C }
            fragment B on Bus { 2️⃣...A 3️⃣...B }
            fragment C on Bus { 5️⃣...A ...B }
            """, .noFragmentCycles,
            ExpectedError("1️⃣2️⃣", #"Cannot spread fragment "A" within itself via "B"."#),
            ExpectedError("4️⃣5️⃣", #"Cannot spread fragment "A" within itself via "C"."#),
            ExpectedError("3️⃣", #"Cannot spread fragment "B" within itself."#))
    }

    @Test func `finds cycles among fragments that nobody uses`() {
        expectErrors(
            "{ bus { name } } fragment A on Bus { 1️⃣...B } fragment B on Bus { 2️⃣...A }", .noFragmentCycles,
            ExpectedError("1️⃣2️⃣", #"Cannot spread fragment "A" within itself via "B"."#))
    }

    @Test func `is not troubled by fragments that do not exist`() {
        expectValid("{ bus { ...A } } fragment A on Bus { ...Unknown }", .noFragmentCycles)
    }
}
