/// The commands that the city uses most, typed.
extension RedisClient {
    /// The bytes stored under the key, nil if there are none.
    package func get(_ key: String) async throws(RedisError) -> [UInt8]? {
        switch try await send(["GET", .string(key)]) {
        case .bytes(let bytes): return bytes
        case .null: return nil
        default: throw .unexpectedReply(command: "GET")
        }
    }

    /// Stores the bytes, for ever if no life is given. False only if `onlyIfAbsent` and the key exists.
    package func set(
        _ key: String, _ value: [UInt8], expiresInMilliseconds: Int?, onlyIfAbsent: Bool = false
    ) async throws(RedisError) -> Bool {
        var arguments: [RedisArgument] = ["SET", .string(key), .bytes(value)]
        if let expiresInMilliseconds { arguments += ["PX", .integer(expiresInMilliseconds)] }
        if onlyIfAbsent { arguments.append("NX") }
        switch try await send(arguments) {
        case .status: return true
        case .null: return false
        default: throw .unexpectedReply(command: "SET")
        }
    }

    /// Removes the keys and returns how many of them existed.
    package func delete(_ keys: [String]) async throws(RedisError) -> Int {
        if keys.isEmpty { return 0 }
        guard case .integer(let count) = try await send(["DEL"] + keys.map { .string($0) }) else {
            throw .unexpectedReply(command: "DEL")
        }
        return count
    }

    /// Runs the script. Its source travels only when the server does not know it, which costs a second round trip.
    package func evaluate(
        _ script: RedisScript, keys: [String], arguments: [[UInt8]]
    ) async throws(RedisError) -> RedisValue {
        let rest = [.integer(keys.count)] + keys.map { .string($0) } + arguments.map { RedisArgument.bytes($0) }
        do throws(RedisError) {
            return try await send(["EVALSHA", .string(script.digest)] + rest)
        } catch .server(let error) where error.code == "NOSCRIPT" {
            return try await send(["EVAL", .string(script.source)] + rest)
        }
    }
}
