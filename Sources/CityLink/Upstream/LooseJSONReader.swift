/// Reads JSON into `LooseValue` in one pass.
///
/// More forgiving than RFC 8259 where services are careless and nothing is at stake: raw control characters in strings
/// and invalid UTF-8 (replaced) are accepted, and numbers keep their spelling. Broken structure is an error.
struct LooseJSONReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func document() throws(UpstreamError) -> LooseValue {
        let value = try value(depth: 0)
        skipSpaces()
        guard position == bytes.endIndex else { throw malformed("more after the end of the value") }
        return value
    }

    private mutating func value(depth: Int) throws(UpstreamError) -> LooseValue {
        guard depth < LooseValue.maximumDepth else { throw malformed("nested too deeply") }
        skipSpaces()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case nil: throw malformed("ends early")
        default: return try bareWord()
        }
    }

    private mutating func object(depth: Int) throws(UpstreamError) -> LooseValue {
        position += 1
        var members: [String: LooseValue] = [:]
        skipSpaces()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpaces()
            guard peek == UInt8(ascii: "\"") else { throw malformed("a member name is missing") }
            let name = try string()
            skipSpaces()
            guard take(UInt8(ascii: ":")) else { throw malformed("a colon is missing") }
            members[name] = try value(depth: depth + 1)
            skipSpaces()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw malformed("an object is not closed") }
        }
    }

    private mutating func list(depth: Int) throws(UpstreamError) -> LooseValue {
        position += 1
        var values: [LooseValue] = []
        skipSpaces()
        if take(UInt8(ascii: "]")) { return .list(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpaces()
            if take(UInt8(ascii: "]")) { return .list(values) }
            guard take(UInt8(ascii: ",")) else { throw malformed("a list is not closed") }
        }
    }

    /// `null`, `true`, `false` or a number in its own spelling.
    private mutating func bareWord() throws(UpstreamError) -> LooseValue {
        let start = position
        while let byte = peek, Self.belongsToBareWord(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "null": return .missing
        case "true", "false": return .text(word)
        default:
            guard let first = word.utf8.first, first == UInt8(ascii: "-") || Self.isDigit(first),
                Double(word) != nil
            else { throw malformed("a value is neither text, number, list nor object") }
            return .text(word)
        }
    }

    private mutating func string() throws(UpstreamError) -> String {
        position += 1
        var content: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &content)
            default: content.append(byte)
            }
        }
        throw malformed("a string is not closed")
    }

    private mutating func escape(into content: inout [UInt8]) throws(UpstreamError) {
        guard let byte = peek else { throw malformed("ends inside an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw malformed("an escape is unknown")
        }
    }

    /// One scalar from one or two `\u` escapes; half a surrogate pair becomes U+FFFD.
    private mutating func unicodeEscape() throws(UpstreamError) -> Unicode.Scalar {
        let unit = try hexadecimalUnit()
        guard (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: [0x5C, 0x75]) else {
            return Unicode.Scalar(unit) ?? "\u{FFFD}"
        }
        let before = position
        position += 2
        let low = try hexadecimalUnit()
        guard (0xDC00..<0xE000).contains(low) else {
            position = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() throws(UpstreamError) -> UInt32 {
        guard bytes.endIndex - position >= 4,
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw malformed("a unicode escape is incomplete") }
        position += 4
        return unit
    }

    private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while let byte = peek, LooseValue.isSpace(byte) { position += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func belongsToBareWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "E")
    }

    private func malformed(_ what: String) -> UpstreamError {
        .malformed("JSON, byte \(position - bytes.startIndex): \(what)")
    }
}
