// What literals mean. Nothing is decoded while parsing: most strings of a document are read once, and many never.

extension Document {
    /// The value of a string or block string: escapes resolved, indentation of block strings removed.
    package func stringValue(of node: Node) -> String {
        let range = node.textStart..<node.textEnd
        if node.flags.contains(.isVerbatim) { return source.text(range) }
        let utf8 = node.kind == .blockString ? blockStringValue(range) : unescaped(range)
        return String(decoding: utf8, as: UTF8.self)
    }

    package func stringValue(of id: Node.ID) -> String { stringValue(of: self[id]) }

    /// The text of an int or float as it is written.
    package func numberText(of node: Node) -> String { source.text(node.textStart..<node.textEnd) }

    package func numberText(of id: Node.ID) -> String { numberText(of: self[id]) }

    /// Resolves the escape sequences of a quoted string.
    /// [Spec 2.9.4](https://spec.graphql.org/September2025/#sec-String-Value)
    private func unescaped(_ range: Range<Int>) -> [UInt8] {
        let bytes = source.paddedBytes
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            guard bytes[position] == UInt8(ascii: "\\") else {
                result.append(bytes[position])
                position += 1
                continue
            }
            let letter = bytes[position + 1]
            if letter == UInt8(ascii: "u"), let escape = UnicodeEscape(at: position, byte: { bytes[$0] }) {
                result.append(contentsOf: String(escape.scalar).utf8)
                position += escape.length
            } else {
                result.append(Document.character(ofEscape: letter))
                position += 2
            }
        }
        return result
    }

    private static func character(ofEscape letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter  // `"`, `\` and `/` stand for themselves
        }
    }
}

// MARK: - Block strings

extension Document {
    /// [Spec 2.9.4, BlockStringValue](https://spec.graphql.org/September2025/#BlockStringValue())
    private func blockStringValue(_ range: Range<Int>) -> [UInt8] {
        let bytes = source.paddedBytes
        let lines = lines(range)
        let contents = lines.map { line in line.drop { Document.isWhiteSpace(bytes[$0]) } }
        let commonIndent =
            zip(lines, contents).dropFirst()
            .filter { !$1.isEmpty }
            .map { $1.lowerBound - $0.lowerBound }
            .min() ?? 0
        guard let first = contents.firstIndex(where: { !$0.isEmpty }),
            let last = contents.lastIndex(where: { !$0.isEmpty })
        else { return [] }

        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        for index in first...last {
            if index > first { result.append(UInt8(ascii: "\n")) }
            appendWithoutEscapes(index == 0 ? lines[0] : lines[index].dropFirst(commonIndent), to: &result)
        }
        return result
    }

    private func lines(_ range: Range<Int>) -> [Range<Int>] {
        let bytes = source.paddedBytes
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        var position = start
        while position < range.upperBound {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
            lines.append(start..<position - 1)
            if byte == UInt8(ascii: "\r") && position < range.upperBound && bytes[position] == UInt8(ascii: "\n") {
                position += 1
            }
            start = position
        }
        lines.append(start..<range.upperBound)
        return lines
    }

    /// In a block string `\"""` stands for `"""`, and no other backslash means anything.
    private func appendWithoutEscapes(_ line: Range<Int>, to result: inout [UInt8]) {
        let bytes = source.paddedBytes
        for position in line {
            if bytes[position] == UInt8(ascii: "\\"), bytes[position..<line.upperBound].starts(with: #"\""""#.utf8) {
                continue
            }
            result.append(bytes[position])
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
