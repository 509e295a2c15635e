import Testing

@testable import GraphQL

@Suite struct VariablesAreInputTypesRuleTests {
    @Test func `accepts input types`() {
        expectValid(
            "query ($a: Int, $b: [Side!]!, $c: [[[Area]]], $d: Any, $e: Choice!) { bus { name } }",
            .variablesAreInputTypes)
        expectValid("query ($a: Unknown, $b: [[Unknown!]]!) { bus { name } }", .variablesAreInputTypes)
    }

    @Test func `refuses output types`() {
        expectErrors(
            "query ($a: 1️⃣Bus, $b: 2️⃣[[BusOrTram!]]!, $c: 3️⃣Vehicle) { bus { name } }", .variablesAreInputTypes,
            ExpectedError("1️⃣", #"Variable "$a" cannot be non-input type "Bus"."#),
            ExpectedError("2️⃣", #"Variable "$b" cannot be non-input type "[[BusOrTram!]]!"."#),
            ExpectedError("3️⃣", #"Variable "$c" cannot be non-input type "Vehicle"."#))
    }

    @Test func `refuses lists that nest deeper than types can`() {
        func type(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "Int" + String(repeating: "]", count: depth)
        }
        expectValid("query ($a: \(type(16))) { bus { name } }", .variablesAreInputTypes)
        expectErrors(
            "query ($a: 1️⃣\(type(17))) { bus { name } }", .variablesAreInputTypes,
            ExpectedError("1️⃣", #"Variable "$a" nests lists more than 16 deep."#))
        expectErrors(
            "query ($a: 1️⃣\(type(490)) = [1]) { search(any: $a) { id } }", .variablesAreInputTypes,
            ExpectedError("1️⃣", #"Variable "$a" nests lists more than 16 deep."#))
    }
}
