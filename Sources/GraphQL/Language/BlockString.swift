/// How a text is laid out between `"""`.
enum BlockString {
    /// Whether a block string means exactly this text when it is read again.
    static func canSay(_ text: String) -> Bool {
        if text.isEmpty { return true }
        for byte in text.utf8 where byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") {
            return false
        }
        let lines = lines(text)
        guard let first = lines.first, let last = lines.last, !isBlank(first), !isBlank(last) else { return false }
        // Indentation that all lines share would be taken away.
        return lines.count == 1 || lines.contains { !isBlank($0) && !startsWithWhiteSpace($0) }
    }

    struct Layout {
        let beginsOnNewLine: Bool
        let endsOnNewLine: Bool

        init(_ text: String) {
            let utf8 = text.utf8
            let lines = BlockString.lines(text)
            let endsWithQuotes = utf8.suffix(3).elementsEqual("\"\"\"".utf8)
            // Next to the closing quotes, these would be taken for part of them, or for an escape.
            let mustEnd = utf8.last == UInt8(ascii: "\"") || utf8.last == UInt8(ascii: "\\")
            let isLong = lines.count > 1 || utf8.count > 70 || mustEnd || endsWithQuotes
            // White space at the beginning of the first line counts only if nothing stands above it.
            beginsOnNewLine = isLong && !(lines.count == 1 && BlockString.startsWithWhiteSpace(utf8[...]))
            endsOnNewLine = isLong
        }
    }

    static func lines(_ text: String) -> [Substring.UTF8View] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private static func isBlank(_ line: Substring.UTF8View) -> Bool {
        line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    private static func startsWithWhiteSpace(_ line: Substring.UTF8View) -> Bool {
        line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t")
    }
}
