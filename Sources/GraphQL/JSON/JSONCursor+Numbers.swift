extension JSONCursor {
    /// A whole number; at most 20 characters.
    @inline(__always)
    mutating func int(_ value: Int) {
        if value < 0 { byte(UInt8(ascii: "-")) }
        digits(of: value.magnitude)
    }

    /// A finite number, as short as it can be and still read back as the same number; at most 25 characters. Whole
    /// numbers have no fraction.
    ///
    /// Most numbers in an API have few decimals: those are written as a scaled whole number, the others by the standard
    /// library. The caller has checked that the value is finite.
    @inline(__always)
    mutating func double(_ value: Double) { self = writing(value) }

    /// Out of line, and given back: a cursor that such a function changed would have to be in memory.
    @inline(never)
    private func writing(_ value: Double) -> JSONCursor {
        var cursor = self
        cursor.write(value)
        return cursor
    }

    @inline(__always)
    private mutating func write(_ value: Double) {
        let magnitude = value.magnitude
        if magnitude < 1e9 {
            var scale = 1.0
            for decimals in 0...4 {
                // Any whole number that gives the value back when divided is right; rounding only finds the likely one.
                let scaled = Int(magnitude * scale + 0.5)
                if Double(scaled) / scale == magnitude {
                    if value.sign == .minus, magnitude != 0 { byte(UInt8(ascii: "-")) }
                    fixed(UInt(bitPattern: scaled), decimals: decimals, scale: UInt(scale))
                    return
                }
                scale *= 10
            }
        }
        if magnitude <= 9_007_199_254_740_992, magnitude == magnitude.rounded() { return int(Int(value)) }
        var text = value.description
        text.withUTF8 { utf8 in for character in utf8 { byte(character) } }
    }

    @inline(__always)
    private mutating func fixed(_ scaled: UInt, decimals: Int, scale: UInt) {
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: scale)
        digits(of: whole)
        guard decimals > 0 else { return }
        place[0] = UInt8(ascii: ".")
        var rest = fraction
        var position = decimals
        while position > 0 {
            place[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            position -= 1
        }
        place += decimals + 1
    }

    @inline(__always)
    private mutating func digits(of value: UInt) {
        if value < 10 {
            byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
        } else if value < 100 {
            pair(value, at: 0)
            place += 2
        } else {
            self = manyDigits(of: value)
        }
    }

    /// Two digits at a time, from the last to the first.
    @inline(never)
    private func manyDigits(of value: UInt) -> JSONCursor {
        var length = 3
        var bound: UInt = 1000
        while length < 20, value >= bound {
            length += 1
            bound = bound &* 10
        }
        var rest = value
        var position = length
        while rest >= 100 {
            let (quotient, digits) = rest.quotientAndRemainder(dividingBy: 100)
            position -= 2
            pair(digits, at: position)
            rest = quotient
        }
        if rest >= 10 {
            pair(rest, at: 0)
        } else {
            place[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        }
        return JSONCursor(place + length)
    }

    /// The two digits of a number below 100.
    @inline(__always)
    private func pair(_ number: UInt, at position: Int) {
        let source = UnsafeRawPointer(JSONCursor.pairs.utf8Start + Int(bitPattern: number) * 2)
        UnsafeMutableRawPointer(place + position)
            .storeBytes(of: source.loadUnaligned(as: UInt16.self), as: UInt16.self)
    }

    private static var pairs: StaticString {
        """
        00010203040506070809101112131415161718192021222324252627282930313233\
        34353637383940414243444546474849505152535455565758596061626364656667\
        6869707172737475767778798081828384858687888990919293949596979899
        """
    }
}
