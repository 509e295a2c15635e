/// A description as a string literal that is pleasant to read and means exactly the same text.
///
/// Short ones are quoted, long ones and those with several lines stand in a block. A text that a block string cannot
/// hold, because a reader would strip some of it or a control character is in it, is quoted whatever its length.
/// [Spec 2.9.4](https://spec.graphql.org/September2025/#sec-String-Value)
struct DescriptionLiteral {
    let text: String

    /// - Parameters:
    ///   - indent: What stands before the literal, and before each line of a block.
    ///   - lineWidth: A quoted text that would reach beyond it becomes a block.
    init(_ description: String, indent: String, lineWidth: Int) {
        let quoted = Value.literal(description)
        let hasEscapes = quoted.unicodeScalars.count != description.unicodeScalars.count + 2
        let fits = indent.utf8.count + quoted.unicodeScalars.count <= lineWidth
        if fits, !hasEscapes {
            text = quoted
        } else {
            text = Self.block(description, indent: indent) ?? quoted
        }
    }

    /// The description between lines of `"""`; `nil` when a block string cannot mean it.
    private static func block(_ description: String, indent: String) -> String? {
        let hasControlCharacters = description.unicodeScalars.contains {
            ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || $0.value == 0x7F
        }
        if hasControlCharacters { return nil }
        let lines = description.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        // Readers drop blank lines at both ends, and the indentation that all lines share.
        guard let first = lines.first, let last = lines.last, !isBlank(first), !isBlank(last),
            lines.contains(where: { !isBlank($0) && !startsWithWhiteSpace($0) })
        else { return nil }
        var block = "\"\"\"\n"
        for line in lines {
            if !line.isEmpty { block += indent + escaped(line) }
            block += "\n"
        }
        return block + indent + "\"\"\""
    }

    private static func isBlank(_ line: Substring.UnicodeScalarView) -> Bool {
        line.allSatisfy { $0 == " " || $0 == "\t" }
    }

    private static func startsWithWhiteSpace(_ line: Substring.UnicodeScalarView) -> Bool {
        line.first == " " || line.first == "\t"
    }

    /// Puts a backslash before each `"""`.
    private static func escaped(_ line: Substring.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        var quotes = 0
        for scalar in line {
            quotes = scalar == "\"" ? quotes + 1 : 0
            result.append(scalar)
            if quotes == 3 {
                result.insert("\\", at: result.index(result.endIndex, offsetBy: -3))
                quotes = 0
            }
        }
        return String(result)
    }
}
