import Redis
import StoreProcesses
import Testing

/// What callers see when the server dies, stalls or misbehaves, and that it heals. Each test owns its server.
///
/// `BLPOP` on an empty list is the slow command here: it answers exactly when another client pushes, and
/// `INFO clients` tells when it has arrived.
@Suite struct RedisFaultTests {
    private func isBlocked(_ clients: Int, seenBy redis: RedisClient) async throws -> Bool {
        guard case .bytes(let info) = try await redis.send("INFO", "clients") else { return false }
        return String(decoding: info, as: UTF8.self).contains("blocked_clients:\(clients)\r\n")
    }

    @Test func `A killed and restarted server is found again by the same client`() async throws {
        let server = try await RedisServer()
        let observer = RecordingObserver()
        try await withClient(patientConfiguration(server.url), observer: observer) { (redis) async throws in
            for round in 1...3 {
                #expect(try await redis.set("key", [1], expiresInMilliseconds: nil))
                server.kill()
                try await until("the loss is noticed") { observer.log.disconnections.count == round }
                #expect(await failure { try await redis.get("key") } == .notConnected)
                try await server.start()
                try await until("the client is connected again") { redis.isConnected }
                #expect(try await redis.get("key") == nil, "the restarted server has forgotten it")
            }
            #expect(observer.log.connections == 4)
        }
    }

    @Test func `Everybody who waits is told when the server dies`() async throws {
        let server = try await RedisServer()
        let configuration = try patientConfiguration(server.url)
        try await withClient(configuration) { (redis) async throws in
            try await withClient(configuration) { (other) async throws in
                let slow = Task { await failure { try await redis.send("BLPOP", "list", 0) } }
                try await until("the slow command has arrived") { try await isBlocked(1, seenBy: other) }
                let tasks = (0..<255).map { _ in
                    Task { await failure { try await redis.get("key") } }
                }
                server.kill()
                #expect(await slow.value?.kind == .connectionLost)
                for task in tasks {
                    let kind = await task.value?.kind
                    // A task that comes too late to be sent finds no connection.
                    #expect(kind == .connectionLost || kind == .notConnected)
                }
            }
        }
    }

