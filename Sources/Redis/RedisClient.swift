import NIOConcurrencyHelpers
package import NIOCore

/// One pipelined connection to Redis, shared by everybody in the process.
///
/// Commands work while `run()` keeps the connection alive. Without a connection they fail at once rather than queue, so
/// that callers can go to the source instead. All commands share the connection: nothing that blocks (`BLPOP`), that
/// changes how the server talks (`SUBSCRIBE`, `MONITOR`, `CLIENT REPLY`, `SELECT`) or that spans calls (`MULTI` outside
/// a pipeline) belongs on it.
package final class RedisClient: Sendable {
    private struct Link {
        var connection: RedisConnection?
        var lastFailure: RedisError?
    }

    private let configuration: RedisConfiguration
    private let group: any EventLoopGroup
    private let observer: any RedisObserver
    private let clock: any Clock<Duration>
    private let random: @Sendable () -> Double
    private let timeout: TimeAmount
    private let link = NIOLockedValueBox(Link())

    /// `clock` and `random` (in `0...1`) decide when to connect again; tests may replace them.
    package init(
        _ configuration: RedisConfiguration,
        eventLoopGroup: any EventLoopGroup,
        observer: any RedisObserver = NoRedisObserver(),
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.configuration = configuration
        self.group = eventLoopGroup
        self.observer = observer
        self.clock = clock
        self.random = random
        self.timeout = TimeAmount(configuration.commandTimeout)
    }

    // MARK: Connection

    /// Connects, and connects again after every loss, until the task is cancelled. Call it once.
    ///
    /// Never fails because of the server, whatever is wrong there may heal: the reason is in `lastFailure` and goes to the
    /// observer. Returns after closing the connection, which ends all waiting.
    package func run() async throws {
        var backoff = Backoff(configuration.reconnectDelay)
        while !Task.isCancelled {
            do throws(RedisError) {
                let connection = try await RedisConnection.open(configuration, on: group)
                backoff.reset()
                link.withLockedValue { $0 = Link(connection: connection) }
                observer.redisConnected()
                let reason = await connection.ended()
                link.withLockedValue { $0 = Link(lastFailure: reason) }
                observer.redisDisconnected(because: reason)
                try? await clock.sleep(for: backoff.next(random: random()))
            } catch {
                link.withLockedValue { $0.lastFailure = error }
                let delay = backoff.next(random: random())
                observer.redisConnectFailed(because: error, retryingAfter: delay)
                try? await clock.sleep(for: delay)
            }
        }
    }

    /// Whether a command sent now would be written to a server.
    package var isConnected: Bool { link.withLockedValue { $0.connection }?.isOpen ?? false }

    /// Why there is no connection, in a sentence for operators; nil while there is one and before the first attempt ends.
    package var lastFailure: RedisError? { link.withLockedValue { $0.lastFailure } }

    // MARK: Commands

    /// Sends one command, its name first, and returns the reply.
    ///
    /// An error from the server is thrown as `RedisError.server`. Costs no more than the command timeout.
    package func send(_ arguments: [RedisArgument]) async throws(RedisError) -> RedisValue {
        precondition(!arguments.isEmpty, "a Redis command has a name")
        return try await perform(.command(arguments))
    }

    /// Sends one command, its name first, and returns the reply.
    package func send(_ arguments: RedisArgument...) async throws(RedisError) -> RedisValue {
        try await send(arguments)
    }

    /// Sends several commands in one write and returns their replies in the same order, all or none.
    ///
    /// No other command comes between them, yet they are not a transaction. A command that the server refused appears as
    /// `RedisValue.error` and does not keep the others from running.
    package func pipeline(_ commands: [[RedisArgument]]) async throws(RedisError) -> [RedisValue] {
        precondition(commands.allSatisfy { !$0.isEmpty }, "a Redis command has a name")
        if commands.isEmpty { return [] }
        guard case .array(let replies) = try await perform(.pipeline(commands)) else {
            throw .unexpectedReply(command: "PIPELINE")
        }
        return replies
    }

    private func perform(_ request: RedisRequest) async throws(RedisError) -> RedisValue {
        let start = NIODeadline.now()
        var result = Result<RedisValue, RedisError>.failure(.notConnected)
        if let connection = link.withLockedValue({ $0.connection }) {
            result = await connection.perform(request, timeout: timeout)
        }
        if case .success(.error(let error)) = result { result = .failure(.server(error)) }

        let duration = Duration.nanoseconds((NIODeadline.now() - start).nanoseconds)
        switch result {
        case .success: observer.redisFinished(command: request.name, duration: duration, failure: nil)
        case .failure(let error): observer.redisFinished(command: request.name, duration: duration, failure: error.kind)
        }
        return try result.get()
    }
}
