import GraphQL
import Testing

/// Reading JSON, at the corners of RFC 8259.
@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", .null), (" \t\r\n true \n", .boolean(true)), ("false", .boolean(false)), ("0", .int(0)),
            ("-0", .int(0)),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .float(9_223_372_036_854_775_808)), ("1.0", .float(1)), ("1e2", .float(100)),
            ("1E+2", .float(100)),
            ("1e-2", .float(0.01)), ("0e0", .float(0)), ("-0.0", .float(-0.0)), ("0.1", .float(0.1)),
            ("1e-400", .float(0)),
            ("5e-324", .float(.leastNonzeroMagnitude)), ("1.7976931348623157e308", .float(.greatestFiniteMagnitude)),
            ("123456789012345678901234567890", .float(1.2345678901234568e29)),
            (#""""#, .string("")), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u0041\u00e9\uAC00""#, .string("Aé가")),
            (#""\uD83D\uDE87""#, .string("🚇")), (#""\u0000""#, .string("\u{0}")),
            ("\"\u{7F}\u{2028}\"", .string("\u{7F}\u{2028}")),
            (#""a\u0062c""#, .string("abc")), ("[]", .list([])), ("[ ]", .list([])), ("{}", .object([])),
            ("{ }", .object([])),
            ("[1,[2,[]],{}]", .list([.int(1), .list([.int(2), .list([])]), .object([])])),
            (
                #"{"a":{"b":[null]},"":1}"#,
                .object([.init("a", .object([.init("b", .list([.null]))])), .init("", .int(1))])
            ),
            (#"{"a":1,"b":2,"a":3,"a":4}"#, .object([.init("a", .int(4)), .init("b", .int(2))])),
        ] as [(String, Value)])
    func `Texts that are JSON are read`(text: String, value: Value) throws {
        #expect(try Value(json: text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "+1", "01", "-", "-01", "1.", ".5", "1.e1", "1e", "1e+",
        "0x1", "1_000", "--1",
        "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{", "}", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#,
        #"{"a" 1}"#,
        #"{a:1}"#, #"{'a':1}"#, #"{1:1}"#, #"{"a":1 "b":2}"#, "\"", #""a"#, #"'a'"#, #""\x""#, #""\u12""#, #""\u12G4""#,
        #""\U0041""#,
        #""\uD800""#, #""\uDC00""#, #""\uD800\u0041""#, #""\uD800x""#, #""\uDC00\uD800""#, #""\uD800\uD800""#, "\"\n\"",
        "\"\t\"",
        "\"\u{0}\"", "1 2", "null,", "[1]]", "\u{FEFF}1", "\u{A0}1", "1e400", "-1e400", "/* */1", "1//", "\u{0}",
        "1\u{0}", "\\u0031",
        #""\"#, #""\u"#, "\"\\\u{0}\"", "［］", #""\u００４１""#,
    ])
    func `Texts that are not JSON are refused`(text: String) {
        #expect(throws: JSONError.self) { try Value(json: text) }
    }

    @Test(
        arguments: [
            [0x22, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0xC3, 0x22], [0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0xEF, 0xBB, 0xBF, 0x31],
        ] as [[UInt8]])
    func `Bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try Value(json: bytes) }
    }

    @Test func `Keys are compared as they are written`() throws {
        // Equal Swift strings, but different keys.
        guard case .object(let fields) = try Value(json: "{\"\u{E9}\":1,\"e\u{301}\":2}") else {
            Issue.record("no object")
            return
        }
        #expect(fields.map(\.value) == [.int(1), .int(2)])
        #expect(try Value(json: "{\"\u{212A}\":1}")["K"] == nil)
        #expect(try Value(json: "{\"\u{212A}\":1}")["\u{212A}"] == .int(1))
    }

    @Test(arguments: [1, 7, 8, 9, 10, 30]) func `Of equal keys the last counts, however many there are`(count: Int)
        throws
    {
        let entries = (0..<count * 3).map { "\"key\($0 % count)\":\($0)" }.joined(separator: ",")
        let expected = (0..<count).map { Value.ObjectField("key\($0)", .int(count * 2 + $0)) }
        #expect(try Value(json: "{\(entries)}") == .object(expected))
    }

    @Test(arguments: [1, 5, 64]) func `Nesting is allowed up to the depth, and no deeper`(depth: Int) throws {
        for (open, inner, close) in [("[", "", "]"), ("[", "1", "]"), ("{\"a\":", "1", "}")] {
            func nested(_ levels: Int) -> String {
                String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
            }
            #expect(throws: Never.self) { try Value(json: nested(depth), maximumDepth: depth) }
            #expect(throws: JSONError.self) { try Value(json: nested(depth + 1), maximumDepth: depth) }
        }
        #expect(throws: JSONError.self) { try Value(json: String(repeating: "[", count: 1_000_000)) }
    }

    private static let sample =
        #"{"query":"{ shops(first: 3) { name } }\n","variables":{"a":[1,-2.5e3,null,true,false,"가\uD83D\uDE87\"\\"],"b":{"":{}}}}"#

    @Test func `Every truncation is refused, and never traps`() {
        let bytes = Array(JSONParserTests.sample.utf8)
        for length in 0..<bytes.count { #expect(throws: JSONError.self) { try Value(json: Array(bytes[..<length])) } }
    }

    private func written(_ value: Value) -> [UInt8] {
        var json = JSONWriter()
        json.value(value)
        return json.bytes
    }

    @Test func `Random bytes never trap, and what is read is written and read again as the same`() throws {
        var dice = Dice(3, "bytes")
        let alphabet = Array("{}[]\":,\\u0123456789abcdefDEtrufalsn.-+ \u{0}\u{1}é".utf8)
        let whole = Array(JSONParserTests.sample.utf8)
        for round in 0..<20_000 {
            var bytes: [UInt8]
            switch round % 3 {
            case 0: bytes = (0..<dice.below(40)).map { _ in dice.pick(alphabet) }
            case 1: bytes = (0..<dice.below(20)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            default:
                bytes = whole
                for _ in 0..<1 + dice.below(3) { bytes[dice.below(bytes.count)] = dice.pick(alphabet) }
            }
            guard let value = try? Value(json: bytes) else { continue }
            let json = written(value)
            // Whole numbers are written without a fraction, so the value may differ, but not what is written of it.
            #expect(try written(Value(json: json)) == json)
        }
    }
}
