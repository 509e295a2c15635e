import Synchronization

/// Seconds since 1970, as a test wants them.
final class MovableClock: Sendable {
    private let value: Mutex<Double>

    init(_ now: Double) { value = Mutex(now) }

    var now: Double {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
