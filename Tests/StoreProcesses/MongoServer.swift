import Foundation

/// A private mongod: a replica set of one member, so that transactions and change streams work as in production.
package final class MongoServer: Sendable {
    private let process: ServerProcess

    /// Starts a mongod and waits until it is primary; takes about two seconds.
    ///
    /// - Parameter options: further arguments for mongod. Test commands (`configureFailPoint`) are always on.
    package init(options: [String] = []) async throws {
        let program = try ChildProcess.program("mongod", variable: "CITYLINK_MONGOD")
        process = try ServerProcess(name: "mongod", program: program) { port, folder in
            [
                "--bind_ip", "127.0.0.1", "--port", "\(port)", "--dbpath", folder.path, "--replSet", "rs0",
                "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64", "--nounixsocket",
                "--setParameter", "diagnosticDataCollectionEnabled=false", "--setParameter", "enableTestCommands=1",
            ] + options
        }
        try await start()
    }

    package var port: Int { process.port }

    /// The connection string, without a database.
    package var url: String { "mongodb://127.0.0.1:\(port)/?replicaSet=rs0" }

    /// Ends mongod with SIGKILL, as a power cut would. Its data stay for ``start()``.
    package func kill() { process.kill() }

    /// Starts mongod again after ``kill()``, on the same port and data, and waits until it is primary.
    package func start() async throws {
        try await process.start { [port] in
            let connection = try MongoWire(port: port)
            if try connection.isWritablePrimary() { return true }
            try connection.initiateReplicaSet(port: port)
            return false
        }
    }

    /// Stops the process without ending it: connections stay open and nothing answers.
    package func freeze() { process.freeze() }

    /// Ends ``freeze()``.
    package func thaw() { process.signal(SIGCONT) }
}
