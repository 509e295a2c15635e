/// A database by name. Costs nothing to make.
package struct MongoDatabase: Sendable {
    package let client: MongoClient
    package let name: String

    package func collection(_ name: String) -> MongoCollection { MongoCollection(database: self, name: name) }

    /// Runs a command and returns the whole reply. Not retried.
    package func runCommand(
        _ command: BSONDocument, readPreference: ReadPreference = .primary, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> BSONDocument {
        try await client.run(on: name, deadline: deadline) { connection throws(MongoError) in
            try connection.run(command, .raw(readPreference))
        }
    }

    /// Returns when a server that suits the preference has answered.
    package func ping(
        readPreference: ReadPreference = .primary, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) {
        _ = try await runCommand(["ping": 1], readPreference: readPreference, deadline: deadline)
    }

    /// Deletes the database with everything in it.
    package func drop(deadline: ContinuousClock.Instant? = nil) async throws(MongoError) {
        _ = try await client.run(on: name, deadline: deadline) { connection throws(MongoError) in
            try connection.run(["dropDatabase": 1], .write)
        }
    }
}
