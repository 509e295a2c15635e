extension Document {
    /// Parses executable definitions, type system definitions, or both.
    /// [Spec 2](https://spec.graphql.org/September2025/#sec-Language)
    ///
    /// Takes time in proportion to the text, whatever the text is.
    ///
    /// - Throws: The first error in the text.
    public static func parse(_ text: String, limits: ParseLimits = .default) throws(SyntaxError) -> Document {
        try parse(text.utf8, symbols: .empty, limits: limits)
    }

    /// Parses UTF-8. Bytes that are not valid UTF-8 are an error like any other.
    public static func parse(_ utf8: [UInt8], limits: ParseLimits = .default) throws(SyntaxError) -> Document {
        try parse(utf8, symbols: .empty, limits: limits)
    }

    /// - Parameter symbols: Names that get the same numbers in each document that is parsed with them.
    package static func parse(
        _ text: String, symbols: Symbols, limits: ParseLimits = .default
    ) throws(SyntaxError) -> Document {
        try parse(text.utf8, symbols: symbols, limits: limits)
    }

    package static func parse(
        _ utf8: some Collection<UInt8>, symbols: Symbols, limits: ParseLimits = .default
    ) throws(SyntaxError) -> Document {
        var limits = limits
        limits.byteCount = min(limits.byteCount, ParseLimits.greatestByteCount)
        limits.depth = min(limits.depth, ParseLimits.greatestDepth)
        guard utf8.count <= limits.byteCount else {
            let message = "Document contains more than \(limits.byteCount) bytes. Parsing aborted."
            throw SyntaxError(.documentTooLarge, message, at: limits.byteCount, in: nil)
        }
        return try parse(Source(utf8), symbols: symbols, limits: limits)
    }

    private static func parse(
        _ source: Source, symbols: Symbols, limits: ParseLimits
    ) throws(SyntaxError) -> Document {
        try source.withBytes { bytes throws(SyntaxError) in
            try symbols.withLookup { lookup throws(SyntaxError) in
                var parser = Parser(bytes, source, symbols: symbols, lookup: lookup, limits: limits)
                return try parser.parseDocument()
            }
        }
    }
}
