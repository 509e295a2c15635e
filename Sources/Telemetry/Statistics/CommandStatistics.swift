import Synchronization

/// What the store was asked and how long it took, by command and collection.
///
/// The keys come from our own code, so they are few; should there be more than `capacity` nevertheless, the surplus is
/// counted together in `other`.
package final class CommandStatistics: Sendable {
    private let capacity: Int
    private let state = Mutex(State())

    private struct Key: Hashable, Sendable {
        var command: String
        var collection: String?
    }

    private struct State: Sendable {
        var commands: [Key: CommandTotals] = [:]
        var other = CommandTotals()
    }

    package init(capacity: Int = 500) {
        self.capacity = capacity
    }

    /// Counts one finished command. Cost: about 100 ns under one lock, next to a round trip of 100 µs and more.
    ///
    /// - Parameter collection: nil for commands that concern none, as `ping`.
    package func record(command: String, collection: String?, nanoseconds: Int, failed: Bool) {
        let key = Key(command: command, collection: collection)
        state.withLock { state in
            if state.commands.count < capacity || state.commands[key] != nil {
                state.commands[key, default: CommandTotals()].record(nanoseconds: nanoseconds, failed: failed)
            } else {
                state.other.record(nanoseconds: nanoseconds, failed: failed)
            }
        }
    }

    /// All commands at one moment, those that took the most time in total first.
    package func snapshot() -> CommandsSnapshot {
        let (commands, other) = state.withLock { ($0.commands, $0.other) }
        let ordered = commands.map {
            CommandSnapshot(command: $0.key.command, collection: $0.key.collection, totals: $0.value)
        }.sorted {
            ($1.totals.latency.sum, $0.command, $0.collection ?? "")
                < ($0.totals.latency.sum, $1.command, $1.collection ?? "")
        }
        return CommandsSnapshot(commands: ordered, other: other)
    }
}

/// The numbers of one command.
package struct CommandTotals: Sendable, Equatable {
    /// Durations of all commands, failed ones included.
    package private(set) var latency = HistogramSnapshot()
    package private(set) var failures = 0

    package init() {}

    mutating func record(nanoseconds: Int, failed: Bool) {
        latency.record(nanoseconds: nanoseconds)
        failures += failed ? 1 : 0
    }

    /// Adds everything that `other` holds. Commutative and associative.
    package mutating func merge(_ other: CommandTotals) {
        latency.merge(other.latency)
        failures = failures.addingSaturated(other.failures)
    }
}

/// One command on one collection and its numbers.
package struct CommandSnapshot: Sendable, Equatable {
    package let command: String
    package let collection: String?
    package let totals: CommandTotals
}

/// Everything `CommandStatistics` knows.
package struct CommandsSnapshot: Sendable, Equatable {
    package let commands: [CommandSnapshot]
    /// The numbers of the commands for which there was no room.
    package let other: CommandTotals
}
