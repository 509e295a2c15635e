/// What a thread is busy with: known to the operations and to libmongoc's callbacks, which run on the same thread.
///
/// Confined to the thread that runs the call. `@unchecked Sendable` only because a task-local value has to be: it is bound
/// for the time of one synchronous call on one thread, and never handed to another.
final class RunningCall: @unchecked Sendable {
    @TaskLocal static var current: RunningCall?

    let deadline: ContinuousClock.Instant?
    let activity: MongoActivity?

    private let isWanted: () -> Bool

    /// The collection of the command that is being sent, for the observer.
    var collection: String?

    init(deadline: ContinuousClock.Instant?, activity: MongoActivity?, isWanted: @escaping () -> Bool) {
        self.deadline = deadline
        self.activity = activity
        self.isWanted = isWanted
    }

    /// What is left until the deadline, for `maxTimeMS`; nil without a deadline. Throws when nothing is left, or when nobody
    /// waits for the call any more: asked before each command, it keeps abandoned work from going on.
    func remainingMilliseconds() throws(MongoError) -> Int64? {
        guard isWanted() else { throw .cancelled }
        guard let deadline else { return nil }
        let remaining = deadline - .now
        guard remaining > .zero else { throw .timeout("before it was asked") }
        return max(1, remaining.milliseconds)
    }

    /// The error as the caller shall see it: once the deadline has passed, a lost server is a timeout, whichever of the two
    /// is noticed first.
    func judged(_ error: MongoError) -> MongoError {
        guard case .unavailable(let failure) = error, let deadline, deadline <= .now else { return error }
        return .timeout(failure.message)
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
