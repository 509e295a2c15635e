/// What something costs, exact to a thousandth of a point, so that sums do not depend on their order.
///
/// Nothing overflows: what would be more than ``greatest`` is ``greatest``.
struct Points: Sendable, Hashable, Comparable {
    let thousandths: Int

    init(thousandths: Int) { self.thousandths = thousandths }

    /// The nearest thousandth; `nil` for what is no number, or so large that it can only be a mistake.
    init?(_ points: Double) {
        guard points.magnitude <= Points.greatestWeight else { return nil }
        thousandths = Int((points * 1000).rounded())
    }

    static let zero = Points(thousandths: 0)
    static let one = Points(thousandths: 1000)
    static let greatest = Points(thousandths: .max)
    private static let greatestWeight = 1e9

    /// In whole points: a part of one counts as one.
    var roundedUp: Int { thousandths / 1000 + (thousandths % 1000 > 0 ? 1 : 0) }

    @inline(__always)
    static func < (one: Points, other: Points) -> Bool { one.thousandths < other.thousandths }

    @inline(__always)
    static func + (one: Points, other: Points) -> Points {
        let (sum, overflow) = one.thousandths.addingReportingOverflow(other.thousandths)
        return overflow ? Points(thousandths: one.thousandths < 0 ? .min : .max) : Points(thousandths: sum)
    }

    @inline(__always)
    static func += (one: inout Points, other: Points) { one = one + other }

    /// - Parameter count: not negative.
    @inline(__always)
    static func * (one: Points, count: Int) -> Points {
        let (product, overflow) = one.thousandths.multipliedReportingOverflow(by: count)
        return overflow ? Points(thousandths: one.thousandths < 0 ? .min : .max) : Points(thousandths: product)
    }
}

extension Int {
    /// The product of two counts; the greatest number when it is larger.
    func multipliedOrGreatest(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }

    /// The sum of two counts; the greatest number when it is larger.
    func addedOrGreatest(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
