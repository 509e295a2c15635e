#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Listens to executions. Every method defaults to nothing.
///
/// Called when a response is complete (``sampled(field:objects:nanoseconds:)`` while it is being made), by the task that
/// executes, in no particular order; fields are numbered by ``ExecutableSchema/coordinates``. Listening costs two readings of the clock for each call of a resolver.
public protocol ExecutionObserver: AnyObject, Sendable {
    /// A resolver was called, once for all objects of a level.
    ///
    /// - Parameters:
    ///   - batchSize: how many parents it was called with.
    ///   - objects: how many objects its results hold, in all lists together; of a leaf field, one value for each parent.
    ///   - nanoseconds: its own wall time; fields below it are not included.
    ///   - errors: how many errors the response has for it, values that break the schema's promise included.
    func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int)

    /// The objects of one selection set were written, each with these stored properties.
    ///
    /// Called once for each selection set that has objects. The array is the plan's: keeping it costs no copy.
    func wrote(fields: [Int], objects: Int)

    /// Values of a stored property broke the schema's promise.
    func failed(field: Int, errors: Int)

    /// Whether the stored properties of this execution are timed. Each is then written once more, by itself, for all
    /// objects of its level, which about doubles what writing costs: meant for one execution in many.
    var samplesProperties: Bool { get }

    /// How long writing one stored property took for these objects, when ``samplesProperties`` asks for it. They are
    /// counted by ``wrote(fields:objects:)`` as well.
    func sampled(field: Int, objects: Int, nanoseconds: Int)
}

extension ExecutionObserver {
    public func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {}
    public func wrote(fields: [Int], objects: Int) {}
    public func failed(field: Int, errors: Int) {}
    public var samplesProperties: Bool { false }
    public func sampled(field: Int, objects: Int, nanoseconds: Int) {}
}

/// Nanoseconds on a clock that only runs forward.
@inline(__always)
func monotonicNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}
