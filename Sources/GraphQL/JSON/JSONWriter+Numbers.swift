extension JSONWriter {
    /// A whole number; at most 20 characters.
    public mutating func int(_ value: Int) {
        reserve(20)
        if value < 0 {
            cursor.pointee = UInt8(ascii: "-")
            cursor += 1
        }
        digits(of: value.magnitude)
    }

    /// A finite number, as short as it can be and still read back as the same number. Whole numbers have no fraction.
    ///
    /// Most numbers in an API have few decimals: those are written as a scaled whole number, the others by the standard
    /// library. The caller has checked that the value is finite.
    public mutating func double(_ value: Double) {
        reserve(40)
        let magnitude = value.magnitude
        if magnitude < 1e9 {
            var scale = 1.0
            for decimals in 0...4 {
                let scaled = (magnitude * scale).rounded()
                if scaled / scale == magnitude {
                    if value.sign == .minus, magnitude != 0 {
                        cursor.pointee = UInt8(ascii: "-")
                        cursor += 1
                    }
                    fixed(UInt(scaled), decimals: decimals, scale: UInt(scale))
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
            return
        }
        var length = 1
        var bound: UInt = 10
        while length < 20, value >= bound {
            length += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        var rest = value
        var place = length - 1
        while place > 0 {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            cursor[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
            place -= 1
        }
        cursor[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        cursor += length
    }
}
