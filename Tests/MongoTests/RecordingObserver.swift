import Mongo
import Synchronization

/// Remembers everything it hears.
final class RecordingObserver: MongoObserver {
    private struct Record {
        var commands: [String] = []
        var failures: [MongoError] = []
        var activities: [MongoActivity?] = []
        var waits = 0
        var failedWaits = 0
        var topologies: [MongoTopology] = []
    }

    private let record = Mutex(Record())

    /// "find shops" for each command that succeeded, "find shops!" for each that failed.
    var commands: [String] { record.withLock { $0.commands } }
    var failures: [MongoError] { record.withLock { $0.failures } }
    var activities: [MongoActivity?] { record.withLock { $0.activities } }
    var waits: Int { record.withLock { $0.waits } }
    var failedWaits: Int { record.withLock { $0.failedWaits } }
    var topologies: [MongoTopology] { record.withLock { $0.topologies } }

    func commandSucceeded(_ command: MongoCommand) {
        record.withLock {
            $0.commands.append([command.name, command.collection].compactMap { $0 }.joined(separator: " "))
            $0.activities.append(command.activity)
        }
    }

    func commandFailed(_ command: MongoCommand, _ error: MongoError) {
        record.withLock {
            $0.commands.append([command.name, command.collection].compactMap { $0 }.joined(separator: " ") + "!")
            $0.failures.append(error)
            $0.activities.append(command.activity)
        }
    }

    func waited(_ duration: Duration) { record.withLock { $0.waits += 1 } }

    func waitFailed(_ error: MongoError) { record.withLock { $0.failedWaits += 1 } }

    func topologyChanged(_ topology: MongoTopology) { record.withLock { $0.topologies.append(topology) } }
}
