import Testing

@testable import GraphQL

@Suite struct ScalarLeafsRuleTests {
    @Test func `accepts selections on objects and none on leaves`() {
        expectValid("{ bus { name seats fuel line { id } } busOrTram { __typename } values { any } }")
    }

    @Test func `refuses objects, interfaces, unions and lists of them without selections`() {
        expectErrors(
            "{ 1️⃣bus 2️⃣v: vehicle(id: 1) 3️⃣busOrTram 4️⃣vehicles }", .scalarLeafs,
            ExpectedError(
                "1️⃣",
                #"Field "bus" of type "Bus" must have a selection of subfields. Did you mean "bus { ... }"?"#),
            ExpectedError(
                "2️⃣",
                #"Field "vehicle" of type "Vehicle" must have a selection of subfields. Did you mean "vehicle {"#
                    + #" ... }"?"#),
            ExpectedError(
                "3️⃣",
                #"Field "busOrTram" of type "BusOrTram" must have a selection of subfields. Did you mean"#
                    + #" "busOrTram { ... }"?"#),
            ExpectedError(
                "4️⃣",
                #"Field "vehicles" of type "[Vehicle!]!" must have a selection of subfields. Did you mean"#
                    + #" "vehicles { ... }"?"#))
    }

    @Test func `refuses selections on scalars and enums, where the selections begin`() {
        expectErrors(
            """
            { bus {
                seats 1️⃣{ count }
                fuel 2️⃣{ name }
                x: isLate(byMinutes: 1) @tag(label: "{") # {
                    3️⃣{ yes }
            } values { any(a: {b: {}}) 4️⃣{ more } } }
            """, .scalarLeafs,
            ExpectedError("1️⃣", #"Field "seats" must not have a selection since type "Int!" has no subfields."#),
            ExpectedError("2️⃣", #"Field "fuel" must not have a selection since type "Fuel" has no subfields."#),
            ExpectedError("3️⃣", #"Field "isLate" must not have a selection since type "Boolean" has no subfields."#),
            ExpectedError("4️⃣", #"Field "any" must not have a selection since type "Any" has no subfields."#))
    }
}
