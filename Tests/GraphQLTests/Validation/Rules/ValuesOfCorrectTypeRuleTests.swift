import Testing

@testable import GraphQL

@Suite struct ValuesOfCorrectTypeRuleTests {
    private func expect(
        _ field: String, _ marked: String, _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        expectErrors(
            "{ values { \(field)(a: \(marked)) } }", .valuesOfCorrectType, ExpectedError("1️⃣", message),
            sourceLocation: sourceLocation)
    }

    @Test func `accepts values of the right type, and null where it may be`() {
        expectValid(
            """
            {
                values {
                    a: int(a: 2) b: int(a: -2147483648) c: int(a: null) d: int(a: 2147483647)
                    e: float(a: 1) f: float(a: -1.5e3) g: float(a: 99999999999999999999)
                    h: string(a: "x") i: string(a: \"""block\""") j: boolean(a: true)
                    k: id(a: 1) l: id(a: "one") m: id(a: 123456789012345678901234567890)
                    n: side(a: LEFT) o: nonNullInt(a: 0) p: defaultInt
                    q: strings(a: ["x", null]) r: strings(a: "x") s: strings(a: null) t: nonNullStrings(a: [])
                    u: area(a: {south: 1, west: 2.5, north: null, tags: "x"}) v: areas(a: {south: 1, west: 2})
                    w: areas(a: [{south: 1, west: 2, inner: {south: 1, west: 1}}])
                }
            }
            """)
    }

