#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where elapsed time is read, so that a test can be its own clock.
package struct TimeSource: Sendable {
    private let read: @Sendable () -> Int

    /// - Parameter read: nanoseconds since some fixed moment; must never run backwards.
    package init(_ read: @escaping @Sendable () -> Int) {
        self.read = read
    }

    /// The operating system's monotonic clock; about 20 ns a reading.
    package static let monotonic = TimeSource { readClock(CLOCK_MONOTONIC) ?? 0 }

    /// Nanoseconds since a fixed but unknown moment.
    package func nanoseconds() -> Int {
        read()
    }
}

/// Nil when the system does not have this clock.
func readClock(_ clock: clockid_t) -> Int? {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return nil }
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}
