import Foundation

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z, between the years 0000 and 9999 on Korean clocks.
///
/// Values outside those years are moved to the nearest end, so arithmetic on times that came from outside never traps.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let millisecondsSince1970: Int64

    package init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = min(max(millisecondsSince1970, Self.lowest), Self.highest)
    }

    package init(secondsSince1970: Int64) {
        let (milliseconds, overflow) = secondsSince1970.multipliedReportingOverflow(by: 1000)
        self.init(millisecondsSince1970: overflow ? (secondsSince1970 < 0 ? .min : .max) : milliseconds)
    }

    /// The wall clock of this machine.
    package static func now() -> Timestamp {
        Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    package func advanced(byMilliseconds amount: Int64) -> Timestamp {
        let (sum, overflow) = millisecondsSince1970.addingReportingOverflow(amount)
        return Timestamp(millisecondsSince1970: overflow ? (amount < 0 ? .min : .max) : sum)
    }

    package func advanced(bySeconds amount: Int) -> Timestamp {
        let (milliseconds, overflow) = Int64(amount).multipliedReportingOverflow(by: 1000)
        return advanced(byMilliseconds: overflow ? (amount < 0 ? .min : .max) : milliseconds)
    }

    /// Negative when `earlier` is the later of the two.
    package func milliseconds(since earlier: Timestamp) -> Int64 {
        millisecondsSince1970 - earlier.millisecondsSince1970
    }

    /// Whole seconds, rounded down; negative when `earlier` is the later of the two.
    package func seconds(since earlier: Timestamp) -> Int {
        Int((Double(milliseconds(since: earlier)) / 1000).rounded(.down))
    }

    private static let lowest: Int64 = -62_167_251_600_000
    private static let highest: Int64 = 253_402_268_399_999
}

/// Encoded as the bare number of milliseconds.
extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(millisecondsSince1970: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(millisecondsSince1970)
    }
}
