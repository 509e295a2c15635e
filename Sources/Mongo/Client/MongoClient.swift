import NIOPosix

/// A client of one MongoDB deployment: threads, connections, and nothing else. Make one per process.
///
/// Creating it does not connect; the first calls do. When MongoDB goes away, calls fail with typed errors within their
/// deadlines, and succeed again when it is back. End it with ``shutdown()``.
package final class MongoClient: Sendable {
    private let threads: BlockingThreads
    private let pool: ClientPool

    /// - Throws: ``MongoError/invalidRequest(_:)`` when the URL or another setting cannot be used.
    package init(_ configuration: MongoConfiguration, observer: (any MongoObserver)? = nil) throws(MongoError) {
        guard configuration.threads > 0 else { throw .invalidRequest("at least one thread is needed") }
        pool = try ClientPool(configuration, observer: observer)
        threads = BlockingThreads(size: configuration.threads, maximumWaiting: configuration.maximumWaiting)
    }

    package func database(_ name: String) -> MongoDatabase { MongoDatabase(client: self, name: name) }

    package var poolStatistics: MongoPoolStatistics { threads.statistics }

    /// What the client knows about the servers; nothing before the first call.
    package var topology: MongoTopology { pool.monitor.topology }

    package var hasWritablePrimary: Bool { topology.hasWritablePrimary }

    /// Ends running calls in their own time, fails waiting ones with ``MongoError/closed`` and closes all connections.
    package func shutdown() async {
        guard await threads.close() else { return }
        // Closing blocks, and our own threads have ended.
        try? await NIOThreadPool.singleton.runIfActive { [pool] in pool.close() }
    }

    /// Runs `body` on a thread of its own with a connection of its own.
    func run<Value: Sendable>(
        on database: String, deadline: ContinuousClock.Instant?,
        _ body: @escaping @Sendable (MongoConnection) throws(MongoError) -> Value
    ) async throws(MongoError) -> Value {
        do {
            let result = try await result(on: database, deadline: deadline) { connection in
                Result { () throws(MongoError) in try body(connection) }.mapError(connection.call.judged)
            }
            return try result.get()
        } catch {
            countIfTimeout(error)
            throw error
        }
    }

    func countIfTimeout(_ error: any Error) {
        if case MongoError.timeout = error { threads.countTimeout() }
    }

    /// The same for a `body` that does not throw by itself.
    func result<Value: Sendable>(
        on database: String, deadline: ContinuousClock.Instant?,
        _ body: @escaping @Sendable (MongoConnection) -> Value
    ) async throws(MongoError) -> Value {
        let start = ContinuousClock.now
        let activity = MongoActivity.current
        let outcome: Result<Value, MongoError>
        do {
            outcome = try await threads.run(deadline: deadline) { [pool] isWanted in
                withoutActuallyEscaping(isWanted) { isWanted in
                    Result { () throws(MongoError) in
                        try pool.withClient { client in
                            pool.monitor.waited(.now - start)
                            let call = RunningCall(deadline: deadline, activity: activity, isWanted: isWanted)
                            return RunningCall.$current.withValue(call) {
                                body(MongoConnection(client: client, database: database, call: call))
                            }
                        }
                    }
                }
            }
        } catch {
            pool.monitor.waitFailed(error)
            throw error
        }
        return try outcome.get()
    }
}
