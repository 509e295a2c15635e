/// How long to wait before the next attempt to connect.
///
/// The ceiling doubles with every failure; the wait is drawn evenly between the lower bound and the ceiling, so that many
/// servers that lost Redis together do not return together.
struct Backoff {
    private let bounds: ClosedRange<Duration>
    private var ceiling: Duration

    init(_ bounds: ClosedRange<Duration>) {
        self.bounds = bounds
        self.ceiling = bounds.lowerBound
    }

    /// The wait after one more failure. `random` is in `0...1`.
    mutating func next(random: Double) -> Duration {
        ceiling = min(ceiling * 2, bounds.upperBound)
        return bounds.lowerBound + (ceiling - bounds.lowerBound) * random
    }

    mutating func reset() {
        ceiling = bounds.lowerBound
    }
}
