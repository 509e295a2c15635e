import Testing

@testable import GraphQL

@Suite struct KnownArgumentNamesRuleTests {
    @Test func `accepts arguments of fields and directives`() {
        expectValid(
            #"{ bus { isLate(atOtherStops: true, byMinutes: 1) } line(id: 1) @tag(weight: 2, label: "x") { id } }"#)
        expectValid("{ bus { unknown(a: 1) @unknown(b: 2) } }", .knownArgumentNames)
    }

    @Test func `refuses others, and suggests`() {
        expectErrors(
            "{ bus { isLate(1️⃣byMinute: 1, atOtherStops: true, 2️⃣why: 3) x: seats(3️⃣a: 1) } }", .knownArgumentNames,
            ExpectedError("1️⃣", #"Unknown argument "byMinute" on field "Bus.isLate". Did you mean "byMinutes"?"#),
            ExpectedError("2️⃣", #"Unknown argument "why" on field "Bus.isLate"."#),
            ExpectedError("3️⃣", #"Unknown argument "a" on field "Bus.seats"."#))
        expectErrors(
            "{ bus @skip(1️⃣iff: true, if: true) @once(2️⃣a: 1) { name } }", .knownArgumentNames,
            ExpectedError("1️⃣", #"Unknown argument "iff" on directive "@skip". Did you mean "if"?"#),
            ExpectedError("2️⃣", #"Unknown argument "a" on directive "@once"."#))
    }

    @Test func `knows an interface's arguments, and those of meta-fields`() {
        expectErrors(
            "{ vehicle { name(1️⃣long: true) } __type(2️⃣nam: 1) { name } __typename(3️⃣a: 1) }", .knownArgumentNames,
            ExpectedError("1️⃣", #"Unknown argument "long" on field "Vehicle.name"."#),
            ExpectedError("2️⃣", #"Unknown argument "nam" on field "Query.__type". Did you mean "name"?"#),
            ExpectedError("3️⃣", #"Unknown argument "a" on field "Query.__typename"."#))
    }
}
