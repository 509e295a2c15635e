// Everything but names and punctuators: comments, numbers, strings, and what is no token at all.
//
// The helpers are `mutating`, though some change nothing: else each call would copy the lexer that has just been written.

extension Lexer {
    /// Reads the token at or after `position`, where neither a name nor a punctuator nor white space stands.
    @inline(never)
    mutating func advanceToRareToken(_ position: Int) throws(SyntaxError) {
        start = position
        switch bytes[position] {
        case UInt8(ascii: "#"):
            end = try endOfComment(position + 1)
            try skipToToken()
        case UInt8(ascii: "\""):
            try readString()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            try readNumber()
        case UInt8(ascii: "."):
            try readSpread()
        case 0 where position == bytes.count:
            end = position
            kind = .endOfFile
        case 0xEF where bytes[position + 1] == 0xBB && bytes[position + 2] == 0xBF:
            end = position + 3  // a byte order mark is ignored wherever it stands
            try skipToToken()
        case UInt8(ascii: "'"):
            let message = "Unexpected single quote character ('), did you mean to use a double quote (\")?"
            throw error(message, at: position)
        default:
            throw error("Unexpected character: \(try quoted(at: position)).", at: position)
        }
    }

    /// Continues after something that is ignored, however much of it follows, and without using more stack for it.
    private mutating func skipToToken() throws(SyntaxError) {
        var position = end
        while true {
            let byte = bytes[position]
            if ASCIISet.ignored.contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "#") {
                position = try endOfComment(position + 1)
            } else if byte == 0xEF, bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF {
                position += 3
            } else {
                break
            }
        }
        end = position
        try advance()
    }

    private mutating func endOfComment(_ start: Int) throws(SyntaxError) -> Int {
        var position = start
        while true {
            let byte = bytes[position]
            if ASCIISet.plainInComment.contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || position == bytes.count {
                return position
            } else {
                position += try scalarLength(at: position)
            }
        }
    }

    private mutating func readSpread() throws(SyntaxError) {
        if bytes.matches("...", at: start) {
            end = start + 3
            kind = .spread
            return
        }
        let next = bytes[start + 1]
        if ASCIISet.digits.contains(next) {
            let digits = source.text(start + 1..<bytes.endOfDigits(start + 1)).shortened()
            throw error("Invalid number, expected digit before \".\", did you mean \"0.\(digits)\"?", at: start)
        }
        if next == UInt8(ascii: ".") { throw error("Unexpected \"..\", did you mean \"...\"?", at: start) }
        throw error("Unexpected character: \".\".", at: start)
    }
}

// MARK: - Numbers

extension Lexer {
    /// IntValue, FloatValue. [Spec 2.9.1](https://spec.graphql.org/September2025/#sec-Int-Value)
    private mutating func readNumber() throws(SyntaxError) {
        var position = start
        kind = .int
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if bytes[position] == UInt8(ascii: "0") {
            position += 1
            if ASCIISet.digits.contains(bytes[position]) {
                throw error("Invalid number, unexpected digit after 0: \(try quoted(at: position)).", at: position)
            }
        } else {
            position = try endOfDigits(position)
        }
        if bytes[position] == UInt8(ascii: ".") {
            kind = .float
            position = try endOfDigits(position + 1)
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            kind = .float
            position += 1
            if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            position = try endOfDigits(position)
        }
        // Else `0xF` and `1.2.3` would be two tokens, and mean something that nobody meant.
        if bytes[position] == UInt8(ascii: ".") || ASCIISet.nameStart.contains(bytes[position]) {
            throw error("Invalid number, expected digit but got: \(try quoted(at: position)).", at: position)
        }
        end = position
    }

    /// Digit+
    @inline(__always)
    private mutating func endOfDigits(_ start: Int) throws(SyntaxError) -> Int {
        guard ASCIISet.digits.contains(bytes[start]) else {
            throw error("Invalid number, expected digit but got: \(try quoted(at: start)).", at: start)
        }
        return bytes.endOfDigits(start)
    }
}

