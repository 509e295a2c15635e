import Testing

@testable import GraphQL

@Suite struct ValueTests {
    @Test func `resolves every escape of a string`() throws {
        #expect(try stringValue(#""plain""#) == "plain")
        #expect(try stringValue("\"\"") == "")
        #expect(try stringValue(#""\" \\ \/ \b \f \n \r \t""#) == "\" \\ / \u{8} \u{C} \n \r \t")
        #expect(try stringValue(#""\u0041\u00e9\uAC00\u0000""#) == "Aé가\0")
        #expect(try stringValue(#""\u{41}\u{0}\u{1F600}\u{10FFFF}""#) == "A\0\u{1F600}\u{10FFFF}")
        #expect(try stringValue(#""\u{000000000000000000000041}""#) == "A")
        #expect(try stringValue(#""\uD83D\uDE00 \ud83d\ude00""#) == "\u{1F600} \u{1F600}")
        #expect(try stringValue("\"tab\t 가 \u{7} \u{0} \u{2028} 😀\"") == "tab\t 가 \u{7} \u{0} \u{2028} 😀")
        #expect(try stringValue(##""# , { not a comment""##) == "# , { not a comment")
    }

    @Test func `removes the indentation of block strings`() throws {
        func block(_ content: String) throws -> String { try stringValue("\"\"\"\(content)\"\"\"") }
        #expect(try block("") == "")
        #expect(try block("one line") == "one line")
        #expect(try block("  leading and trailing  ") == "  leading and trailing  ")
        #expect(try block("  \n\t\n  ") == "")
        #expect(
            try block("\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  ")
                == "Hello,\n  World!\n\nYours,\n  GraphQL.")
        #expect(try block("first\n    second\n      third") == "first\nsecond\n  third")
        #expect(try block("\n\n   a\n\n   \n   b\n\n\n") == "a\n\n\nb")
        #expect(try block("\n  a\n     \n  b") == "a\n   \nb")
        #expect(try block("\n\ta\n\t\tb") == "a\n\tb")
        #expect(try block("\r\n  a\r  b\r\n  c\n  d") == "a\nb\nc\nd")
        #expect(try block(#"say \""" and \n and \" ."#) == #"say """ and \n and \" ."#)
        #expect(try block(#"\\"""."#) == #"\"""."#)
        #expect(try block("\u{0}\u{7}가😀") == "\u{0}\u{7}가😀")
    }

    @Test func `copies strings that need no change`() throws {
        func isVerbatim(_ literal: String) throws -> Bool {
            let document = try Document.parse("{ a(b: \(literal)) }")
            let field = document[document[document.firstDefinition].selections]
            return document[document[field.arguments].value].flags.contains(.isVerbatim)
        }
        #expect(try isVerbatim(#""plain 가""#))
        #expect(try !isVerbatim(#""new\nline""#))
        #expect(try isVerbatim("\"\"\"one line\"\"\""))
        #expect(try isVerbatim("\"\"\"\"\"\""))
        #expect(try !isVerbatim("\"\"\"  \"\"\""))
        #expect(try !isVerbatim("\"\"\"a\nb\"\"\""))
        #expect(try !isVerbatim("\"\"\"\\\"\"\"\"\"\""))
    }

    @Test func `keeps numbers as they are written`() throws {
        for number in ["0", "-0", "9", "-12345678901234567890", "0.5", "-0.0", "1e10", "1E+3", "12.34e-56", "0e0"] {
            let document = try Document.parse("{ a(b: \(number)) }")
            let field = document[document[document.firstDefinition].selections]
            let value = document[document[field.arguments].value]
            #expect(document.numberText(of: value) == number)
            #expect(value.kind == (number.contains { ".eE".contains($0) } ? .float : .int))
        }
    }

    @Test func `tells booleans, null and enum values apart`() throws {
        let document = try Document.parse("{ a(b: [true, false, null, TRUE, on, query, nullable, _]) }")
        let field = document[document[document.firstDefinition].selections]
        let items = document.list(document[document[field.arguments].value].items).map { document[$0] }
        #expect(items.map(\.kind) == [.boolean, .boolean, .null] + Array(repeating: .enumValue, count: 5))
        #expect(items[0].flags.contains(.isTrue) && !items[1].flags.contains(.isTrue))
        #expect(items[3...].map { document.text($0.name) } == ["TRUE", "on", "query", "nullable", "_"])
    }
}
