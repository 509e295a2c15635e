/// Reads the free-form Korean of arrival signs: `9분 후 (새절(신사))`, `6분57초후[2번째 전]`, `[5]번째 전역 (당산)`.
enum ArrivalText {
    /// The time to go in seconds. Nil when the text names none; what stands in brackets is never a time.
    static func seconds(in text: String) -> Int? {
        var total: Int?
        var number: Int?
        for character in text {
            switch character {
            case "(", "[": return total
            case "분":
                total = number.map { (total ?? 0) + $0 * 60 } ?? total
                number = nil
            case "초":
                total = number.map { (total ?? 0) + $0 } ?? total
                number = nil
            case " ": continue
            default: number = digit(character).flatMap { appended($0, to: number) }
            }
        }
        return total
    }

    /// How many stops the vehicle is away: the number before `번째`, with or without brackets around it.
    static func stopsAway(in text: String) -> Int? {
        var number: Int?
        for character in text {
            if character == "번" { return number }
            if character == "]", number != nil { continue }
            number = digit(character).flatMap { appended($0, to: number) }
        }
        return nil
    }

    private static func digit(_ character: Character) -> Int? {
        guard character.isASCII else { return nil }
        return character.wholeNumberValue
    }

    /// Nil beyond four digits: no such number is an honest one, and none may overflow.
    private static func appended(_ digit: Int, to number: Int?) -> Int? {
        let value = (number ?? 0) * 10 + digit
        return value < 10_000 ? value : nil
    }
}
