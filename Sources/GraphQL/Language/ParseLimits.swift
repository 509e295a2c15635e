/// How much document a parser is willing to read. Each limit has its own ``SyntaxError/Code-swift.enum``.
public struct ParseLimits: Hashable, Sendable {
    /// Bytes of UTF-8. No document may have 2³⁰ bytes or more.
    public var byteCount: Int
    /// Tokens: names, numbers, strings and punctuators, but neither comments nor commas.
    public var tokenCount: Int
    /// How deep selection sets, list values, object values and list types may nest, counted together.
    ///
    /// The parser and everything that reads its document use the stack in proportion to it, so no more than
    /// ``greatestDepth`` is ever allowed.
    public var depth: Int

    /// No limit of ``depth`` goes beyond it.
    public static let greatestDepth = 500
    static let greatestByteCount = 1 << 30 - 1

    public init(byteCount: Int = 1_000_000, tokenCount: Int = 100_000, depth: Int = 200) {
        self.byteCount = byteCount
        self.tokenCount = tokenCount
        self.depth = depth
    }

    /// For documents from strangers.
    public static let `default` = ParseLimits()

    /// For documents from a trusted hand, such as the schema. Still bounded in depth.
    public static let trusted = ParseLimits(byteCount: .max, tokenCount: .max, depth: greatestDepth)
}