// MARK: - Strings

extension Lexer {
    /// StringValue. [Spec 2.9.4](https://spec.graphql.org/September2025/#sec-String-Value)
    private mutating func readString() throws(SyntaxError) {
        if bytes.matches("\"\"\"", at: start) { return try readBlockString() }
        kind = .string
        isVerbatim = true
        var position = start + 1
        while true {
            let byte = bytes[position]
            if ASCIISet.plainInString.contains(byte) {
                position += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                end = position + 1
                return
            case UInt8(ascii: "\\"):
                isVerbatim = false
                position += try escapeLength(at: position)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw error("Unterminated string.", at: position)
            case 0 where position == bytes.count:
                throw error("Unterminated string.", at: position)
            default:
                position += try scalarLength(at: position)
            }
        }
    }

    private mutating func readBlockString() throws(SyntaxError) {
        kind = .blockString
        isVerbatim = true
        var position = start + 3
        var isBlank = true
        while true {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\"") where bytes.matches("\"\"\"", at: position):
                end = position + 3
                if isBlank && position > start + 3 { isVerbatim = false }
                return
            case UInt8(ascii: "\\") where bytes.matches("\\\"\"\"", at: position):
                isVerbatim = false
                position += 4
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                isVerbatim = false
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                position += 1
            case 0 where position == bytes.count:
                throw error("Unterminated string.", at: position)
            case 1..<0x80:
                isBlank = false
                position += 1
            default:
                isBlank = false
                position += try scalarLength(at: position)
            }
        }
    }

    /// How long the escape sequence at `position` is, if it is one.
    private mutating func escapeLength(at position: Int) throws(SyntaxError) -> Int {
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            let bytes = bytes
            if let escape = UnicodeEscape(at: position, byte: { bytes[$0] }) { return escape.length }
            let end = bytes[position + 2] == UInt8(ascii: "{") ? 12 : 6
            throw error("Invalid Unicode escape sequence: \"\(scalars(end, from: position))\".", at: position)
        default:
            throw error("Invalid character escape sequence: \"\(scalars(2, from: position))\".", at: position)
        }
    }
}

// MARK: - Characters

extension Lexer {
    /// The length of the UTF-8 sequence at `position`.
    private mutating func scalarLength(at position: Int) throws(SyntaxError) -> Int {
        if bytes[position] < 0x80 { return 1 }
        return UTF8.width(try scalar(at: position))
    }

    private mutating func scalar(at position: Int) throws(SyntaxError) -> Unicode.Scalar {
        var decoder = UTF8()
        var input = source.paddedBytes[position..<source.count].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&input) else {
            throw error("Invalid UTF-8: \(hexadecimal(UInt32(bytes[position]), digits: 2)).", at: position)
        }
        return scalar
    }

    /// The character at `position` for a message: `"a"`, `U+00E9`, `<EOF>`.
    private mutating func quoted(at position: Int) throws(SyntaxError) -> String {
        if position == bytes.count { return "<EOF>" }
        let scalar = try scalar(at: position)
        if scalar == "\"" { return "'\"'" }
        if (" "..."~").contains(scalar) { return "\"\(scalar)\"" }
        return "U+\(hexadecimal(scalar.value, digits: 4))"
    }

    private func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Up to `count` characters for a message: not beyond the line or the string.
    private func scalars(_ count: Int, from position: Int) -> String {
        let text = source.text(position..<min(position + count * 4, source.count)).unicodeScalars
        var result = String.UnicodeScalarView(text.prefix(1))
        for scalar in text.dropFirst().prefix(count - 1) {
            if scalar == "\n" || scalar == "\r" { break }
            result.append(scalar)
            if scalar == "\"" || scalar == "}" { break }
        }
        return String(result)
    }
}
