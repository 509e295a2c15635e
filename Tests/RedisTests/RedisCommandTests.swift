import Redis
import StoreProcesses
import Testing

/// What commands do, on a healthy redis-server.
@Suite struct RedisCommandTests {
    private func withShared(_ body: (_ client: RedisClient, _ prefix: String) async throws -> Void) async throws {
        try await SharedStores.withKeyPrefix { url, prefix in
            try await withClient(patientConfiguration(url)) { try await body($0, prefix) }
        }
    }

    @Test func `A value comes back byte for byte, and a missing one is nil`() async throws {
        try await withShared { (redis, prefix) async throws in
            let key = prefix + "열쇠\r\n"
            #expect(try await redis.get(key) == nil)
            let bytes = Array(UInt8.min...UInt8.max) + Array("\r\n$5\r\n".utf8)
            #expect(try await redis.set(key, bytes, expiresInMilliseconds: nil))
            #expect(try await redis.get(key) == bytes)
            #expect(try await redis.set(key, [], expiresInMilliseconds: nil))
            #expect(try await redis.get(key) == [])
        }
    }

    @Test func `A large value survives the journey in both directions`() async throws {
        try await withShared { (redis, prefix) async throws in
            let bytes = (0..<12_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
            #expect(try await redis.set(prefix + "large", bytes, expiresInMilliseconds: nil))
            #expect(try await redis.get(prefix + "large") == bytes)
        }
    }

    @Test func `A value can be stored for a while, and only if there is none`() async throws {
        try await withShared { (redis, prefix) async throws in
            let key = prefix + "lock"
            #expect(try await redis.set(key, [1], expiresInMilliseconds: 3_600_000, onlyIfAbsent: true))
            #expect(try await redis.set(key, [2], expiresInMilliseconds: 3_600_000, onlyIfAbsent: true) == false)
            #expect(try await redis.get(key) == [1])
            guard case .integer(let life) = try await redis.send("PTTL", .string(key)) else {
                Issue.record("PTTL answers with an integer")
                return
            }
            #expect(1...3_600_000 ~= life)
        }
    }

    @Test func `Deleting tells how many keys there were`() async throws {
        try await withShared { (redis, prefix) async throws in
            _ = try await redis.set(prefix + "a", [1], expiresInMilliseconds: nil)
            #expect(try await redis.delete([prefix + "a", prefix + "b"]) == 1)
            #expect(try await redis.delete([]) == 0)
        }
    }

    @Test func `The server's refusal is thrown with its code`() async throws {
        try await withShared { (redis, prefix) async throws in
            _ = try await redis.send("LPUSH", .string(prefix + "list"), 1)
            guard case .server(let error) = await failure(of: { try await redis.get(prefix + "list") })
            else {
                Issue.record("GET of a list must fail")
                return
            }
            #expect(error.code == "WRONGTYPE")
            #expect(try await redis.send("PING") == .status("PONG"), "the connection goes on")
        }
    }

    @Test func `A script's source travels only when the server does not know it`() async throws {
        let server = try await RedisServer()
        let observer = RecordingObserver()
        try await withClient(patientConfiguration(server.url), observer: observer) { (redis) async throws in
            let script = RedisScript("return {KEYS[1], ARGV[1], #ARGV}")
            let expected = RedisValue.array([.bytes([107]), .bytes([0, 13, 10, 255]), .integer(1)])
            for _ in 0..<2 {
                #expect(try await redis.evaluate(script, keys: ["k"], arguments: [[0, 13, 10, 255]]) == expected)
            }
            _ = try await redis.send("SCRIPT", "FLUSH")
            #expect(try await redis.evaluate(script, keys: ["k"], arguments: [[0, 13, 10, 255]]) == expected)
            #expect(observer.log.commands.map(\.name) == ["EVALSHA", "EVAL", "EVALSHA", "SCRIPT", "EVALSHA", "EVAL"])
        }
    }

    @Test func `A script's own failure is thrown`() async throws {
        try await withShared { (redis, _) async throws in
            let script = RedisScript("return redis.error_reply('BUSY try later')")
            let error = await failure { try await redis.evaluate(script, keys: [], arguments: []) }
            #expect(error == .server(RedisServerError(message: "BUSY try later")))
        }
    }

    @Test func `A pipeline returns its replies in order, a refused command among them`() async throws {
        try await withShared { (redis, prefix) async throws in
            let key = RedisArgument.string(prefix + "n")
            let replies = try await redis.pipeline([
                ["SET", key, 5], ["INCR", key], ["LPOP", key], ["GET", key], ["EXISTS", .string(prefix + "none")],
            ])
            #expect(replies.count == 5)
            #expect(replies.prefix(2) == [.status("OK"), .integer(6)])
            guard case .error(let error) = replies[2] else {
                Issue.record("LPOP of a number must fail")
                return
            }
            #expect(error.code == "WRONGTYPE")
            #expect(replies.suffix(2) == [.bytes(Array("6".utf8)), .integer(0)])
            #expect(try await redis.pipeline([]) == [])
        }
    }

    @Test func `256 tasks at once each get their own replies`() async throws {
        try await withShared { (redis, prefix) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<256 {
                    group.addTask {
                        let key = prefix + "\(task)"
                        for round in 0..<50 {
                            let word = Array("\(task):\(round)".utf8)
                            #expect(try await redis.send("ECHO", .bytes(word)) == .bytes(word))
                            _ = try await redis.set(key, word, expiresInMilliseconds: 60_000)
                            let replies = try await redis.pipeline([["GET", .string(key)], ["ECHO", .bytes(word)]])
                            #expect(replies == [.bytes(word), .bytes(word)])
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `One task's commands take effect in the order of their calls`() async throws {
        try await withShared { (redis, prefix) async throws in
            for expected in 1...200 {
                #expect(try await redis.send("INCR", .string(prefix + "counter")) == .integer(expected))
            }
        }
    }

    @Test func `The observer hears of every command once, with the kind of its failure`() async throws {
        let server = try await RedisServer()
        let observer = RecordingObserver()
        try await withClient(patientConfiguration(server.url), observer: observer) { (redis) async throws in
            _ = try await redis.get("key")
            _ = try await redis.pipeline([["PING"], ["PING"]])
            _ = await failure { try await redis.send("NOSUCH") }
        }
        #expect(observer.log.commands.map(\.name) == ["GET", "PIPELINE", "NOSUCH"])
        #expect(observer.log.commands.map(\.failure) == [nil, nil, .server])
        #expect(observer.log.connections == 1)
        #expect(observer.log.disconnections == [.connectionLost("the client was stopped")])
    }
}