    @Test(arguments: ["1", "1.5", #""x""#, "true", "X", "null", "[1, [X]]", #"{a: {b: "c"}, d: [E]}"#, "{}", "[]"])
    func `accepts any literal for a custom scalar`(_ literal: String) {
        expectValid("{ values { any(a: \(literal)) } }")
    }

    @Test func `refuses null where it may not be`() {
        expect("nonNullInt", "1️⃣null", #"Expected value of type "Int!", found null."#)
        expect("defaultInt", "1️⃣null", #"Expected value of type "Int!", found null."#)
        expect("nonNullStrings", "1️⃣null", #"Expected value of type "[String!]!", found null."#)
        expect("nonNullStrings", #"["x", 1️⃣null]"#, #"Expected value of type "String!", found null."#)
        expect("area", "{south: 1️⃣null, west: 1}", #"Expected value of type "Float!", found null."#)
    }

    @Test func `refuses what is no Int`() {
        expect("int", #"1️⃣"3""#, #"Int cannot represent non-integer value: "3""#)
        expect("int", "1️⃣2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")
        expect("int", "1️⃣-2147483649", "Int cannot represent non 32-bit signed integer value: -2147483649")
        expect(
            "int", "1️⃣829384293849283498239482938",
            "Int cannot represent non 32-bit signed integer value: 829384293849283498239482938")
        expect("int", "1️⃣3.0", "Int cannot represent non-integer value: 3.0")
        expect("int", "1️⃣FOO", "Int cannot represent non-integer value: FOO")
        expect("int", "1️⃣true", "Int cannot represent non-integer value: true")
        expect("int", "1️⃣[3]", "Int cannot represent non-integer value: [3]")
        expect("int", "1️⃣{a: [$b]}", "Int cannot represent non-integer value: {a: [$b]}")
    }

    @Test func `refuses what is no Float`() {
        expect("float", #"1️⃣"3.5""#, #"Float cannot represent non numeric value: "3.5""#)
        expect("float", "1️⃣true", "Float cannot represent non numeric value: true")
        expect("float", "1️⃣X", "Float cannot represent non numeric value: X")
    }

    @Test func `refuses what is no String`() {
        expect("string", "1️⃣1", "String cannot represent a non string value: 1")
        expect("string", "1️⃣1.5", "String cannot represent a non string value: 1.5")
        expect("string", "1️⃣true", "String cannot represent a non string value: true")
        expect("string", "1️⃣BAR", "String cannot represent a non string value: BAR")
    }

    @Test func `refuses what is no Boolean`() {
        expect("boolean", "1️⃣2", "Boolean cannot represent a non boolean value: 2")
        expect("boolean", #"1️⃣"true""#, #"Boolean cannot represent a non boolean value: "true""#)
        expect("boolean", "1️⃣TRUE", "Boolean cannot represent a non boolean value: TRUE")
    }

    @Test func `refuses what is no ID`() {
        expect("id", "1️⃣1.0", "ID cannot represent a non-string and non-integer value: 1.0")
        expect("id", "1️⃣true", "ID cannot represent a non-string and non-integer value: true")
        expect("id", "1️⃣SOMETHING", "ID cannot represent a non-string and non-integer value: SOMETHING")
    }

    @Test func `refuses what is no value of an enum`() {
        expect("side", "1️⃣2", #"Enum "Side" cannot represent non-enum value: 2."#)
        expect(
            "side", #"1️⃣"LEFT""#,
            #"Enum "Side" cannot represent non-enum value: "LEFT". Did you mean the enum value "LEFT"?"#)
        expect("side", "1️⃣true", #"Enum "Side" cannot represent non-enum value: true."#)
        expect("side", "1️⃣DIESEL", #"Value "DIESEL" does not exist in "Side" enum."#)
        expect("side", "1️⃣left", #"Value "left" does not exist in "Side" enum. Did you mean the enum value "LEFT"?"#)
    }

    @Test func `refuses wrong items of lists, and wrong single values for lists`() {
        expect("strings", #"["x", 1️⃣2]"#, "String cannot represent a non string value: 2")
        expect("strings", "1️⃣1", "String cannot represent a non string value: 1")
        expect("strings", #"["x", 1️⃣["y"]]"#, #"String cannot represent a non string value: ["y"]"#)
        expectErrors(
            "{ search(matrix: [[1, 1️⃣null], 2️⃣null, 2, [3️⃣X]]) { id } }", .valuesOfCorrectType,
            ExpectedError("1️⃣", #"Expected value of type "Int!", found null."#),
            ExpectedError("2️⃣", #"Expected value of type "[Int!]!", found null."#),
            ExpectedError("3️⃣", "Int cannot represent non-integer value: X"))
    }

    @Test func `refuses input objects with missing, unknown or wrong fields`() {
        expect("area", "1️⃣{south: 1}", #"Field "Area.west" of required type "Float!" was not provided."#)
        expect("area", "1️⃣2", #"Expected value of type "Area", found 2."#)
        expect("area", "1️⃣[2]", #"Expected value of type "Area", found [2]."#)
        expect("area", "{south: 1, west: 1️⃣X}", "Float cannot represent non numeric value: X")
        expect(
            "area", "{south: 1, west: 1, 1️⃣nort: 1}",
            #"Field "nort" is not defined by type "Area". Did you mean "north"?"#)
        expect("area", "{south: 1, west: 1, 1️⃣zzz: 1}", #"Field "zzz" is not defined by type "Area"."#)
        expect(
            "areas", "[{south: 1, west: 1}, 1️⃣{west: 1}]",
            #"Field "Area.south" of required type "Float!" was not provided."#)
        expectErrors(
            "{ values { area(a: 1️⃣{south: 1, 2️⃣east: 1, inner: 3️⃣{}}) } }", .valuesOfCorrectType,
            ExpectedError("1️⃣", #"Field "Area.west" of required type "Float!" was not provided."#),
            ExpectedError("2️⃣", #"Field "east" is not defined by type "Area". Did you mean "west"?"#),
            ExpectedError("3️⃣", #"Field "Area.south" of required type "Float!" was not provided."#),
            ExpectedError("3️⃣", #"Field "Area.west" of required type "Float!" was not provided."#))
    }

    @Test func `is not deceived by a required field that is given twice`() {
        expectErrors(
            "{ values { area(a: 1️⃣{south: 1, south: 2}) } }", .valuesOfCorrectType,
            ExpectedError("1️⃣", #"Field "Area.west" of required type "Float!" was not provided."#))
    }

    @Test func `accepts one field of a OneOf input object`() {
        expectValid("{ values { a: choice(a: {id: 1}) b: choice(a: {area: {south: 1, west: 1}}) c: choice(a: null) } }")
        expectValid("query ($x: String!) { values { choice(a: {name: $x}) } }")
    }

    @Test func `refuses none, several, or null in a OneOf input object`() {
        expect("choice", "1️⃣{}", #"OneOf Input Object "Choice" must specify exactly one key."#)
        expect("choice", #"1️⃣{id: 1, name: "x"}"#, #"OneOf Input Object "Choice" must specify exactly one key."#)
        expect("choice", #"1️⃣{id: null, name: "x"}"#, #"OneOf Input Object "Choice" must specify exactly one key."#)
        expect("choice", "1️⃣{id: 1, name: $x}", #"OneOf Input Object "Choice" must specify exactly one key."#)
        expect("choice", "1️⃣{id: null}", #"Field "Choice.id" must be non-null."#)
    }

    @Test func `checks the defaults of variables, and the arguments of directives`() {
        expectErrors(
            #"""
            query (
                $a: Int = 1️⃣"x", $b: Int! = 2️⃣null, $c: Area = 3️⃣{south: 1}, $d: [Side] = [LEFT, 4️⃣UP],
                $e: Boolean = true @tag(label: 5️⃣1)
            ) { bus @skip(if: 6️⃣"yes") { name } }
            """#, .valuesOfCorrectType,
            ExpectedError("1️⃣", #"Int cannot represent non-integer value: "x""#),
            ExpectedError("2️⃣", #"Expected value of type "Int!", found null."#),
            ExpectedError("3️⃣", #"Field "Area.west" of required type "Float!" was not provided."#),
            ExpectedError("4️⃣", #"Value "UP" does not exist in "Side" enum."#),
            ExpectedError("5️⃣", "String cannot represent a non string value: 1"),
            ExpectedError("6️⃣", #"Boolean cannot represent a non boolean value: "yes""#))
    }

    @Test func `shows long literals in part`() {
        let errors = validationErrors("{ values { int(a: \"\(String(repeating: "x", count: 100_000))\") } }")
        #expect(errors.count == 1 && errors[0].message.utf8.count < 200)
        let list = validationErrors("{ values { int(a: [\(String(repeating: "X ", count: 50_000))]) } }")
        #expect(list.count == 1 && list[0].message.utf8.count < 200)
    }
}
