import Testing

@testable import GraphQL

/// What a view of a schema hides does not exist in errors either.
@Suite struct ValidationViewTests {
    private func view() throws -> Schema {
        try TransitFixture.schema.view { element in
            element.member != "nickname" && element.type != "Tram" && element.argument != "byMinutes"
                && !(element.type == "Side" && element.member == "RIGHT")
        }
    }

    @Test func `knows nothing of hidden fields, types, arguments and values`() throws {
        expectErrors(
            "{ bus { 1️⃣nickname 2️⃣nicknam isLate(3️⃣byMinute: 1) } vehicle { 4️⃣voltage ... on 5️⃣Tram { line } } }",
            .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "nickname" on type "Bus". Did you mean "name"?"#),
            ExpectedError("2️⃣", #"Cannot query field "nicknam" on type "Bus"."#),
            ExpectedError("4️⃣", #"Cannot query field "voltage" on type "Vehicle"."#), schema: try view())
        expectErrors(
            "{ vehicle { ... on 1️⃣Tram { line } ... on 2️⃣Tra { line } } }", .knownTypeNames,
            ExpectedError("1️⃣", #"Unknown type "Tram"."#),
            ExpectedError("2️⃣", #"Unknown type "Tra". Did you mean "Area"?"#),
            schema: try view())
        expectErrors(
            "{ bus { isLate(1️⃣byMinutes: 1) } }", .knownArgumentNames,
            ExpectedError("1️⃣", #"Unknown argument "byMinutes" on field "Bus.isLate"."#), schema: try view())
        expectErrors(
            "{ bus { doors(side: 1️⃣RIGHT) { width } a: doors(side: 2️⃣RIGH) { width } } }", .valuesOfCorrectType,
            ExpectedError("1️⃣", #"Value "RIGHT" does not exist in "Side" enum."#),
            ExpectedError("2️⃣", #"Value "RIGH" does not exist in "Side" enum."#), schema: try view())
    }

    @Test func `accepts what is left`() throws {
        expectValid(
            "{ bus { name doors(side: LEFT) { width } } vehicle { ... on Bus { fuel } } busOrTram { __typename } }",
            schema: try view())
    }
}
