/// A Unicode escape sequence in a string: `\u00E9`, `\uD83D\uDE00` (a surrogate pair) or `\u{1F600}`.
/// [Spec 2.9.4](https://spec.graphql.org/September2025/#EscapedUnicode)
struct UnicodeEscape {
    let scalar: Unicode.Scalar
    /// How many bytes it takes in the source.
    let length: Int

    /// Nil if there is no valid sequence at `position`.
    ///
    /// - Parameter byte: The byte at a position; asked for the next one only after a byte that belongs to the sequence.
    init?(at position: Int, byte: (Int) -> UInt8) {
        if byte(position + 2) == UInt8(ascii: "{") {
            self.init(variableWidthAt: position, byte: byte)
        } else {
            self.init(fixedWidthAt: position, byte: byte)
        }
    }

    /// `\u{` HexDigit+ `}`, with as many leading zeros as anybody likes.
    private init?(variableWidthAt start: Int, byte: (Int) -> UInt8) {
        var position = start + 3
        var value: UInt32 = 0
        while let digit = hexDigit(byte(position)) {
            value = value << 4 | digit
            if value > 0x10FFFF { return nil }
            position += 1
        }
        guard position > start + 3, byte(position) == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value) else {
            return nil
        }
        self.scalar = scalar
        length = position + 1 - start
    }

    private init?(fixedWidthAt start: Int, byte: (Int) -> UInt8) {
        guard let unit = fourHexDigits(at: start + 2, byte: byte) else { return nil }
        if let scalar = Unicode.Scalar(unit) {
            self.scalar = scalar
            length = 6
            return
        }
        guard (0xD800..<0xDC00).contains(unit),
            byte(start + 6) == UInt8(ascii: "\\"), byte(start + 7) == UInt8(ascii: "u"),
            let trailing = fourHexDigits(at: start + 8, byte: byte), (0xDC00..<0xE000).contains(trailing),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trailing - 0xDC00))
        else { return nil }
        self.scalar = scalar
        length = 12
    }
}

private func fourHexDigits(at start: Int, byte: (Int) -> UInt8) -> UInt32? {
    var value: UInt32 = 0
    for position in start..<start + 4 {
        guard let digit = hexDigit(byte(position)) else { return nil }
        value = value << 4 | digit
    }
    return value
}

private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}
