import Foundation

/// A private redis-server that keeps nothing on disk.
package final class RedisServer: Sendable {
    private let process: ServerProcess

    /// Starts a redis-server and waits until it answers; takes some milliseconds.
    ///
    /// - Parameter options: further arguments for redis-server, such as `["--maxmemory", "8mb"]`.
    package init(options: [String] = []) async throws {
        let program = try ChildProcess.program("redis-server", variable: "CITYLINK_REDIS_SERVER")
        process = try ServerProcess(name: "redis", program: program) { port, folder in
            [
                "--bind", "127.0.0.1", "--port", "\(port)", "--dir", folder.path, "--save", "", "--appendonly", "no",
            ] + options
        }
        try await start()
    }

    package var port: Int { process.port }

    package var url: String { "redis://127.0.0.1:\(port)" }

    /// Ends redis-server with SIGKILL. It forgets everything.
    package func kill() { process.kill() }

    /// Starts redis-server again after ``kill()``, on the same port, and waits until it answers.
    package func start() async throws {
        try await process.start { [port] in
            let connection = try Loopback(port: port)
            try connection.send(Array("PING\r\n".utf8))
            let reply = try connection.receive(atLeast: 1)
            // With a password set, "-NOAUTH" is as good a sign of life as "+PONG".
            return reply.starts(with: "+PONG".utf8) || reply.starts(with: "-NOAUTH".utf8)
        }
    }

    /// Stops the process without ending it: connections stay open and nothing answers.
    package func freeze() { process.freeze() }

    /// Ends ``freeze()``.
    package func thaw() { process.signal(SIGCONT) }
}
