import Testing

@testable import GraphQL

@Suite struct FieldsOnCorrectTypeRuleTests {
    @Test func `accepts fields of objects and interfaces, and __typename everywhere`() {
        expectValid("{ __typename bus { __typename name other: name line { id } } vehicle { name __typename } }")
        expectValid("{ busOrTram { __typename ... on Bus { seats } ... on Vehicle { line { name } } } }")
        expectValid("{ __schema { queryType { name } } __type(name: \"Bus\") { name } }")
    }

    @Test func `refuses fields that a type does not have`() {
        expectErrors(
            "{ bus { 1️⃣unknown { 2️⃣deeper } name } 3️⃣alias: absent }", .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "unknown" on type "Bus"."#),
            ExpectedError("3️⃣", #"Cannot query field "absent" on type "Query"."#))
    }

    @Test func `suggests fields that are spelled alike`() {
        expectErrors(
            "{ bus { 1️⃣naem } stop { 2️⃣lates } }", .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "naem" on type "Bus". Did you mean "name"?"#),
            ExpectedError("2️⃣", #"Cannot query field "lates" on type "Stop". Did you mean "lines" or "name"?"#))
    }

    @Test func `suggests fragments on types that have the field`() {
        expectErrors(
            "{ vehicle { 1️⃣nickname 2️⃣fuel } }", .fieldsOnCorrectType,
            ExpectedError(
                "1️⃣",
                #"Cannot query field "nickname" on type "Vehicle". Did you mean to use an inline fragment on"#
                    + #" "Bus" or "Tram"?"#),
            ExpectedError(
                "2️⃣",
                #"Cannot query field "fuel" on type "Vehicle". Did you mean to use an inline fragment on "Bus"?"#))
    }

    @Test func `refuses fields on unions, even those that all members have`() {
        expectErrors(
            "{ busOrTram { 1️⃣name } }", .fieldsOnCorrectType,
            ExpectedError(
                "1️⃣",
                #"Cannot query field "name" on type "BusOrTram". Did you mean to use an inline fragment on"#
                    + #" "Named", "Vehicle", "Bus", or "Tram"?"#))
    }

    @Test func `suggests nothing if it must not`() {
        var options = ValidationOptions()
        options.suggestions = false
        expectErrors(
            "{ bus { 1️⃣naem } vehicle { 2️⃣fuel } }", .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "naem" on type "Bus"."#),
            ExpectedError("2️⃣", #"Cannot query field "fuel" on type "Vehicle"."#), options: options)
    }

    @Test func `refuses the schema's meta-fields below the root`() {
        expectErrors(
            "{ bus { 1️⃣__schema { description } 2️⃣__type(name: \"Bus\") { name } } }", .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "__schema" on type "Bus"."#),
            ExpectedError("2️⃣", #"Cannot query field "__type" on type "Bus"."#))
    }

    @Test func `looks into fragments once`() {
        expectErrors(
            "{ bus { ...F } a: bus { ...F } } fragment F on Bus { 1️⃣xyzzy }", .fieldsOnCorrectType,
            ExpectedError("1️⃣", #"Cannot query field "xyzzy" on type "Bus"."#))
    }
}
