import NIOPosix
import Redis
import StoreProcesses

/// Runs a patient client around the body, which starts once the client is connected.
func withRedisClient<Result: Sendable>(
    _ url: String, observer: any RedisObserver = NoRedisObserver(), _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    var configuration = try RedisConfiguration(url: url)
    configuration.connectTimeout = .seconds(20)
    configuration.commandTimeout = .seconds(20)
    configuration.patience = .seconds(60)
    let client = RedisClient(configuration, eventLoopGroup: .singletonMultiThreadedEventLoopGroup, observer: observer)
    let running = Task { try await client.run() }
    let result: Swift.Result<Result, any Error>
    do {
        try await until("the client is connected") { client.isConnected }
        result = .success(try await body(client))
    } catch {
        result = .failure(error)
    }
    running.cancel()
    try await running.value
    return try result.get()
}

/// A client of a server that nobody ever runs.
func disconnectedRedisClient() -> RedisClient {
    RedisClient(RedisConfiguration(host: "127.0.0.1", port: 1), eventLoopGroup: .singletonMultiThreadedEventLoopGroup)
}

/// Waits for a condition, and fails when it has not come true for an unreasonably long time.
func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < limit else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(2))
    }
}

struct NeverHappened: Error {
    let what: String
}
