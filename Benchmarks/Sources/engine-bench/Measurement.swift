#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Nanoseconds that one operation takes.
struct Measurement {
    /// Of the middle batch, by the wall clock.
    let median: Double
    let best: Double
    /// Processor time of the whole process.
    let cpu: Double

    /// Repeats `body` for about `seconds`, in batches of a tenth of that.
    static func of(seconds: Double, _ body: () throws -> Void) rethrows -> Measurement {
        var run = Run(seconds: seconds)
        while run.wantsBatch() { for _ in 0..<run.batchSize { try body() } }
        return run.result
    }

    /// The same for what may wait. Runs where the caller runs, so that no change of executor is measured.
    nonisolated(nonsending)
        static func of(seconds: Double, _ body: nonisolated(nonsending) () async throws -> Void) async rethrows
        -> Measurement
    {
        var run = Run(seconds: seconds)
        while run.wantsBatch() { for _ in 0..<run.batchSize { try await body() } }
        return run.result
    }

    func line(engine: String, case name: String, op: String) -> String {
        func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
        return """
            {"engine":"\(engine)","case":"\(name)","op":"\(op)","ns_per_op":\(rounded(median)),"best":\(rounded(best)),\
            "cpu":\(rounded(cpu))}
            """
    }
}

/// Decides how often to repeat: first warms up and finds out how many repetitions make a batch, then measures batches.
private struct Run {
    private let limit: Double
    private let warmUp = Run.nanoseconds(CLOCK_MONOTONIC)
    private var start = 0.0
    private var cpu = 0.0
    private var batchStart = 0.0
    private var batches: [Double] = []
    private(set) var batchSize = 1

    init(seconds: Double) { limit = seconds * 1e9 }

    private static func nanoseconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// Called before each batch, and after the last.
    mutating func wantsBatch() -> Bool {
        let now = Run.nanoseconds(CLOCK_MONOTONIC)
        defer { batchStart = Run.nanoseconds(CLOCK_MONOTONIC) }
        if batchStart == 0 { return true }
        let elapsed = now - batchStart
        if start == 0 {
            guard now - warmUp > limit * 0.3 else {
                if elapsed < limit * 0.05 { batchSize *= 2 }
                return true
            }
            batchSize = max(1, Int(limit * 0.1 * Double(batchSize) / elapsed))
            start = now
            cpu = Run.nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
            return true
        }
        batches.append(elapsed / Double(batchSize))
        if now - start < limit || batches.count < 3 { return true }
        cpu = Run.nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu
        return false
    }

    var result: Measurement {
        let sorted = batches.sorted()
        return Measurement(
            median: sorted[sorted.count / 2], best: sorted[0], cpu: cpu / Double(batches.count * batchSize))
    }
}
