extension Timestamp {
    /// Korean time with its offset, as in `2026-11-23T09:15:00+09:00`; milliseconds appear only when there are any.
    package var rfc3339: String {
        let civil = CivilTime(self)
        var text = "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
        text += "T\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))"
        if civil.millisecond != 0 { text += ".\(padded(civil.millisecond, 3))" }
        return text + "+09:00"
    }

    /// Reads RFC 3339. The offset is required; digits of the fraction beyond milliseconds are dropped.
    package init?(rfc3339 text: String) {
        var digits = DigitScanner(text)
        guard let civil = digits.civilTime(separators: [UInt8(ascii: "T"), UInt8(ascii: "t")], secondsRequired: true),
            let offset = digits.offset(), digits.isAtEnd, civil.hour < 24
        else { return nil }
        self = civil.timestamp(utcOffsetSeconds: offset)
    }

    /// Reads the zone-less Korean local times of upstream services: `2026-07-06 16:01:37`, with a fraction or without
    /// seconds, `2026-07-06 24:00` for the midnight that ends the day, and the packed `20260706160137`.
    package init?(koreanLocal text: String) {
        var digits = DigitScanner(text)
        let civil =
            digits.packedCivilTime()
            ?? digits.civilTime(separators: [UInt8(ascii: " "), UInt8(ascii: "T")], secondsRequired: false)
        digits.skipSpaces()
        guard let civil, digits.isAtEnd else { return nil }
        self = civil.timestamp()
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Walks over the ASCII bytes of a time.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8.prefix(64))
        skipSpaces()
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }

    mutating func civilTime(separators: [UInt8], secondsRequired: Bool) -> CivilTime? {
        guard let year = number(4), take(UInt8(ascii: "-")), let month = number(2), take(UInt8(ascii: "-")),
            let day = number(2), separators.contains(where: { take($0) }),
            let hour = number(2), take(UInt8(ascii: ":")), let minute = number(2)
        else { return nil }
        var second = 0
        var millisecond = 0
        if take(UInt8(ascii: ":")) {
            guard let seconds = number(2), let fraction = fractionInMilliseconds() else { return nil }
            (second, millisecond) = (seconds, fraction)
        } else if secondsRequired {
            return nil
        }
        return CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
    }

    /// Leaves the position alone when there is no such time.
    mutating func packedCivilTime() -> CivilTime? {
        let start = position
        guard let year = number(4), let month = number(2), let day = number(2), let hour = number(2),
            let minute = number(2), let second = number(2)
        else {
            position = start
            return nil
        }
        return CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// Seconds ahead of UTC.
    mutating func offset() -> Int? {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let sign: Int
        if take(UInt8(ascii: "+")) {
            sign = 1
        } else if take(UInt8(ascii: "-")) {
            sign = -1
        } else {
            return nil
        }
        guard let hours = number(2), hours < 24, take(UInt8(ascii: ":")), let minutes = number(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Zero without a fraction; nil when a point is followed by no digit.
    private mutating func fractionInMilliseconds() -> Int? {
        guard take(UInt8(ascii: ".")) else { return 0 }
        var value = 0
        var count = 0
        while let digit = number(1) {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 3) { value *= 10 }
        return value
    }

    private mutating func number(_ width: Int) -> Int? {
        guard position + width <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + width] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += width
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
