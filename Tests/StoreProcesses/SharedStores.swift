import Foundation

/// The stores that ordinary tests of one process share: those that the environment names, else private ones, started at
/// first use and ended with the process.
///
/// A test that kills, freezes or fills a server starts a ``MongoServer`` or ``RedisServer`` of its own instead.
package enum SharedStores {
    private static let mongo = Task { try await MongoServer() }
    private static let redis = Task { try await RedisServer() }

    /// `CITYLINK_TEST_MONGODB_URL`, or a private replica set of one.
    package static func mongoURL() async throws -> String {
        if let url = environment("CITYLINK_TEST_MONGODB_URL") { return url }
        return try await mongo.value.url
    }

    /// `CITYLINK_TEST_REDIS_URL`, or a private redis-server.
    package static func redisURL() async throws -> String {
        if let url = environment("CITYLINK_TEST_REDIS_URL") { return url }
        return try await redis.value.url
    }

    /// Runs `body` with the connection string and the name of a database that is nobody else's, and drops that database
    /// afterwards, also when `body` throws.
    ///
    /// The servers must be reachable by IPv4 address and without a password.
    package static func withDatabase<Result>(
        _ body: (_ url: String, _ database: String) async throws -> Result
    ) async throws -> Result {
        let url = try await mongoURL()
        let database = "test_\(uniqueName())"
        return try await finally {
            try await body(url, database)
        } always: {
            try await onBlockingThread { try dropDatabase(database, url: url) }
        }
    }

    /// Runs `body` with the URL and a key prefix that is nobody else's, and deletes the keys with that prefix afterwards,
    /// also when `body` throws.
    package static func withKeyPrefix<Result>(
        _ body: (_ url: String, _ prefix: String) async throws -> Result
    ) async throws -> Result {
        let url = try await redisURL()
        let prefix = "test:\(uniqueName()):"
        return try await finally {
            try await body(url, prefix)
        } always: {
            try await onBlockingThread { try deleteKeys(prefix: prefix, url: url) }
        }
    }

    private static func finally<Result>(
        _ body: () async throws -> Result, always cleanUp: () async throws -> Void
    ) async throws -> Result {
        let result: Result
        do {
            result = try await body()
        } catch {
            // The error of the test matters more than one of the clearing up that it may have caused.
            try? await cleanUp()
            throw error
        }
        try await cleanUp()
        return result
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func uniqueName() -> String { UUID().uuidString.lowercased().filter { $0 != "-" } }

    private static func dropDatabase(_ name: String, url: String) throws {
        for (host, port) in try hosts(of: url, defaultPort: 27017) {
            let connection = try MongoWire(host: host, port: port)
            if try connection.isWritablePrimary() { return try connection.dropDatabase(name) }
        }
    }

    private static func deleteKeys(prefix: String, url: String) throws {
        guard let (host, port) = try hosts(of: url, defaultPort: 6379).first else { return }
        let connection = try Loopback(host: host, port: port)
        let script = """
            local cursor = '0' \
            repeat \
            local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000) \
            cursor = page[1] \
            for _, key in ipairs(page[2]) do redis.call('DEL', key) end \
            until cursor == '0' \
            return 'gone'
            """
        let command = ["EVAL", script, "0", "\(prefix)*"]
        let text = "*\(command.count)\r\n" + command.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
        try connection.send(Array(text.utf8))
        let reply = String(decoding: try connection.receive(atLeast: 1), as: UTF8.self)
        guard reply.hasPrefix("$4") else { throw StoreProcessError.unexpectedReply(reply) }
    }

    /// The hosts of `scheme://[user@]host[:port][,host…][/…]`.
    private static func hosts(of url: String, defaultPort: Int) throws -> [(host: String, port: Int)] {
        guard let scheme = url.range(of: "://") else { throw StoreProcessError.invalidURL(url) }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        let hosts = authority.split(separator: "@").last ?? ""
        return try hosts.split(separator: ",").map { host in
            let parts = host.split(separator: ":")
            guard let name = parts.first, let port = parts.count > 1 ? Int(parts[1]) : defaultPort else {
                throw StoreProcessError.invalidURL(url)
            }
            return (String(name), port)
        }
    }
}
