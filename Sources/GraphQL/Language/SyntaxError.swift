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

    public let code: Code
    /// For people: what was expected and what was found.
    public let message: String
    /// Offset of the byte where the error was noticed.
    public let position: Int
    /// Nil for a document that was not even looked at, because it is too large.
    private let source: Source?

    init(_ code: Code, _ message: String, at position: Int, in source: Source?) {
        self.code = code
        self.message = "Syntax Error: \(message)"
        self.position = position
        self.source = source
    }

    /// Where the error was noticed; nil for a document that is too large. Reads the text up to there.
    public var location: SourceLocation? { source?.location(of: position) }

    public var description: String {
        guard let location else { return message }
        return "\(location.line):\(location.column): \(message)"
    }
}
