import Testing

@testable import GraphQL

/// Takes the mark `1️⃣` out of a text, and says at which byte it stood.
func withoutMark(_ marked: String) -> (text: String, position: Int) {
    let mark = "1️⃣"
    guard let start = marked.range(of: mark) else {
        Issue.record("no mark in \(marked)")
        return (marked, 0)
    }
    let before = marked[..<start.lowerBound]
    return (String(before) + String(marked[start.upperBound...]), before.utf8.count)
}

extension String {
    fileprivate func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            formIndex(after: &start)
        }
        return nil
    }
}

/// Expects that parsing fails with this message where `1️⃣` stands in the text.
func expectError(
    _ marked: String, _ message: String, code: SyntaxError.Code = .syntaxError, limits: ParseLimits = .default,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let (text, position) = withoutMark(marked)
    do {
        _ = try Document.parse(text, limits: limits)
        Issue.record("parsed without an error: \(text)", sourceLocation: sourceLocation)
    } catch {
        #expect(error.message == "Syntax Error: " + message, sourceLocation: sourceLocation)
        #expect(error.position == position, "in \(text)", sourceLocation: sourceLocation)
        #expect(error.code == code, sourceLocation: sourceLocation)
    }
}

/// Expects that a text is printed like this, and that the print is printed as itself.
func expectPrint(
    _ text: String, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    do {
        let printed = try Document.parse(text).print()
        #expect(printed == expected + "\n", sourceLocation: sourceLocation)
        #expect(try Document.parse(printed).print() == printed, sourceLocation: sourceLocation)
    } catch {
        Issue.record("\(error) in \(text)", sourceLocation: sourceLocation)
    }
}

/// Expects that a text is printed as it is.
func expectPrintedAsIs(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    expectPrint(text, text, sourceLocation: sourceLocation)
}

/// The tokens of a valid document; strings by what they mean.
func tokens(of text: String) throws -> [String] {
    let source = Source(text.utf8)
    return try source.withBytes { bytes in
        var lexer = Lexer(bytes, source)
        var result: [String] = []
        try lexer.advance()
        while lexer.kind != .endOfFile {
            let isString = lexer.kind == .string || lexer.kind == .blockString
            result.append(isString ? "\"" + (try stringValue(lexer.text)) : lexer.text)
            try lexer.advance()
        }
        return result
    }
}

/// What a string literal means.
func stringValue(_ literal: String) throws -> String {
    let document = try Document.parse("{ a(b: \(literal)) }")
    let field = document[document[document.firstDefinition].selections]
    return document.stringValue(of: document[field.arguments].value)
}
