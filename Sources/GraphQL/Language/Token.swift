/// What a token is. A punctuator's kind is its character.
struct TokenKind: Equatable, Sendable {
    let rawValue: UInt8

    @inline(__always)
    init(rawValue: UInt8) { self.rawValue = rawValue }

    @inline(__always)
    private init(_ character: Unicode.Scalar) { rawValue = UInt8(ascii: character) }

    static var endOfFile: TokenKind { TokenKind(rawValue: 0) }
    static var bang: TokenKind { TokenKind("!") }
    static var dollar: TokenKind { TokenKind("$") }
    static var ampersand: TokenKind { TokenKind("&") }
    static var parenthesisOpen: TokenKind { TokenKind("(") }
    static var parenthesisClose: TokenKind { TokenKind(")") }
    static var spread: TokenKind { TokenKind(".") }
    static var colon: TokenKind { TokenKind(":") }
    static var equals: TokenKind { TokenKind("=") }
    static var at: TokenKind { TokenKind("@") }
    static var bracketOpen: TokenKind { TokenKind("[") }
    static var bracketClose: TokenKind { TokenKind("]") }
    static var braceOpen: TokenKind { TokenKind("{") }
    static var pipe: TokenKind { TokenKind("|") }
    static var braceClose: TokenKind { TokenKind("}") }
    static var name: TokenKind { TokenKind("a") }
    static var int: TokenKind { TokenKind("0") }
    static var float: TokenKind { TokenKind("1") }
    static var string: TokenKind { TokenKind("\"") }
    static var blockString: TokenKind { TokenKind("#") }

    /// As messages call it: `Name`, `Int`, `"{"`.
    var description: String {
        switch self {
        case .endOfFile: "<EOF>"
        case .name: "Name"
        case .int: "Int"
        case .float: "Float"
        case .string: "String"
        case .blockString: "BlockString"
        case .spread: "\"...\""
        default: "\"\(Unicode.Scalar(rawValue))\""
        }
    }
}

/// A set of ASCII characters that answers without a branch on the character: one bit for each.
struct ASCIISet: Sendable {
    /// Characters 0 to 63.
    private let low: UInt64
    /// Characters 64 to 127.
    private let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let half = byte < 64 ? low : high
        return byte < 128 && (half &>> UInt64(byte & 63)) & 1 != 0
    }

    @inline(__always)
    private static func bit(_ character: Unicode.Scalar) -> UInt64 { 1 &<< UInt64(character.value & 63) }

    // Computed, so that the optimiser sees two constants.

    /// White space, line ends, commas.
    static var ignored: ASCIISet {
        ASCIISet(low: bit("\t") | bit("\n") | bit("\r") | bit(" ") | bit(","), high: 0)
    }

    /// Letters and the underscore.
    static var nameStart: ASCIISet {
        let alphabet: UInt64 = (1 << 26 - 1) << 1
        return ASCIISet(low: 0, high: alphabet | bit("_") | alphabet << 32)
    }

    static var digits: ASCIISet { ASCIISet(low: (1 << 10 - 1) << 48, high: 0) }

    static var punctuators: ASCIISet {
        ASCIISet(
            low: bit("!") | bit("$") | bit("&") | bit("(") | bit(")") | bit(":") | bit("="),
            high: bit("@") | bit("[") | bit("]") | bit("{") | bit("|") | bit("}")
        )
    }

    /// What a scanner may step over inside a string without a closer look.
    static var plainInString: ASCIISet {
        ASCIISet(low: ~(1 | bit("\n") | bit("\r") | bit("\"")), high: ~bit("\\"))
    }

    /// What a scanner may step over in a comment.
    static var plainInComment: ASCIISet { ASCIISet(low: ~(1 | bit("\n") | bit("\r")), high: ~0) }
}
