/// Durations recorded from any thread.
///
/// Recording costs about 10 ns, does not wait for other threads (see `Striped`) and allocates only when a
/// duration is the first of its octave on a stripe. An unused histogram takes 128 bytes per stripe.
package final class Histogram: Sendable {
    private let stripes = Striped { HistogramSnapshot() }

    package init() {}

    /// Counts one duration; a negative one counts as zero.
    package func record(nanoseconds: Int) {
        stripes.record { $0.record(nanoseconds: nanoseconds) }
    }

    /// Everything recorded so far.
    ///
    /// Contains every recording that finished before the call and none that starts after it; one that runs meanwhile is
    /// in it as a whole (count, sum, bucket, slow counters) or not at all. Cost: some microseconds.
    package func snapshot() -> HistogramSnapshot {
        var merged = HistogramSnapshot()
        stripes.forEach { merged.merge($0) }
        return merged
    }
}
