#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

enum SystemTime {
    /// Seconds since 1970 by the system's clock.
    static func seconds() -> Int { time(nil) }
}
