#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension MongoClient {
    /// Runs `body` in a transaction: all its writes take place, or none; its reads see one state of the data, which a
    /// majority of the servers holds.
    ///
    /// `body` runs on a thread of its own, where it may block; it should hold nothing but calls of its session. It runs again
    /// from the start when MongoDB asks for that because of a concurrent change or a lost connection, until the deadline:
    /// whatever else it does must bear repetition. An error that it throws aborts the transaction and comes out unchanged.
    ///
    /// Once the deadline has passed or the task has been cancelled, a transaction is not committed any more, unless its
    /// commit was on its way already: its outcome is then unknown.
    package func transaction<Value: Sendable>(
        deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (borrowing MongoSession) throws -> Value
    ) async throws -> Value {
        do {
            let result = try await result(on: "admin", deadline: deadline) { connection in
                Result { try connection.transaction(body) }.mapError { error in
                    (error as? MongoError).map(connection.call.judged) ?? error
                }
            }
            return try result.get()
        } catch {
            countIfTimeout(error)
            throw error
        }
    }
}

extension MongoConnection {
    fileprivate func transaction<Value>(_ body: (borrowing MongoSession) throws -> Value) throws -> Value {
        let session = try Session(self)
        defer { session.end() }
        var pause = RetryPause()
        while true {
            try session.start()
            do {
                let value = try body(MongoSession(session.connection))
                try session.commit()
                return value
            } catch {
                session.abort()
                guard let error = error as? MongoError, error.isTransient, pause.take(before: call.deadline) else {
                    throw error
                }
            }
        }
    }
}

/// Waits longer from attempt to attempt, and by chance, so that competing transactions get out of step.
private struct RetryPause {
    private var longest: UInt32 = 1000

    /// Sleeps; false when there is no time left for another attempt.
    mutating func take(before deadline: ContinuousClock.Instant?) -> Bool {
        let microseconds = UInt32.random(in: 0...longest)
        longest = min(longest * 2, 64_000)
        if let deadline, .now + .microseconds(Int(microseconds)) >= deadline { return false }
        usleep(microseconds)
        return true
    }
}
