import Testing

@testable import GraphQL

@Suite struct ParseLimitTests {
    @Test func `stops at the first token too many`() throws {
        let limits = ParseLimits(tokenCount: 5)
        _ = try Document.parse("{ a, b, c } # not counted", limits: limits)
        expectError(
            "{ a b c d 1️⃣}", "Document contains more than 5 tokens. Parsing aborted.", code: .tooManyTokens,
            limits: limits)
        expectError(
            "{ a b c d 1️⃣e f g", "Document contains more than 5 tokens. Parsing aborted.", code: .tooManyTokens,
            limits: limits)
    }

    @Test(arguments: [
        ("{ a { b { c } } }", "{ a { b { c 1️⃣{ d } } } }"),
        ("{ ... { ... { c } } }", "{ ... { ... { ... 1️⃣{ d } } } }"),
        ("{ a(b: [[1]]) }", "{ a(b: [[1️⃣[1]]]) }"),
        ("{ a(b: {c: {d: 1}}) }", "{ a(b: {c: {d: 1️⃣[]}}) }"),
        ("type T { a: [[[B]]] }", "type T { a: [[[1️⃣[B]]]] }"),
        ("query ($a: [[[B]]]) { a }", "query ($a: [[[1️⃣[B]]]]) { a }"),
    ])
    func `stops at the first level too deep`(_ allowed: String, _ refused: String) throws {
        let limits = ParseLimits(depth: 3)
        _ = try Document.parse(allowed, limits: limits)
        expectError(
            refused, "Document is nested more than 3 levels deep. Parsing aborted.", code: .nestedTooDeeply,
            limits: limits)
    }

    @Test func `counts depth, not lists`() throws {
        _ = try Document.parse("{ a { b } c { d } e(f: [1], g: {h: 2}) { i } }", limits: ParseLimits(depth: 2))
    }

    @Test func `does not look at a document that is too large`() {
        do {
            _ = try Document.parse("{ abc }", limits: ParseLimits(byteCount: 6))
            Issue.record("parsed")
        } catch {
            #expect(error.code == .documentTooLarge)
            #expect(error.message == "Syntax Error: Document contains more than 6 bytes. Parsing aborted.")
            #expect(error.location == nil)
        }
        #expect(throws: Never.self) { try Document.parse("{ abc }", limits: ParseLimits(byteCount: 7)) }
    }

    @Test func `bounds depth even for those who ask for more`() {
        let deep = String(repeating: "{a", count: 10_000)
        do {
            _ = try Document.parse(deep, limits: ParseLimits(byteCount: .max, tokenCount: .max, depth: .max))
            Issue.record("parsed")
        } catch {
            #expect(error.code == .nestedTooDeeply)
            #expect(error.position == ParseLimits.greatestDepth * 2)
        }
    }

    @Test func `has a code of its own for each limit`() {
        #expect(
            SyntaxError.Code.allCases.map(\.rawValue)
                == ["SYNTAX_ERROR", "DOCUMENT_TOO_LARGE", "TOO_MANY_TOKENS", "NESTED_TOO_DEEPLY"])
    }
}
