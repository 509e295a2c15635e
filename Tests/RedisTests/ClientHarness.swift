import NIOConcurrencyHelpers
import NIOPosix
import Redis
import StoreProcesses

/// Patient enough for a loaded machine; a test about impatience sets its own.
func patientConfiguration(_ url: String) throws -> RedisConfiguration {
    var configuration = try RedisConfiguration(url: url)
    configuration.connectTimeout = .seconds(20)
    configuration.commandTimeout = .seconds(20)
    configuration.patience = .seconds(60)
    return configuration
}

/// Runs a client around the body, which starts once the client is connected.
func withClient<Result: Sendable>(
    _ configuration: RedisConfiguration,
    observer: any RedisObserver = NoRedisObserver(),
    _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    try await withRunningClient(configuration, observer: observer) { client in
        try await until("the client is connected") { client.isConnected }
        return try await body(client)
    }
}

/// Runs a client around the body, connected or not.
func withRunningClient<Result: Sendable>(
    _ configuration: RedisConfiguration,
    observer: any RedisObserver = NoRedisObserver(),
    _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    let client = RedisClient(configuration, eventLoopGroup: .singletonMultiThreadedEventLoopGroup, observer: observer)
    let running = Task { try await client.run() }
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    running.cancel()
    try await running.value
    return try result.get()
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

/// Remembers what it heard.
final class RecordingObserver: RedisObserver {
    struct Log {
        var commands: [(name: String, failure: RedisError.Kind?)] = []
        var connections = 0
        var disconnections: [RedisError] = []
        var failures: [RedisError] = []
        var delays: [Duration] = []
    }

    private let storage = NIOLockedValueBox(Log())

    var log: Log { storage.withLockedValue { $0 } }

    func redisFinished(command: String, duration: Duration, failure: RedisError.Kind?) {
        storage.withLockedValue { $0.commands.append((command, failure)) }
    }

    func redisConnected() {
        storage.withLockedValue { $0.connections += 1 }
    }

    func redisDisconnected(because reason: RedisError) {
        storage.withLockedValue { $0.disconnections.append(reason) }
    }

    func redisConnectFailed(because reason: RedisError, retryingAfter delay: Duration) {
        storage.withLockedValue { log in
            log.failures.append(reason)
            log.delays.append(delay)
        }
    }
}

/// The error that the operation throws, nil if it returns.
func failure(of operation: () async throws -> some Sendable) async -> RedisError? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error as? RedisError
    }
}
