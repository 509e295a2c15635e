/// Cuts source text into tokens, one at a time. [Spec 2.1](https://spec.graphql.org/September2025/#sec-Source-Text)
///
/// Linear in the text, whatever it contains: each byte is looked at a constant number of times.
struct Lexer {
    let bytes: SourceBytes
    let source: Source

    /// The current token. Its text is `start..<end`; for strings that includes the quotes.
    var kind = TokenKind.endOfFile
    var start: Int
    var end: Int
    /// Whether the string just read stands for itself: no escape, no indentation to remove.
    var isVerbatim = false

    /// Begins before the first token at or after `position`: ``advance()`` reads it.
    init(_ bytes: SourceBytes, _ source: Source, at position: Int = 0) {
        self.bytes = bytes
        self.source = source
        start = position
        end = position
    }

    @inline(__always)
    mutating func advance() throws(SyntaxError) {
        var position = end
        var byte = bytes[position]
        while ASCIISet.ignored.contains(byte) {
            position &+= 1
            byte = bytes[position]
        }
        if ASCIISet.nameStart.contains(byte) {
            start = position
            end = bytes.endOfName(position)
            kind = .name
        } else if ASCIISet.punctuators.contains(byte) {
            start = position
            end = position &+ 1
            kind = TokenKind(rawValue: byte)
        } else {
            try advanceToRareToken(position)
        }
    }

    /// Whether the current token is this keyword. Keywords are names with a meaning in their place only.
    func isKeyword(_ keyword: StaticString) -> Bool {
        guard kind == .name, end - start == keyword.utf8CodeUnitCount else { return false }
        return bytes.matches(keyword, at: start)
    }

    /// The current token as it is written.
    var text: String { source.text(start..<end) }

    /// The current token as messages show it: `Name "shop"`, `"}"`, `<EOF>`.
    var description: String {
        switch kind {
        case .name, .int, .float: "\(kind.description) \"\(excerpt(start..<end))\""
        case .string: "\(kind.description) \"\(excerpt(start + 1..<end - 1))\""
        case .blockString: "\(kind.description) \"\(excerpt(start + 3..<end - 3))\""
        default: kind.description
        }
    }

    /// The text for a message: on one line, and not too long.
    private func excerpt(_ range: Range<Int>) -> String {
        let longest = 60
        let scalars = source.text(range).unicodeScalars
        var result = ""
        for scalar in scalars.prefix(longest) {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return scalars.dropFirst(longest).isEmpty ? result : result + "…"
    }

    func error(_ message: String, at position: Int) -> SyntaxError {
        SyntaxError(.syntaxError, message, at: position, in: source)
    }
}
