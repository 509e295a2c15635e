/// A date and a time of day on Korean clocks. Korea keeps UTC+9 all year, so no time-zone database is needed.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var millisecond: Int

    /// What a clock in Seoul shows at `time`.
    package init(_ time: Timestamp) {
        let local = time.millisecondsSince1970 + Self.offsetMilliseconds
        let days = Int((Double(local) / 86_400_000).rounded(.down))
        let inDay = Int(local - Int64(days) * 86_400_000)
        (year, month, day) = Self.date(daysSince1970: days)
        hour = inDay / 3_600_000
        minute = inDay / 60_000 % 60
        second = inDay / 1000 % 60
        millisecond = inDay % 1000
    }

    /// Nil when no calendar holds this date or no clock shows this time. `24:00:00` is the midnight that ends the day.
    package init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day),
            (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond),
            (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0 && millisecond == 0)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// The point in time at which a clock `utcOffsetSeconds` ahead of UTC shows this; Korea's offset unless given.
    package func timestamp(utcOffsetSeconds: Int = 9 * 3600) -> Timestamp {
        let inDay = (hour * 3600 + minute * 60 + second - utcOffsetSeconds) * 1000 + millisecond
        let days = Self.daysSince1970(year: year, month: month, day: day)
        return Timestamp(millisecondsSince1970: Int64(days) * 86_400_000 + Int64(inDay))
    }

    private static let offsetMilliseconds: Int64 = 9 * 3_600_000

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Both directions count in 400-year cycles of years that begin in March, so the leap day comes last.

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let cycle = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfCycle = marchYear - cycle * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * 146_097 + dayOfCycle - 719_468
    }

    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }
}