    @Test func `A timeout costs its caller only, and the late reply reaches nobody`() async throws {
        let server = try await RedisServer()
        var hasty = try patientConfiguration(server.url)
        hasty.commandTimeout = .milliseconds(100)
        let observer = RecordingObserver()
        try await withClient(hasty, observer: observer) { (redis) async throws in
            try await withClient(patientConfiguration(server.url)) { (other) async throws in
                #expect(try await other.set("key", [7], expiresInMilliseconds: nil))
                #expect(
                    await failure { try await redis.send("BLPOP", "list", 0) } == .timedOut)
                #expect(try await isBlocked(1, seenBy: other), "the command is still on its way")
                #expect(await failure { try await redis.get("key") } == .timedOut)
                _ = try await other.send("LPUSH", "list", "late")
                // On a busy machine 100 ms can be short even for a healthy server.
                var value: [UInt8]?
                try await until("the client gets answers again") {
                    value = try? await redis.get("key")
                    return value != nil
                }
                #expect(value == [7])
                #expect(observer.log.connections == 1, "all on one connection")
            }
        }
    }

    @Test func `A frozen server is given up, commands then fail at once, and it heals when thawed`() async throws {
        let server = try await RedisServer()
        var configuration = try patientConfiguration(server.url)
        configuration.connectTimeout = .milliseconds(200)
        configuration.commandTimeout = .milliseconds(50)
        configuration.patience = .milliseconds(200)
        let observer = RecordingObserver()
        try await withClient(configuration, observer: observer) { (redis) async throws in
            let connections = observer.log.connections
            server.freeze()
            #expect(await failure { try await redis.get("key") } == .timedOut)
            try await until("the silence is noticed") { !observer.log.disconnections.isEmpty }
            #expect(observer.log.disconnections.first == .connectionLost("the server has stopped answering"))
            #expect(await failure { try await redis.get("key") } == .notConnected)
            try await until("an attempt has failed") { !observer.log.failures.isEmpty }
            #expect(observer.log.failures.first?.description.contains("does not answer") == true)
            #expect(observer.log.connections == connections, "accepting is not enough to count as connected")
            server.thaw()
            try await until("the client is connected again") { redis.isConnected }
            try await until("it gets answers") { (try? await redis.send("PING")) == .status("PONG") }
        }
    }

    @Test func `Cancelling a task ends its waiting and nobody else's`() async throws {
        let server = try await RedisServer()
        let configuration = try patientConfiguration(server.url)
        try await withClient(configuration) { (redis) async throws in
            try await withClient(configuration) { (other) async throws in
                _ = try await other.set("key", [7], expiresInMilliseconds: nil)
                let slow = Task { await failure { try await redis.send("BLPOP", "list", 0) } }
                try await until("the slow command has arrived") { try await isBlocked(1, seenBy: other) }
                let patient = Task { try await redis.get("key") }
                slow.cancel()
                #expect(await slow.value == .cancelled)
                _ = try await other.send("LPUSH", "list", "late")
                #expect(try await patient.value == [7])
                #expect(try await redis.send("ECHO", "own") == .bytes(Array("own".utf8)))
            }
        }
    }

    @Test func `A cancelled task sends nothing`() async throws {
        let server = try await RedisServer()
        try await withClient(patientConfiguration(server.url)) { (redis) async throws in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await failure {
                    try await redis.set("key", [1], expiresInMilliseconds: nil)
                }
            }
            #expect(await task.value == .cancelled)
            #expect(try await redis.get("key") == nil)
        }
    }

    @Test func `Tasks that cancel at any moment never disturb the others`() async throws {
        let server = try await RedisServer()
        try await withClient(patientConfiguration(server.url)) { (redis) async throws in
            await withTaskGroup(of: Void.self) { group in
                for task in 0..<64 {
                    group.addTask {
                        for round in 0..<100 {
                            let word = Array("\(task):\(round)".utf8)
                            let echo = Task { try? await redis.send("ECHO", .bytes(word)) }
                            if (task + round) % 3 == 0 { echo.cancel() }
                            if let reply = await echo.value { #expect(reply == .bytes(word)) }
                        }
                    }
                }
            }
            #expect(try await redis.send("PING") == .status("PONG"))
        }
    }

    @Test func `When too many replies are awaited a command fails at once`() async throws {
        let server = try await RedisServer()
        var narrow = try patientConfiguration(server.url)
        narrow.maximumPendingReplies = 1
        try await withClient(narrow) { (redis) async throws in
            try await withClient(patientConfiguration(server.url)) { (other) async throws in
                let slow = Task { try await redis.send("BLPOP", "list", 0) }
                try await until("the slow command has arrived") { try await isBlocked(1, seenBy: other) }
                #expect(
                    await failure { try await redis.get("key") } == .tooManyPending(limit: 1))
                _ = try await other.send("LPUSH", "list", "x")
                #expect(try await slow.value == .array([.bytes(Array("list".utf8)), .bytes([120])]))
                #expect(try await redis.get("key") == nil)
            }
        }
    }

    @Test func `A reply above the limit is refused without keeping it, and the client heals`() async throws {
        let server = try await RedisServer()
        var modest = try patientConfiguration(server.url)
        modest.maximumReplyBytes = 1_000_000
        let observer = RecordingObserver()
        try await withClient(modest, observer: observer) { (redis) async throws in
            #expect(try await redis.set("large", [UInt8](repeating: 1, count: 5_000_000), expiresInMilliseconds: nil))
            #expect(
                await failure { try await redis.get("large") }
                    == .replyTooLarge(limit: 1_000_000))
            try await until("the client is connected again") { observer.log.connections == 2 && redis.isConnected }
            #expect(try await redis.send("STRLEN", "large") == .integer(5_000_000))
        }
    }

    @Test func `A reply that answers no request ends the connection, not the process`() async throws {
        let server = try await RedisServer()
        let observer = RecordingObserver()
        try await withClient(patientConfiguration(server.url), observer: observer) { (redis) async throws in
            try await withClient(patientConfiguration(server.url)) { (other) async throws in
                // Redis repeats this one reply for every message, which is why it does not belong here.
                _ = try await redis.send("SUBSCRIBE", "channel")
                _ = try await other.send("PUBLISH", "channel", "news")
                try await until("the client is connected again") { observer.log.connections == 2 && redis.isConnected }
                #expect(observer.log.disconnections.map(\.kind) == [.protocolViolation])
            }
        }
    }

    @Test func `Stopping the client ends all waiting`() async throws {
        let server = try await RedisServer()
        let configuration = try patientConfiguration(server.url)
        try await withClient(configuration) { (other) async throws in
            let slow = try await withClient(configuration) { (redis) async throws in
                let slow = Task { await failure { try await redis.send("BLPOP", "list", 0) } }
                try await until("the slow command has arrived") { try await isBlocked(1, seenBy: other) }
                return slow
            }
            #expect(await slow.value == .connectionLost("the client was stopped"))
            try await until("the server sees it gone") { try await isBlocked(0, seenBy: other) }
        }
    }
}
