#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Listens to executions. Every method defaults to nothing.
///
/// Fields are numbered by ``ExecutableSchema/coordinates``.
public protocol ExecutionObserver: Sendable {
    /// A resolver was called once for all objects of a level.
    ///
    /// - Parameters:
    ///   - objects: how many parents it was called with.
    ///   - nanoseconds: its own wall time; fields below it are not included.
    ///   - errors: for how many parents it failed.
    func resolved(field: Int, objects: Int, nanoseconds: Int, errors: Int)

    /// The objects of one selection set were written, each with these stored properties, which have no time of their own.
    ///
    /// Called once for each selection set that has objects, when the response is complete. The array is the plan's: keeping
    /// it costs no copy.
    func wrote(fields: [Int], objects: Int)
}

extension ExecutionObserver {
    public func resolved(field: Int, objects: Int, nanoseconds: Int, errors: Int) {}
    public func wrote(fields: [Int], objects: Int) {}
}

/// Nanoseconds on a clock that only runs forward.
@inline(__always)
func monotonicNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}
