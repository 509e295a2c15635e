import Foundation
import Testing

@testable import GraphQL

/// What is written, against another reader.
@Suite struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(capacity: 0)
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func read(_ text: String) throws -> [Any] {
        try #require(JSONSerialization.jsonObject(with: Data("[\(text)]".utf8)) as? [Any])
    }

    /// A custom scalar may write any number.
    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `A number that JSON has no word for is null`(number: Double) {
        #expect(written { $0.double(number) } == "null")
        #expect(written { $0.value(.list([.float(number)])) } == "[null]")
    }

    @Test func `Nothing is kept that was never written`() {
        #expect(
            written { json in
                json.string("abc")
                json.truncate(to: 4)
                json.truncate(to: 100_000)
            } == "\"abc")
    }

    // MARK: - Strings

    private static let hard: [Unicode.Scalar] = [
        "\"", "\\", "/", "\u{0}", "\u{1}", "\u{1F}", " ", "\u{7F}", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{2028}",
        "\u{2029}",
        "\u{80}", "é", "가", "🚇", "\u{FFFD}", "\u{FEFF}", "\u{10FFFF}", "\u{E000}", "\u{D7FF}",
    ]

    private func scalar(_ dice: inout Dice) -> Unicode.Scalar {
        switch dice.below(4) {
        case 0: dice.pick(JSONWriterTests.hard)
        case 1: Unicode.Scalar(UInt32(dice.below(0x11_0000))) ?? "x"
        default: Unicode.Scalar(UInt8(0x20 + dice.below(0x5F)))
        }
    }

    @Test(arguments: 0...70)
    func `Strings of every length are read back as they were`(length: Int) throws {
        var dice = Dice(UInt64(length), "strings")
        for _ in 0..<60 {
            var text = ""
            for _ in 0..<length { text.unicodeScalars.append(scalar(&dice)) }
            let json = written { $0.string(text) }
            #expect(json.unicodeScalars.elementsEqual(NaiveJSON.string(text).unicodeScalars))
            let parsed = try Value(json: json)
            guard case .string(let back) = parsed else {
                Issue.record("\(json)")
                return
            }
            #expect(back.unicodeScalars.elementsEqual(text.unicodeScalars))
            // Foundation drops byte order marks.
            if text.unicodeScalars.contains("\u{FEFF}") { continue }
            let foundation = try #require(try read(json)[0] as? String)
            #expect(foundation.unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test func `One special byte is found wherever it stands among harmless ones`() {
        for length in 0...70 {
            for place in 0..<length {
                for special in ["\"", "\\", "\u{0}", "\u{1F}", "\n", " ", "!", "#", "[", "]", "\u{7F}", "\u{80}"] {
                    let text =
                        String(repeating: "a", count: place) + special
                        + String(repeating: "b", count: length - place - 1)
                    let json = written { $0.string(text) }
                    #expect(json == NaiveJSON.string(text))
                }
            }
        }
    }

    @Test func `Strings follow one another through every growth of the memory`() {
        var json = JSONWriter(capacity: 0)
        var expected = ""
        for number in 0..<2000 {
            let text = String(repeating: number % 3 == 0 ? "\u{1}" : "x", count: number % 97)
            json.string(text)
            expected += NaiveJSON.string(text)
        }
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    // MARK: - Numbers

    @Test func `Doubles of any bit pattern are read back as the same number`() throws {
        var dice = Dice(1, "doubles")
        var checked = 0
        while checked < 20_000 {
            let number: Double
            switch dice.below(4) {
            case 0: number = Double(bitPattern: dice.next())
            case 1:
                number =
                    Double(Int(truncatingIfNeeded: dice.next()) >> dice.below(60))
                    / Double([1, 2, 10, 100, 1000, 10_000][dice.below(6)])
            case 2: number = Double(dice.below(100_000_000)) / 10_000
            default: number = Double(bitPattern: dice.next() & 0x800F_FFFF_FFFF_FFFF)
            }
            guard number.isFinite else { continue }
            checked += 1
            let json = written { $0.double(number) }
            #expect(Double(json) == number)
            #expect(try JSONDecoder().decode([Double].self, from: Data("[\(json)]".utf8)) == [number], "\(json)")
            if number != number.rounded() || number.magnitude < 1e15 {
                #expect(json.utf8.count <= number.description.utf8.count, "\(json)")
            }
        }
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.5, "0.5"), (-0.5, "-0.5"), (0.1, "0.1"), (0.0001, "0.0001"),
            (0.00012, "0.00012"),
            (1.25, "1.25"), (100, "100"), (999_999_999, "999999999"), (1_000_000_000, "1000000000"),
            (123_456_789_012, "123456789012"),
            (-123_456_789_012, "-123456789012"), (37.566535, "37.566535"), (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000"), (1e16, "1e+16"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNormalMagnitude, "2.2250738585072014e-308"),
        ] as [(Double, String)])
    func `Doubles are written as short as they can be`(number: Double, text: String) {
        #expect(written { $0.double(number) } == text)
    }

    @Test func `Whole numbers of every size are written`() {
        var numbers = [
            0, 1, -1, 9, 10, 99, 100, Int.max, Int.min, Int.max - 1, Int.min + 1, Int(Int32.max), Int(Int32.min),
        ]
        var power = 1
        for _ in 0..<18 {
            power *= 10
            numbers += [power - 1, power, power + 1, -power, 1 - power]
        }
        var dice = Dice(2, "ints")
        numbers += (0..<1000).map { _ in Int(truncatingIfNeeded: dice.next()) >> dice.below(64) }
        for number in numbers { #expect(written { $0.int(number) } == "\(number)") }
    }

    @Test func `Values of any kind are written`() {
        let value = Value.object([
            .init("a", .list([.null, .boolean(true), .boolean(false), .int(-5), .float(1.5), .enumValue("X")])),
            .init("b\"", .object([])),
            .init("c", .list([])), .init("d", .float(.nan)),
        ])
        #expect(written { $0.value(value) } == #"{"a":[null,true,false,-5,1.5,"X"],"b\"":{},"c":[],"d":null}"#)
    }
}

/// The shortest way to say what JSON wants.
enum NaiveJSON {
    static func string(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case "\u{8}": json += "\\b"
            case "\u{C}": json += "\\f"
            case _ where scalar.value < 0x20:
                json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
