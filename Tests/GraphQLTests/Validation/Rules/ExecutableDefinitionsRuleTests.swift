import Testing

@testable import GraphQL

@Suite struct ExecutableDefinitionsRuleTests {
    @Test func `accepts operations and fragments`() {
        expectValid("{ bus { name } }")
        expectValid("query A { bus { ...F } } mutation B { buy(ticket: 1) } fragment F on Bus { name }")
    }

    @Test func `refuses definitions and extensions of a type system`() {
        expectErrors(
            """
            { bus { name } }
            1️⃣type Cow { name: String }
            2️⃣extend type Bus { color: String }
            3️⃣schema { query: Query }
            4️⃣extend schema @onSchema
            5️⃣directive @new on FIELD
            6️⃣enum E { A }
            """, .executableDefinitions,
            ExpectedError("1️⃣", #"The "Cow" definition is not executable."#),
            ExpectedError("2️⃣", #"The "Bus" definition is not executable."#),
            ExpectedError("3️⃣", "The schema definition is not executable."),
            ExpectedError("4️⃣", "The schema definition is not executable."),
            ExpectedError("5️⃣", #"The "@new" definition is not executable."#),
            ExpectedError("6️⃣", #"The "E" definition is not executable."#))
    }

    @Test func `points at the description, where a definition begins`() {
        expectErrors(
            #"1️⃣"d" scalar X { bus { name } }"#, .executableDefinitions,
            ExpectedError("1️⃣", #"The "X" definition is not executable."#))
    }

    @Test func `refuses a document that has nothing else`() {
        expectErrors(
            "1️⃣scalar X", .executableDefinitions, ExpectedError("1️⃣", #"The "X" definition is not executable."#))
    }
}
