/// How often each size of a non-negative integer occurred: log-linear, mergeable by addition.
///
/// Every octave (the values from one power of two to the next) is cut into 32 buckets of equal width, so a bucket is
/// never wider than 1/32 of its smallest value and its middle lies within 1/64 (1.5625 %) of every value in it. Values
/// below 64 units have a bucket each. `2^31` units and more share one overflow bucket; `maximum` stays exact there.
///
/// Memory: 256 bytes per octave between the smallest and the largest value seen (at most 28 octaves, 7 KB); an empty
/// distribution allocates nothing.
package struct Distribution: Sendable, Equatable {
    /// How many values were recorded.
    package private(set) var count = 0
    /// The exact sum of all values; stays at `Int.max` instead of overflowing.
    package private(set) var total = 0
    /// The largest value, exact; 0 while `count` is 0.
    package private(set) var maximum = 0

    /// A unit of the bucket layout is `2^unitShift`: what is smaller than that is not told apart.
    private let unitShift: Int
    /// Layout index of `counts[0]`; a multiple of `bucketsPerOctave`, so equal contents have equal representations.
    private var firstIndex = 0
    private var counts: [Int] = []

    /// - Parameter unitShift: the unit of resolution is `2^unitShift`; 0 keeps values up to 63 exact.
    package init(unitShift: Int = 0) {
        precondition((0...32).contains(unitShift), "The unit of a distribution lies between 2^0 and 2^32")
        self.unitShift = unitShift
    }

    /// The mean, exact but for the rounding of the division; nil when nothing was recorded.
    package var mean: Double? {
        count == 0 ? nil : Double(total) / Double(count)
    }

    /// Counts one value; a negative one counts as 0.
    ///
    /// Cost: a few nanoseconds; an allocation when the value is the first of its octave.
    package mutating func record(_ value: Int) {
        let value = max(value, 0)
        let index = Layout.index(ofUnits: value >> unitShift)
        if index < firstIndex || index >= firstIndex + counts.count {
            makeRoom(for: index...index)
        }
        counts[index - firstIndex] += 1
        count += 1
        total = total.addingSaturated(value)
        maximum = max(maximum, value)
    }

    /// Adds everything that `other` holds. Commutative and associative: any order of merging gives equal results.
    package mutating func merge(_ other: Distribution) {
        precondition(unitShift == other.unitShift, "Only distributions of the same unit can be merged")
        guard !other.counts.isEmpty else { return }
        makeRoom(for: other.firstIndex...(other.firstIndex + other.counts.count - 1))
        let offset = other.firstIndex - firstIndex
        for index in other.counts.indices {
            counts[offset + index] = counts[offset + index].addingSaturated(other.counts[index])
        }
        count = count.addingSaturated(other.count)
        total = total.addingSaturated(other.total)
        maximum = max(maximum, other.maximum)
    }

    /// The value below or at which the share `q` of all values lies (nearest rank); nil when nothing was recorded.
    ///
    /// The answer differs from the value at that rank by at most 1/64 of it (or half a unit, where that is more), is
    /// never above `maximum`, and is `maximum` itself for `q` ≥ 1 and for ranks in the overflow bucket. `q` is clamped
    /// to 0...1. Cost: one pass over the buckets.
    package func quantile(_ q: Double) -> Int? {
        guard count > 0 else { return nil }
        if q >= 1 { return maximum }
        // Written so that NaN, like every `q` ≤ 0, asks for the smallest value.
        let rank = q > 0 ? max(1, min(count, Int((q * Double(count)).rounded(.up)))) : 1
        var seen = 0
        for (offset, occurrences) in counts.enumerated() {
            seen = seen.addingSaturated(occurrences)
            guard seen >= rank else { continue }
            guard let range = Layout.units(ofIndex: firstIndex + offset) else { return maximum }
            return min(maximum, ((range.lowerBound << unitShift) + (range.upperBound << unitShift)) / 2)
        }
        return maximum
    }

    /// The buckets that hold values, in ascending order.
    package var buckets: [Bucket] {
        counts.enumerated().compactMap { offset, occurrences in
            guard occurrences > 0 else { return nil }
            guard let range = Layout.units(ofIndex: firstIndex + offset) else {
                return Bucket(
                    lowerBound: Layout.overflowUnits << unitShift,
                    upperBound: maximum.addingSaturated(1),
                    count: occurrences
                )
            }
            return Bucket(
                lowerBound: range.lowerBound << unitShift,
                upperBound: range.upperBound << unitShift,
                count: occurrences
            )
        }
    }

    /// The same counts in at most `limit` buckets, neighbours joined evenly: for drawing, not for arithmetic.
    package func buckets(atMost limit: Int) -> [Bucket] {
        let fine = buckets
        guard limit > 0, fine.count > limit else { return limit > 0 ? fine : [] }
        let perGroup = (fine.count + limit - 1) / limit
        return stride(from: 0, to: fine.count, by: perGroup).map { start in
            let group = fine[start..<min(start + perGroup, fine.count)]
            return Bucket(
                lowerBound: group[group.startIndex].lowerBound,
                upperBound: group[group.endIndex - 1].upperBound,
                count: group.reduce(0) { $0.addingSaturated($1.count) }
            )
        }
    }

    /// Values from `lowerBound` up to, not including, `upperBound`.
    package struct Bucket: Sendable, Equatable {
        package let lowerBound: Int
        package let upperBound: Int
        package let count: Int
    }

    /// Widens `counts` by whole octaves until it covers `indices`.
    private mutating func makeRoom(for indices: ClosedRange<Int>) {
        let size = Layout.bucketsPerOctave
        let first = indices.lowerBound / size * size
        let end = (indices.upperBound / size + 1) * size
        guard !counts.isEmpty else {
            firstIndex = first
            counts = Array(repeating: 0, count: end - first)
            return
        }
        let above = end - (firstIndex + counts.count)
        if above > 0 {
            counts.append(contentsOf: repeatElement(0, count: above))
        }
        let below = firstIndex - first
        if below > 0 {
            counts.insert(contentsOf: repeatElement(0, count: below), at: 0)
            firstIndex = first
        }
    }
}

/// Where a value lives: 32 linear buckets for the units below 32, then 32 per octave up to `2^31`, then one for the rest.
private enum Layout {
    static let bucketsPerOctave = 32
    static let overflowUnits = 1 << 31
    static let overflowIndex = index(ofUnits: overflowUnits - 1) + 1

    /// `units` is not negative.
    static func index(ofUnits units: Int) -> Int {
        guard units < overflowUnits else { return overflowIndex }
        // The top six bits of `units` select the bucket; how far they lie from the bottom selects the octave.
        let shift = (Int.bitWidth - 6) - (units | bucketsPerOctave).leadingZeroBitCount
        return (shift << 5) + (units >> shift)
    }

    /// The units of one bucket; nil for the overflow bucket, which has no end.
    static func units(ofIndex index: Int) -> Range<Int>? {
        guard index < overflowIndex else { return nil }
        let shift = max(0, index / bucketsPerOctave - 1)
        let lower = (index - shift * bucketsPerOctave) << shift
        return lower..<(lower + (1 << shift))
    }
}

extension Int {
    /// The sum, or `Int.max` where it does not fit: a counter that is full says "very many" and never traps.
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
