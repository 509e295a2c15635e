/// What a set of durations looked like: count, sum, quantiles and the exact number of slow ones, as a plain value.
///
/// Kept in nanoseconds with 32 buckets per octave from about 1 µs to 68 s (`Distribution` says how). A quantile is within
/// 1/64 (1.5625 %) of the duration at that rank, or within 16 ns where that is more; count, sum, maximum and the two
/// service-level counters are exact. Merging is addition, so the snapshot of a cluster is the merge of its instances'
/// snapshots, and its quantiles obey the same bound. Never average percentiles.
package struct HistogramSnapshot: Sendable, Equatable {
    /// The durations in nanoseconds.
    package private(set) var nanoseconds = Distribution(unitShift: 5)
    /// Exactly how many durations were longer than 200 ms; includes those longer than 500 ms.
    package private(set) var over200Milliseconds = 0
    /// Exactly how many durations were longer than 500 ms.
    package private(set) var over500Milliseconds = 0

    package init() {}

    package var count: Int { nanoseconds.count }
    package var sum: Duration { .nanoseconds(nanoseconds.total) }
    /// The longest duration, exact; zero while `count` is 0.
    package var max: Duration { .nanoseconds(nanoseconds.maximum) }

    // What cannot be told from no values at all is nil, not zero.

    package var mean: Duration? { nanoseconds.mean.map { .nanoseconds(Int($0)) } }
    package var p50: Duration? { quantile(0.50) }
    package var p95: Duration? { quantile(0.95) }
    package var p99: Duration? { quantile(0.99) }

    /// The duration below or at which the share `q` lies; see `Distribution.quantile`.
    package func quantile(_ q: Double) -> Duration? {
        nanoseconds.quantile(q).map { .nanoseconds($0) }
    }

    /// Counts one duration; a negative one counts as zero.
    package mutating func record(nanoseconds duration: Int) {
        nanoseconds.record(duration)
        if duration > 200_000_000 {
            over200Milliseconds += 1
            if duration > 500_000_000 {
                over500Milliseconds += 1
            }
        }
    }

    /// Adds everything that `other` holds. Commutative and associative.
    package mutating func merge(_ other: HistogramSnapshot) {
        nanoseconds.merge(other.nanoseconds)
        over200Milliseconds = over200Milliseconds.addingSaturated(other.over200Milliseconds)
        over500Milliseconds = over500Milliseconds.addingSaturated(other.over500Milliseconds)
    }
}

extension Duration {
    /// The whole duration in milliseconds, fraction included.
    package var milliseconds: Double {
        self / .milliseconds(1)
    }
}
