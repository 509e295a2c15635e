/// Why a text is not a GraphQL document, or is larger than the ``ParseLimits`` allow.
public struct SyntaxError: Error, Sendable, CustomStringConvertible {
    /// For programs; stable.
    public enum Code: String, Sendable, CaseIterable {
        /// The text does not follow the grammar.
        case syntaxError = "SYNTAX_ERROR"
        /// More than ``ParseLimits/byteCount``.
        case documentTooLarge = "DOCUMENT_TOO_LARGE"
        /// More than ``ParseLimits/tokenCount``.
        case tooManyTokens = "TOO_MANY_TOKENS"
        /// More than ``ParseLimits/depth``.
        case nestedTooDeeply = "NESTED_TOO_DEEPLY"
    }

    /// One word, so that the parser's functions can hand an error up in a register.
    private let content: Content

    private final class Content: Sendable {
        let code: Code
        let message: String
        let position: Int
        let source: Source?

        init(code: Code, message: String, position: Int, source: Source?) {
            self.code = code
            self.message = message
            self.position = position
            self.source = source
        }
    }

    /// - Parameter source: Nil for a document that was not even looked at, because it is too large.
    init(_ code: Code, _ message: String, at position: Int, in source: Source?) {
        content = Content(code: code, message: "Syntax Error: \(message)", position: position, source: source)
    }

    /// What kind of error it is, for programs.
    public var code: Code { content.code }

    /// For people: what was expected and what was found.
    public var message: String { content.message }

    /// Offset of the byte where the error was noticed.
    public var position: Int { content.position }

    /// Where the error was noticed; nil for a document that is too large. Reads the text up to there.
    public var location: SourceLocation? { content.source?.location(of: position) }

    public var description: String {
        guard let location else { return message }
        return "\(location.line):\(location.column): \(message)"
    }
}
