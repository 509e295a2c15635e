import Telemetry
import Testing

@Suite("Histogram")
struct HistogramTests {
    @Test("An empty histogram knows no mean and no quantiles")
    func empty() {
        let snapshot = Histogram().snapshot()
        #expect(snapshot.count == 0)
        #expect(snapshot.sum == .zero)
        #expect(snapshot.mean == nil)
        #expect(snapshot.p50 == nil)
        #expect(snapshot.quantile(1) == nil)
        #expect(snapshot.nanoseconds.buckets.isEmpty)
    }

    @Test("Count, sum and maximum are exact")
    func exactNumbers() {
        let histogram = Histogram()
        for nanoseconds in [1_234, 999_999, 61_000_000_000, 90_000_000_001] {
            histogram.record(nanoseconds: nanoseconds)
        }
        let snapshot = histogram.snapshot()
        #expect(snapshot.count == 4)
        #expect(snapshot.sum == .nanoseconds(151_001_001_234))
        #expect(snapshot.max == .nanoseconds(90_000_000_001))
        #expect(snapshot.mean == .nanoseconds(37_750_250_308))
        #expect(snapshot.quantile(1) == snapshot.max)
    }

    @Test("Durations above 200 and 500 ms are counted to the nanosecond")
    func serviceLevelCounters() {
        let histogram = Histogram()
        for nanoseconds in [199_999_999, 200_000_000, 200_000_001, 500_000_000, 500_000_001] {
            histogram.record(nanoseconds: nanoseconds)
        }
        let snapshot = histogram.snapshot()
        #expect(snapshot.over200Milliseconds == 3)
        #expect(snapshot.over500Milliseconds == 1)
    }

    @Test("A clock that ran backwards counts as no time")
    func negativeDuration() {
        let histogram = Histogram()
        histogram.record(nanoseconds: -5)
        histogram.record(nanoseconds: .min)
        let snapshot = histogram.snapshot()
        #expect(snapshot.count == 2)
        #expect(snapshot.sum == .zero)
        #expect(snapshot.p50 == .zero)
    }

    @Test("Absurd durations fill the sum without overflowing it, and keep the maximum")
    func hugeDurations() {
        let histogram = Histogram()
        histogram.record(nanoseconds: .max)
        histogram.record(nanoseconds: .max)
        let snapshot = histogram.snapshot()
        #expect(snapshot.nanoseconds.total == .max)
        #expect(snapshot.nanoseconds.quantile(0.1) == .max)
        #expect(snapshot.nanoseconds.buckets.map(\.count) == [2])
    }

    @Test("Quantiles of heavy-tailed durations are within 1/64 of the exact ones", arguments: [1, 2, 3, 4] as [UInt64])
    func quantileError(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var snapshot = HistogramSnapshot()
        var exact = (0..<100_000).map { _ in random.duration() }
        for duration in exact { snapshot.record(nanoseconds: duration) }
        exact.sort()
        for q in [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1] {
            let rank = max(1, Int((q * Double(exact.count)).rounded(.up)))
            let truth = exact[rank - 1]
            let told = try #require(snapshot.nanoseconds.quantile(q))
            if truth < 1 << 36 {
                #expect(abs(told - truth) * 64 <= max(truth, 16 * 64), "q \(q): \(told) for \(truth)")
            } else {
                #expect(told == exact.last, "q \(q) lies in the overflow bucket")
            }
        }
    }

    @Test("Quantiles outside 0 to 1 are those at the ends")
    func oddQuantiles() {
        var snapshot = HistogramSnapshot()
        for nanoseconds in [10_000, 20_000, 30_000] { snapshot.record(nanoseconds: nanoseconds) }
        #expect(snapshot.quantile(-1) == snapshot.quantile(0))
        #expect(snapshot.quantile(.nan) == snapshot.quantile(0))
        #expect(snapshot.quantile(7) == .nanoseconds(30_000))
        #expect(snapshot.quantile(.infinity) == .nanoseconds(30_000))
    }

    @Test("Merging is commutative and associative, and loses nothing", arguments: 0..<40 as Range<UInt64>)
    func mergeLaws(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var parts: [HistogramSnapshot] = []
        var whole = HistogramSnapshot()
        for _ in 0..<3 {
            var part = HistogramSnapshot()
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                let duration = random.duration()
                part.record(nanoseconds: duration)
                whole.record(nanoseconds: duration)
            }
            parts.append(part)
        }
        let (a, b, c) = (parts[0], parts[1], parts[2])
        #expect(merged(a, b) == merged(b, a))
        #expect(merged(merged(a, b), c) == merged(a, merged(b, c)))
        #expect(merged(merged(a, b), c) == whole)
        #expect(merged(a, HistogramSnapshot()) == a)
        #expect(merged(HistogramSnapshot(), a) == a)
        #expect(whole.nanoseconds.buckets.reduce(0) { $0 + $1.count } == whole.count)
    }

    @Test("Eight tasks recording at once lose nothing", .timeLimit(.minutes(5)))
    func concurrentRecording() async {
        let histogram = Histogram()
        let (tasks, each) = (8, 100_000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    for index in 0..<each {
                        histogram.record(nanoseconds: 1_000 * (index % 1_000) + task)
                    }
                }
            }
            // A reader in between sees whole recordings only: nothing here is longer than 1 ms.
            for _ in 0..<100 {
                let snapshot = histogram.snapshot()
                #expect(snapshot.nanoseconds.buckets.reduce(0) { $0 + $1.count } == snapshot.count)
                #expect(snapshot.nanoseconds.total < max(1, snapshot.count) * 1_000_000)
            }
        }
        let snapshot = histogram.snapshot()
        #expect(snapshot.count == tasks * each)
        let total = tasks * (each / 1_000) * 499_500 * 1_000 + each * (0..<tasks).reduce(0, +)
        #expect(snapshot.nanoseconds.total == total)
        #expect(snapshot.max == .nanoseconds(999_000 + tasks - 1))
        #expect(snapshot.over200Milliseconds == 0)
    }

    private func merged(_ first: HistogramSnapshot, _ second: HistogramSnapshot) -> HistogramSnapshot {
        var result = first
        result.merge(second)
        return result
    }
}
