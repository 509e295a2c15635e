import NIOPosix
import Synchronization

/// Runs blocking work on a fixed number of threads of its own, so that no thread of Swift's cooperative pool ever waits.
///
/// A caller waits until its work is done, its deadline has passed, or its task is cancelled, whichever comes first. Work that
/// has not begun by then never runs; work that has begun goes on unobserved, because C cannot be interrupted.
final class BlockingThreads: Sendable {
    private let threads: NIOThreadPool
    private let size: Int
    private let maximumWaiting: Int
    private let counts = Mutex(Counts())
    private let deadlines = DeadlineWatch()

    private struct Counts {
        var waiting = 0
        var running = 0
        var timeouts = 0
        var refusals = 0
        var isClosed = false
    }

    init(size: Int, maximumWaiting: Int) {
        self.size = size
        self.maximumWaiting = maximumWaiting
        threads = NIOThreadPool(numberOfThreads: size)
        threads.start()
    }

    /// - Parameter work: runs on a thread. It can ask whether the caller still waits, and stop early when it does not.
    func run<Value: Sendable>(
        deadline: ContinuousClock.Instant?, _ work: @escaping @Sendable (_ isWanted: () -> Bool) -> Value
    ) async throws(MongoError) -> Value {
        if Task.isCancelled { throw .cancelled }
        if let deadline, deadline <= .now { throw .timeout("before it was asked") }
        let ticket = try admit(Value.self)
        let watch = deadline.map { deadlines.watch(ticket, until: $0) }
        defer { if let watch { deadlines.forget(watch) } }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ticket.wait(continuation)
                threads.submit { state in
                    guard case .active = state else { return ticket.abandon(.closed) }
                    guard ticket.begin() else { return }
                    ticket.finish(work { ticket.isWanted })
                }
            }
        } onCancel: {
            ticket.abandon(.cancelled)
        }
        return try outcome.get()
    }

    /// Refuses further work, lets waiting work fail with ``MongoError/closed`` and waits for what is running.
    ///
    /// - Returns: whether this was the first call.
    func close() async -> Bool {
        let isFirst = counts.withLock { counts in
            defer { counts.isClosed = true }
            return !counts.isClosed
        }
        guard isFirst else { return false }
        await withCheckedContinuation { continuation in
            threads.shutdownGracefully { _ in continuation.resume() }
        }
        return true
    }

    /// Counts a call that ended with a timeout, whoever noticed it: the caller of ``run(deadline:_:)`` knows best.
    func countTimeout() { counts.withLock { $0.timeouts += 1 } }

    var statistics: MongoPoolStatistics {
        counts.withLock {
            MongoPoolStatistics(
                size: size, checkedOut: $0.running, waiting: $0.waiting, timeouts: $0.timeouts, refusals: $0.refusals)
        }
    }

    private func admit<Value>(_: Value.Type) throws(MongoError) -> Ticket<Value> {
        let refusal: MongoError? = counts.withLock { counts in
            if counts.isClosed { return .closed }
            if counts.waiting >= maximumWaiting {
                counts.refusals += 1
                return .poolExhausted(waiting: counts.waiting)
            }
            counts.waiting += 1
            return nil
        }
        if let refusal { throw refusal }
        return Ticket { [self] step in
            counts.withLock { counts in
                switch step {
                case .leftQueue: counts.waiting -= 1
                case .began:
                    counts.waiting -= 1
                    counts.running += 1
                case .ended: counts.running -= 1
                }
            }
        }
    }
}

/// One piece of work on its way through the threads, seen from both its caller and its thread.
private final class Ticket<Value: Sendable>: Abandonable {
    typealias Outcome = Result<Value, MongoError>
    typealias Continuation = CheckedContinuation<Outcome, Never>

    enum Step {
        case leftQueue, began, ended
    }

    private enum State {
        case new
        case waiting(Continuation)
        case running(Continuation)
        /// The caller has been answered, but the thread is still at it.
        case runningUnobserved
        case abandoned(MongoError)
        case answered
    }

    private let state = Mutex<State>(.new)
    private let report: @Sendable (Step) -> Void

    init(report: @escaping @Sendable (Step) -> Void) { self.report = report }

    func wait(_ continuation: Continuation) {
        let early: MongoError? = state.withLock { state in
            if case .abandoned(let error) = state {
                state = .answered
                return error
            }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(returning: .failure(early)) }
    }

    /// Called by the thread; false when nobody wants the work any more.
    func begin() -> Bool {
        let begins = state.withLock { state in
            guard case .waiting(let continuation) = state else { return false }
            state = .running(continuation)
            return true
        }
        if begins { report(.began) }
        return begins
    }

    /// Whether the caller of running work still waits for it.
    var isWanted: Bool {
        state.withLock { state in
            if case .running = state { return true }
            return false
        }
    }

    func finish(_ value: Value) {
        let continuation = state.withLock { state in
            defer { state = .answered }
            if case .running(let continuation) = state { return Optional(continuation) }
            return nil
        }
        report(.ended)
        continuation?.resume(returning: .success(value))
    }

    func abandon(_ error: MongoError) {
        let (continuation, leftQueue): (Continuation?, Bool) = state.withLock { state in
            switch state {
            case .new:
                state = .abandoned(error)
                return (nil, true)
            case .waiting(let continuation):
                state = .answered
                return (continuation, true)
            case .running(let continuation):
                state = .runningUnobserved
                return (continuation, false)
            case .runningUnobserved, .abandoned, .answered:
                return (nil, false)
            }
        }
        if leftQueue { report(.leftQueue) }
        continuation?.resume(returning: .failure(error))
    }
}
