import GraphQL
import Mongo

/// When a shop is open on one day of the week, as `HH:mm`. Closing times at or before the opening time are the next day's.
struct OpeningHours: ObjectValue, Hashable {
    var day: Weekday
    var opens: String
    var closes: String
    var breakFrom: String?
    var breakUntil: String?
}

enum Weekday: String, EnumValue {
    case monday = "MON"
    case tuesday = "TUE"
    case wednesday = "WED"
    case thursday = "THU"
    case friday = "FRI"
    case saturday = "SAT"
    case sunday = "SUN"

    /// From Monday, 0.
    var number: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}

/// Minutes since Monday 00:00 in Korea.
enum WeekMinute {
    static let perDay = 24 * 60
    static let perWeek = 7 * perDay

    static func at(_ moment: Timestamp) -> Int {
        // 1970-01-01 was a Thursday; Korea is nine hours ahead of UTC all year.
        let minutes = (moment.millisecondsSince1970 + 9 * 3_600_000).floorDivided(by: 60_000)
        return Int((minutes + 3 * Int64(perDay)).modulo(Int64(perWeek)))
    }

    /// `HH:mm`, hours up to 30; `nil` for any other text.
    static func ofDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hours = Int(parts[0]),
            let minutes = Int(parts[1]), 0...30 ~= hours, 0...59 ~= minutes
        else { return nil }
        return hours * 60 + minutes
    }
}

extension OpeningHours {
    /// The times of the week at which this entry says the shop is open, breaks left out. A time after Sunday's midnight is
    /// given at the week's beginning.
    var openMinutes: [Range<Int>] {
        guard let opens = WeekMinute.ofDay(opens), var closes = WeekMinute.ofDay(closes) else { return [] }
        if closes <= opens { closes += WeekMinute.perDay }
        var ranges = [opens..<closes]
        if let from = breakFrom.flatMap(WeekMinute.ofDay), let until = breakUntil.flatMap(WeekMinute.ofDay),
            from < until, opens < from, until < closes
        {
            ranges = [opens..<from, until..<closes]
        }
        return ranges.flatMap { range -> [Range<Int>] in
            let start = range.lowerBound + day.number * WeekMinute.perDay
            let end = range.upperBound + day.number * WeekMinute.perDay
            if end <= WeekMinute.perWeek { return [start..<end] }
            if start >= WeekMinute.perWeek { return [start - WeekMinute.perWeek..<end - WeekMinute.perWeek] }
            return [start..<WeekMinute.perWeek, 0..<end - WeekMinute.perWeek]
        }
    }
}

extension Shop {
    func isOpen(at moment: Timestamp) -> Bool {
        let minute = WeekMinute.at(moment)
        return hours.contains { $0.openMinutes.contains { $0.contains(minute) } }
    }
}

extension OpeningHours: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var day: Weekday?
        var opens: String?
        var closes: String?
        var breakFrom: String?
        var breakUntil: String?
        while let field = try reader.next() {
            switch field.key {
            case "day": day = try field.enumeration()
            case "opens": opens = try field.string()
            case "closes": closes = try field.string()
            case "breakFrom": breakFrom = try field.decode()
            case "breakUntil": breakUntil = try field.decode()
            default: continue
            }
        }
        self.init(
            day: try day.required("day"), opens: try opens.required("opens"), closes: try closes.required("closes"),
            breakFrom: breakFrom, breakUntil: breakUntil)
    }

    var bson: BSONDocument {
        var document = BSONDocument()
        document.append("day", day.rawValue)
        document.append("opens", opens)
        document.append("closes", closes)
        document.append("breakFrom", breakFrom)
        document.append("breakUntil", breakUntil)
        return document
    }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 { (self - modulo(divisor)) / divisor }

    /// Never negative.
    func modulo(_ divisor: Int64) -> Int64 { (self % divisor + divisor) % divisor }
}
