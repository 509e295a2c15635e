import Testing

@testable import GraphQL

@Suite struct NoDeprecatedRuleTests {
    private var options: ValidationOptions {
        var options = ValidationOptions()
        options.noDeprecated = true
        return options
    }

    @Test func `accepts deprecated things if it is not asked`() {
        expectValid(
            "{ old vehicle(old: 1) { name @onField(old: 1) } search(area: {south: 1, west: 1, size: 2}) { id } "
                + "bus { doors(side: FRONT) { width } } }")
    }

    @Test func `accepts what is not deprecated`() {
        expectValid(
            "{ stop { id } vehicle(id: 1) { name @onField } bus { doors(side: LEFT) { width } } }", options: options)
    }

    @Test func `refuses fields, arguments, input fields and enum values that are`() {
        expectErrors(
            """
            query ($a: Side = 1️⃣FRONT) {
                2️⃣x: old
                vehicle(3️⃣old: 1) { name @onField(4️⃣old: 1) }
                search(area: {south: 1, west: 1, 5️⃣size: 2}) { id }
                bus { doors(side: 6️⃣FRONT) { width } }
                values { side(a: $a) }
            }
            """, .noDeprecated,
            ExpectedError("1️⃣", #"The enum value "Side.FRONT" is deprecated. Doors are at the sides."#),
            ExpectedError("2️⃣", "The field Query.old is deprecated. Use stop."),
            ExpectedError("3️⃣", #"Field "Query.vehicle" argument "old" is deprecated. Use id."#),
            ExpectedError("4️⃣", #"Directive "@onField" argument "old" is deprecated. Too old."#),
            ExpectedError("5️⃣", "The input field Area.size is deprecated. Nobody measures."),
            ExpectedError(
                "6️⃣",
                #"The enum value "Side.FRONT" is deprecated. Doors are at the sides."#), options: options)
    }
}
