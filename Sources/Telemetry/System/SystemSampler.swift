import Synchronization

/// Samples the process and its machine.
///
/// Percentages cover the span between two samples, so there is a shortest span: whoever asks again within it gets the
/// last sample again. That also bounds what asking often can cost.
package final class SystemSampler: Sendable {
    private let minimumInterval: Int
    private let time: TimeSource
    private let read: @Sendable () -> SystemReading
    private let state: Mutex<State>

    private struct State: Sendable {
        var baseline: SystemReading
        var last: SystemSample?
    }

    /// Reads the system once, so that the first sample has something to compare with.
    ///
    /// - Parameter minimumInterval: processor time is counted in ticks of 10 ms; a span of one second makes that 1 %.
    package convenience init(time: TimeSource = .monotonic, minimumInterval: Duration = .seconds(1)) {
        let reader = SystemReader(time: time)
        self.init(time: time, minimumInterval: minimumInterval, read: { reader.read() })
    }

    init(time: TimeSource, minimumInterval: Duration, read: @escaping @Sendable () -> SystemReading) {
        self.minimumInterval = Int(minimumInterval / .nanoseconds(1))
        self.time = time
        self.read = read
        state = Mutex(State(baseline: read(), last: nil))
    }

    /// The state of things now, or at most `minimumInterval` ago.
    ///
    /// In the first moments of a sampler's life, its percentages are nil. Cost: about half a millisecond when it reads; blocks on
    /// nothing but another sample being taken.
    package func sample() -> SystemSample {
        state.withLock { state in
            if time.nanoseconds() - state.baseline.takenAt < minimumInterval {
                return state.last ?? SystemSample(read(), since: nil)
            }
            let reading = read()
            let sample = SystemSample(reading, since: state.baseline)
            state = State(baseline: reading, last: sample)
            return sample
        }
    }
}
