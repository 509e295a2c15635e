import Synchronization

/// Hears what the client does. Methods are called on any thread, several at once, within the work that they tell of:
/// they must be quick. Each does nothing by default.
package protocol MongoObserver: Sendable {
    func commandSucceeded(_ command: MongoCommand)
    func commandFailed(_ command: MongoCommand, _ error: MongoError)
    /// A call has got its thread and its connection after waiting this long.
    func waited(_ duration: Duration)
    /// A call gave up or was refused before it got a thread.
    func waitFailed(_ error: MongoError)
    /// The client's view of the servers has changed.
    func topologyChanged(_ topology: MongoTopology)
}

extension MongoObserver {
    package func commandSucceeded(_ command: MongoCommand) {}
    package func commandFailed(_ command: MongoCommand, _ error: MongoError) {}
    package func waited(_ duration: Duration) {}
    package func waitFailed(_ error: MongoError) {}
    package func topologyChanged(_ topology: MongoTopology) {}
}

/// One command that was sent to a server.
package struct MongoCommand: Sendable {
    /// `find`, `getMore`, `insert`, `commitTransaction` …
    package let name: String
    /// Nil for commands that concern no collection.
    package let collection: String?
    /// From sending to the whole reply, in microseconds.
    package let microseconds: Int64
    /// What the calling task had bound to ``MongoActivity/current``.
    package let activity: MongoActivity?
}

/// Counts the commands that a task and its child tasks cause, and the time that they take.
///
/// ```swift
/// let activity = MongoActivity()
/// try await MongoActivity.$current.withValue(activity) { try await answer(request) }
/// activity.commands   // how many commands the request has caused
/// ```
package final class MongoActivity: Sendable {
    @TaskLocal package static var current: MongoActivity?

    private let commandCount = Atomic<Int>(0)
    private let totalMicroseconds = Atomic<Int64>(0)

    package init() {}

    /// Commands that have been answered or have failed, retries included.
    package var commands: Int { commandCount.load(ordering: .relaxed) }

    /// The sum over the commands; more than the elapsed time when commands ran side by side.
    package var microseconds: Int64 { totalMicroseconds.load(ordering: .relaxed) }

    func record(microseconds: Int64) {
        commandCount.add(1, ordering: .relaxed)
        totalMicroseconds.add(microseconds, ordering: .relaxed)
    }
}

/// What the client knows about the servers.
package struct MongoTopology: Sendable, Hashable {
    package struct Server: Sendable, Hashable {
        /// `host:port`
        package let address: String
        /// libmongoc's word: `RSPrimary`, `RSSecondary`, `Standalone`, `Mongos`, `Unknown` …
        package let kind: String
        /// Smoothed time of a heartbeat in milliseconds; -1 when unknown.
        package let roundTripMilliseconds: Int64
    }

    /// `ReplicaSetWithPrimary`, `ReplicaSetNoPrimary`, `Sharded`, `Single`, `Unknown` …
    package let kind: String
    package let hasWritablePrimary: Bool
    package let servers: [Server]
}

package struct MongoPoolStatistics: Sendable, Hashable {
    /// The number of threads, and so of connections that can be in use at once.
    package let size: Int
    /// Calls that run on a thread now.
    package let checkedOut: Int
    /// Calls that wait for a thread now.
    package let waiting: Int
    /// Calls so far whose deadline passed, waiting or running.
    package let timeouts: Int
    /// Calls so far that were refused because too many were waiting already.
    package let refusals: Int
}
