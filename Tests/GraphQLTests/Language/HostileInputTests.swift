import Testing

@testable import GraphQL

/// Nothing here may trap, and nothing may take long.
@Suite struct HostileInputTests {
    private func code(of bytes: [UInt8], limits: ParseLimits = .trusted) -> SyntaxError.Code? {
        do {
            _ = try Document.parse(bytes, limits: limits)
            return nil
        } catch {
            _ = error.description
            return error.code
        }
    }

    private func code(of text: String) -> SyntaxError.Code? { code(of: Array(text.utf8)) }

    @Test func `survives every single byte and every pair of bytes`() {
        for first in UInt8.min...UInt8.max {
            #expect(code(of: [first]) == .syntaxError)
            for second in UInt8.min...UInt8.max { #expect(code(of: [first, second]) == .syntaxError) }
        }
    }

    @Test(arguments: [KitchenSink.executable, KitchenSink.typeSystem])
    func `survives every prefix of a document`(_ document: String) {
        let bytes = Array(document.utf8)
        for count in 0..<bytes.count { _ = code(of: Array(bytes[..<count])) }
    }

    @Test(arguments: [KitchenSink.executable, KitchenSink.typeSystem])
    func `survives a changed byte anywhere in a document`(_ document: String) {
        let bytes = Array(document.utf8)
        for index in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0xEF] {
                var changed = bytes
                changed[index] = byte
                _ = code(of: changed)
            }
        }
    }

    @Test(arguments: [
        "{", "{a", "{a{", "{a:b", "{a(b:[", "{a(b:{c:", "query($a:[", "type T{a:[", "...{", "{...{", "{...on A{", "[",
        "@a(",
    ])
    func `survives endless nesting`(_ part: String) {
        #expect(code(of: String(repeating: part, count: 100_000)) != nil)
    }

    @Test(arguments: ["[", "{c:", "[{c:["])
    func `survives endless nesting of values and types`(_ part: String) {
        #expect(code(of: "{a(b:" + String(repeating: part, count: 100_000)) == .nestedTooDeeply)
        #expect(code(of: "query($a:A=" + String(repeating: part, count: 100_000)) == .nestedTooDeeply)
        #expect(code(of: "type T{a:" + String(repeating: "[", count: 100_000)) == .nestedTooDeeply)
    }

    @Test(arguments: [
        "\"\"\"", "\"", "\\", "\"\\\"", "#", "#\n", "\u{FEFF}", ",", "\r", ".", "..", "...", "-", "0", "1", "1.", "e",
        "\\u{", "\"\\u{0",
        "\\\"\"\"", "@", "$", "&", "|", "(", ")", "!", "가", "\0",
    ])
    func `survives a megabyte of the same`(_ part: String) {
        #expect(code(of: String(repeating: part, count: 1_000_000 / part.utf8.count)) != nil)
    }

    @Test func `reads long tokens and long lists`() {
        let long = String(repeating: "x", count: 1_000_000)
        #expect(code(of: "{\(long)}") == nil)
        #expect(code(of: "{a(b:\"\(long)\")}") == nil)
        #expect(code(of: "{a(b:\"\\u{\(String(repeating: "0", count: 1_000_000))41}\")}") == nil)
        #expect(code(of: "{a(b:\(String(repeating: "9", count: 1_000_000)))}") == nil)
        #expect(code(of: "{a(b:[\(String(repeating: "1 ", count: 500_000))])}") == nil)
        #expect(code(of: "{\(String(repeating: "#\n", count: 500_000))a}") == nil)
        #expect(code(of: String(repeating: "{a}", count: 300_000)) == nil)
        #expect(code(of: "union U = A\(String(repeating: "|A", count: 300_000))") == nil)
    }

    @Test func `decodes a block string of nothing but line ends`() throws {
        let lines = String(repeating: "\n", count: 400_000)
        #expect(try stringValue("\"\"\"\(lines)a\(lines)\"\"\"") == "a")
    }

    @Test func `reads the deepest document it allows on a small stack`() throws {
        let depth = ParseLimits.greatestDepth
        let text = String(repeating: "{a", count: depth) + String(repeating: "}", count: depth)
        let document = try Document.parse(text, limits: .trusted)
        #expect(try Document.parse(document.print(), limits: .trusted).print() == document.print())
    }
}
