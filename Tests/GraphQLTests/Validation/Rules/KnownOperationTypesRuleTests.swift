import Testing

@testable import GraphQL

@Suite struct KnownOperationTypesRuleTests {
    private static let queryOnly = TransitFixture.schema(of: "type Query { a: Int }")

    @Test func `accepts kinds of operations that the schema has`() {
        expectValid("query A { bus { name } } mutation B { buy(ticket: 1) } subscription C { departures { id } }")
        expectValid("{ a }", schema: Self.queryOnly)
    }

    @Test func `refuses kinds of operations that it does not have`() {
        expectErrors(
            "query Q { a } 1️⃣mutation M { a } 2️⃣subscription S { a }", .knownOperationTypes,
            ExpectedError("1️⃣", "The mutation operation is not supported by the schema."),
            ExpectedError("2️⃣", "The subscription operation is not supported by the schema."),
            schema: Self.queryOnly)
    }

    @Test func `says nothing further about the fields of such an operation`() {
        let errors = validationErrors("mutation { whatever(x: 1) { deeper } }", schema: Self.queryOnly)
        #expect(errors.count == 1)
    }
}
