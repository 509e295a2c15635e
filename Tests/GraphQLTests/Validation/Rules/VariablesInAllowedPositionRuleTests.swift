import Testing

@testable import GraphQL

@Suite struct VariablesInAllowedPositionRuleTests {
    @Test func `accepts the same type, and a stricter one`() {
        expectValid(
            """
            query ($a: Int, $b: Int!, $c: [String], $d: [String!]!, $e: Area!, $f: Float!, $g: ID!) {
                values {
                    a: int(a: $a) b: int(a: $b) c: nonNullInt(a: $b) d: strings(a: $c) e: strings(a: $d)
                    f: nonNullStrings(a: $d) g: area(a: $e) h: area(a: {south: $f, west: 1})
                    i: strings(a: ["x"]) j: areas(a: [$e]) k: choice(a: {id: $g})
                }
            }
            """)
        expectValid("query ($a: Boolean!) { bus @skip(if: $a) { name @include(if: $a) } }")
    }

    @Test func `accepts a nullable variable where a default stands in for it`() {
        expectValid("query ($a: Int = 1) { values { nonNullInt(a: $a) } }")
        expectValid("query ($a: Int) { values { defaultInt(a: $a) } }")
        expectValid("query ($a: Boolean = true) { bus @skip(if: $a) { name } }")
    }

    @Test func `accepts anything where the type is not known`() {
        expectValid(
            "query ($a: Int, $b: Nothing) { values { any(a: [$a]) int(a: $b) x(a: $a) } }", .variablesInAllowedPosition)
    }

    @Test func `refuses another type`() {
        expectErrors(
            "query (1️⃣$a: String) { values { int(a: 2️⃣$a) } }", .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "String" used in position expecting type "Int"."#))
        expectErrors(
            "query (1️⃣$a: Int!) { values { float(a: 2️⃣$a) } }", .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "Int!" used in position expecting type "Float"."#))
    }

    @Test func `refuses null where it may not be`() {
        expectErrors(
            "query (1️⃣$a: Int, 3️⃣$b: Int = null) { values { nonNullInt(a: 2️⃣$a) x: nonNullInt(a: 4️⃣$b) } }",
            .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "Int" used in position expecting type "Int!"."#),
            ExpectedError("3️⃣4️⃣", #"Variable "$b" of type "Int" used in position expecting type "Int!"."#))
        expectErrors(
            "query (1️⃣$a: Boolean) { bus @skip(if: 2️⃣$a) { name } }", .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "Boolean" used in position expecting type "Boolean!"."#))
        expectErrors(
            "query (1️⃣$a: [String]) { values { nonNullStrings(a: 2️⃣$a) } }", .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "[String]" used in position expecting type "[String!]!"."#))
        expectErrors(
            "query (1️⃣$a: [String]!) { values { nonNullStrings(a: 2️⃣$a) } }", .variablesInAllowedPosition,
            ExpectedError(
                "1️⃣2️⃣",
                #"Variable "$a" of type "[String]!" used in position expecting type "[String!]!"."#))
    }

    @Test func `a default of the variable does not help its items`() {
        expectErrors(
            "query (1️⃣$a: [String] = []) { values { nonNullStrings(a: 2️⃣$a) } }", .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "[String]" used in position expecting type "[String!]!"."#))
    }

    @Test func `does not make lists of variables, nor of lists`() {
        expectErrors(
            "query (1️⃣$a: String, 3️⃣$b: [String]) { values { strings(a: 2️⃣$a) string(a: 4️⃣$b) } }",
            .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "String" used in position expecting type "[String]"."#),
            ExpectedError("3️⃣4️⃣", #"Variable "$b" of type "[String]" used in position expecting type "String"."#))
    }

    @Test func `looks into lists, objects and fragments`() {
        expectErrors(
            """
            query (1️⃣$a: Int, 2️⃣$b: Float) { values { ...F } }
            fragment F on Values { strings(a: [3️⃣$a]) area(a: {south: 4️⃣$b, west: 1, north: $b}) }
            """, .variablesInAllowedPosition,
            ExpectedError("1️⃣3️⃣", #"Variable "$a" of type "Int" used in position expecting type "String"."#),
            ExpectedError("2️⃣4️⃣", #"Variable "$b" of type "Float" used in position expecting type "Float!"."#))
    }

    @Test func `asks each operation that uses a fragment`() {
        expectErrors(
            """
            query A($a: Int) { values { ...F } }
            query B(1️⃣$a: String) { values { ...F } }
            fragment F on Values { int(a: 2️⃣$a) }
            """, .variablesInAllowedPosition,
            ExpectedError("1️⃣2️⃣", #"Variable "$a" of type "String" used in position expecting type "Int"."#))
    }

    @Test func `refuses a nullable variable in a OneOf input object, even with a default`() {
        expectErrors(
            #"query (1️⃣$a: ID, 3️⃣$b: String = "x") { values { choice(a: {id: 2️⃣$a}) x: choice(a: {name: 4️⃣$b}) } }"#,
            .variablesInAllowedPosition,
            ExpectedError(
                "1️⃣2️⃣",
                #"Variable "$a" is of type "ID" but must be non-nullable to be used for OneOf Input Object"#
                    + #" "Choice"."#),
            ExpectedError(
                "3️⃣4️⃣",
                #"Variable "$b" is of type "String" but must be non-nullable to be used for OneOf Input Object"#
                    + #" "Choice"."#))
    }
}
