import CityLink
import Testing

struct TimestampTests {
    @Test(
        "RFC 3339 reads, and is written again in Korean time",
        arguments: [
            ("2026-11-23T09:15:00+09:00", "2026-11-23T09:15:00+09:00"),
            ("2026-11-23T00:15:00Z", "2026-11-23T09:15:00+09:00"),
            ("2026-11-22t19:15:00-05:00", "2026-11-23T09:15:00+09:00"),
            ("2024-02-29T23:59:59.5+09:00", "2024-02-29T23:59:59.500+09:00"),
            ("2026-01-01T00:00:00.123456789+09:00", "2026-01-01T00:00:00.123+09:00"),
            ("1969-12-31T23:59:59Z", "1970-01-01T08:59:59+09:00"),
            ("0000-03-01T09:00:00+09:00", "0000-03-01T09:00:00+09:00"),
        ])
    func readsAndWritesRFC3339(text: String, written: String) throws {
        let time = try #require(Timestamp(rfc3339: text))
        #expect(time.rfc3339 == written)
        #expect(Timestamp(rfc3339: time.rfc3339) == time)
    }

    @Test(
        "what is not RFC 3339 is refused",
        arguments: [
            "", "2026-11-23", "2026-11-23T09:15:00", "2026-11-23T09:15+09:00", "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:15:00.Z",
            "2026-11-23T09:15:00+24:00", "2026-11-23T09:15:00+09:00x", "２０２６-11-23T09:15:00Z",
        ])
    func refusesOtherText(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(
        "Korean local times without a zone read in all the forms that services send",
        arguments: [
            ("2026-03-01 05:06:07", "2026-03-01T05:06:07+09:00"),
            ("2026-03-01 05:06:07.0", "2026-03-01T05:06:07+09:00"),
            ("2026-03-01 05:06", "2026-03-01T05:06:00+09:00"),
            ("2026-03-31 24:00", "2026-04-01T00:00:00+09:00"),
            ("2024-12-31 24:00:00", "2025-01-01T00:00:00+09:00"),
            ("20260301050607", "2026-03-01T05:06:07+09:00"),
            (" 2026-03-01T05:06:07 ", "2026-03-01T05:06:07+09:00"),
        ])
    func readsKoreanLocalTime(text: String, written: String) {
        #expect(Timestamp(koreanLocal: text)?.rfc3339 == written)
    }

    @Test(
        "what is not a Korean local time is refused",
        arguments: [
            "", "-", "2026-03-01", "2026-03-01 24:01", "2026-03-01 25:00", "2026-02-30 10:00", "99999999999999",
        ])
    func refusesOtherLocalTime(text: String) {
        #expect(Timestamp(koreanLocal: text) == nil)
    }

    @Test("dates survive the way to milliseconds and back for every day of 800 years")
    func civilDatesRoundTrip() {
        var time = Timestamp(millisecondsSince1970: -12_000_000_000_000)
        var wrong = 0
        for _ in 0..<292_194 {
            let civil = CivilTime(time)
            if civil.timestamp() != time { wrong += 1 }
            time = time.advanced(bySeconds: 86_400)
        }
        #expect(wrong == 0)
    }

    @Test("arithmetic stops at the ends of time instead of trapping")
    func arithmeticSaturates() {
        let end = Timestamp(millisecondsSince1970: .max)
        let start = Timestamp(secondsSince1970: .min)
        #expect(end.advanced(bySeconds: .max) == end)
        #expect(start.advanced(byMilliseconds: .min) == start)
        #expect(end.milliseconds(since: start) > 0)
        #expect(end.rfc3339 == "9999-12-31T23:59:59.999+09:00")
        #expect(start.rfc3339 == "0000-01-01T00:00:00+09:00")
    }

    @Test("seconds between two times round down on both sides of zero")
    func secondsRoundDown() {
        let start = Timestamp(millisecondsSince1970: 10_000)
        #expect(Timestamp(millisecondsSince1970: 11_999).seconds(since: start) == 1)
        #expect(Timestamp(millisecondsSince1970: 9_999).seconds(since: start) == -1)
    }
}
