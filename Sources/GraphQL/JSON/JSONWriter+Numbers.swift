extension JSONWriter {
    /// A whole number; at most 20 characters.
    public mutating func int(_ value: Int) {
        reserveSlack()
        intInSlack(value)
    }

    @inline(__always)
    mutating func intInSlack(_ value: Int) {
        if value < 0 {
            cursor.pointee = UInt8(ascii: "-")
            cursor += 1
        }
        digits(of: value.magnitude)
    }

    /// A number, as short as it can be and still read back as the same number. Whole numbers have no fraction; what is not
    /// finite is `null`, because JSON has no other word for it.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        reserveSlack()
        doubleInSlack(value)
    }

    /// Most numbers in an API have few decimals: those are written as a scaled whole number, the others by the standard
    /// library. The caller has checked that the value is finite.
    mutating func doubleInSlack(_ value: Double) {
        let magnitude = value.magnitude
        if magnitude < 1e9 {
            var scale = 1.0
            for decimals in 0...4 {
                // Any whole number that gives the value back when divided is right; rounding only finds the likely one.
                let scaled = Int(magnitude * scale + 0.5)
                if Double(scaled) / scale == magnitude {
                    if value.sign == .minus, magnitude != 0 {
                        cursor.pointee = UInt8(ascii: "-")
                        cursor += 1
                    }
                    fixed(UInt(bitPattern: scaled), decimals: decimals, scale: UInt(scale))
                    return
                }
                scale *= 10
            }
        }
        if magnitude <= 9_007_199_254_740_992, magnitude == magnitude.rounded() { return int(Int(value)) }
        var text = value.description
        text.withUTF8 { raw($0.baseAddress!, $0.count) }
    }

    private mutating func fixed(_ scaled: UInt, decimals: Int, scale: UInt) {
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: scale)
        digits(of: whole)
        guard decimals > 0 else { return }
        cursor[0] = UInt8(ascii: ".")
        var rest = fraction
        var place = decimals
        while place > 0 {
            cursor[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            place -= 1
        }
        cursor += decimals + 1
    }

    @inline(__always)
    private mutating func digits(of value: UInt) {
        if value < 10 {
            cursor.pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)
            cursor += 1
        } else if value < 100 {
            pair(value, at: 0)
            cursor += 2
        } else {
            manyDigits(of: value)
        }
    }

    /// Two digits at a time, from the last to the first.
    private mutating func manyDigits(of value: UInt) {
        var length = 3
        var bound: UInt = 1000
        while length < 20, value >= bound {
            length += 1
            bound = bound &* 10
        }
        var rest = value
        var place = length
        while rest >= 100 {
            let (quotient, digits) = rest.quotientAndRemainder(dividingBy: 100)
            place -= 2
            pair(digits, at: place)
            rest = quotient
        }
        if rest >= 10 {
            pair(rest, at: 0)
        } else {
            cursor[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        }
        cursor += length
    }

    /// The two digits of a number below 100.
    @inline(__always)
    private func pair(_ number: UInt, at place: Int) {
        let source = UnsafeRawPointer(JSONWriter.pairs.utf8Start + Int(bitPattern: number) * 2)
        UnsafeMutableRawPointer(cursor + place).storeBytes(of: source.loadUnaligned(as: UInt16.self), as: UInt16.self)
    }

    private static var pairs: StaticString {
        """
        00010203040506070809101112131415161718192021222324252627282930313233\
        34353637383940414243444546474849505152535455565758596061626364656667\
        6869707172737475767778798081828384858687888990919293949596979899
        """
    }
}
