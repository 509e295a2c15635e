import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Synchronization

/// One connection to the server: performs what `ConnectionState` decides.
///
/// Any task may send; commands gather in one buffer that the event loop writes once per turn. A later connection for
/// subscriptions can share `ReplyReader` and `open`, but not the rule that every reply answers a request.
final class RedisConnection: Sendable {
    private typealias Waiter = CheckedContinuation<Result<RedisValue, RedisError>, Never>

    private let channel: any Channel
    /// NIO's lock rather than the standard library's, which ThreadSanitizer cannot follow.
    private let state: NIOLockedValueBox<ConnectionState<Waiter>>
    private let lastID = Atomic<UInt64>(0)

    private init(channel: any Channel, configuration: RedisConfiguration) {
        self.channel = channel
        self.state = NIOLockedValueBox(
            ConnectionState(
                limits: .init(
                    pendingReplies: configuration.maximumPendingReplies, patience: TimeAmount(configuration.patience)
                )
            )
        )
    }

    // MARK: Life

    /// Connects, authenticates, selects the database, and makes sure that the server is ready to serve.
    static func open(
        _ configuration: RedisConfiguration, on group: any EventLoopGroup
    ) async throws(RedisError) -> RedisConnection {
        let connection: RedisConnection
        do {
            connection = try await ClientBootstrap(group: group)
                .connectTimeout(TimeAmount(configuration.connectTimeout))
                .channelOption(.socketOption(.so_keepalive), value: 1)
                .connect(host: configuration.host, port: configuration.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let connection = RedisConnection(channel: channel, configuration: configuration)
                        let handler = ReplyHandler(connection: connection, limit: configuration.maximumReplyBytes)
                        try channel.pipeline.syncOperations.addHandler(handler)
                        return connection
                    }
                }
        } catch {
            throw .connectFailed("\(configuration.host):\(configuration.port): \(Self.cause(of: error))")
        }
        do throws(RedisError) {
            try await connection.greet(configuration)
        } catch {
            connection.close(because: error)
            throw error
        }
        return connection
    }

    /// Whether requests are accepted.
    var isOpen: Bool { state.withLockedValue { $0.end == nil } }

    /// Waits until the connection is over and says why. Cancelling the task closes it.
    func ended() async -> RedisError {
        await withTaskCancellationHandler {
            try? await channel.closeFuture.get()
        } onCancel: {
            close(because: .connectionLost("the client was stopped"))
        }
        return state.withLockedValue { $0.end } ?? .notConnected
    }

    func close(because reason: RedisError) {
        settle(state.withLockedValue { $0.close(because: reason) })
        channel.close(promise: nil)
    }

    // MARK: Requests

    func perform(_ request: RedisRequest, timeout: TimeAmount) async -> Result<RedisValue, RedisError> {
        let id = lastID.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let admission = state.withLockedValue { state in
                    // Read under the lock: a cancellation that comes later finds the request in the queue.
                    Task.isCancelled
                        ? .refused(.cancelled)
                        : state.admit(request, id: id, waiter: waiter, now: .now(), timeout: timeout)
                }
                switch admission {
                case .queued(needsFlush: true): channel.eventLoop.execute { self.flush() }
                case .queued(needsFlush: false): break
                case .refused(let error): waiter.resume(returning: .failure(error))
                }
            }
        } onCancel: {
            if let settlement = state.withLockedValue({ $0.cancel(id: id) }) { settle([settlement]) }
        }
    }

    // MARK: On the event loop

    private func flush() {
        guard let flush = state.withLockedValue({ $0.flush() }) else { return }
        channel.writeAndFlush(flush.bytes, promise: nil)
        if let timer = flush.timer { setTimer(timer) }
    }

    private func setTimer(_ deadline: NIODeadline) {
        channel.eventLoop.scheduleTask(deadline: deadline) { self.timeOut() }
    }

    private func timeOut() {
        let expiry = state.withLockedValue { $0.timeOut(now: .now()) }
        settle(expiry.settlements)
        if let timer = expiry.timer { setTimer(timer) }
        if let reason = expiry.closing { close(because: reason) }
    }

    fileprivate func receive(_ replies: [RedisValue]) {
        var settlements: [ConnectionState<Waiter>.Settlement] = []
        settlements.reserveCapacity(replies.count)
        var failure: RedisError?
        state.withLockedValue { state in
            do throws(RedisError) {
                try state.receive(replies, into: &settlements)
            } catch {
                failure = error
            }
        }
        settle(settlements)
        if let failure { close(because: failure) }
    }

    /// Never called with the lock held: a resumed task may come right back.
    private func settle(_ settlements: [ConnectionState<Waiter>.Settlement]) {
        for settlement in settlements { settlement.waiter.resume(returning: settlement.result) }
    }

    // MARK: Greeting

    private func greet(_ configuration: RedisConfiguration) async throws(RedisError) {
        if let credentials = configuration.credentials {
            let user = credentials.user.map { [RedisArgument.string($0)] } ?? []
            try await greet(["AUTH"] + user + [.string(credentials.password)], configuration)
        }
        if configuration.database != 0 { try await greet(["SELECT", .integer(configuration.database)], configuration) }
        if let name = configuration.clientName { try await greet(["CLIENT", "SETNAME", .string(name)], configuration) }
        // Refused by a server that still loads its data or wants a password, unanswered by a frozen one.
        try await greet(["PING"], configuration)
    }

    private func greet(_ command: [RedisArgument], _ configuration: RedisConfiguration) async throws(RedisError) {
        let place = "\(configuration.host):\(configuration.port)"
        switch await perform(.command(command), timeout: TimeAmount(configuration.connectTimeout)) {
        case .success(.error(let error)) where command.first == "AUTH": throw .authenticationFailed(error.message)
        case .success(.error(let error)): throw .connectFailed("\(place): \(error)")
        case .success: return
        case .failure(.timedOut): throw .connectFailed("\(place): the server accepts connections but does not answer")
        case .failure(.connectionLost(let reason)): throw .connectFailed("\(place): \(reason)")
        // The connection ended between two commands of the greeting.
        case .failure(.notConnected):
            let end = state.withLockedValue { $0.end }
            throw .connectFailed("\(place): \(end?.description ?? "the server closed it")")
        case .failure(let error): throw error
        }
    }

    private static func cause(of error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return cause(of: first.error) }
            return (error.dnsAError ?? error.dnsAAAAError).map { "\($0)" } ?? "the name has no address"
        case ChannelError.connectTimeout: return "no answer in time"
        default: return "\(error)"
        }
    }
}

/// Turns the channel's bytes into replies and its end into the connection's end.
private final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: RedisConnection
    private let reader: ReplyReader

    init(connection: RedisConnection, limit: Int) {
        self.connection = connection
        self.reader = ReplyReader(limit: limit)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What is still in flight after the end has no meaning any more.
        guard connection.isOpen else { return }
        var replies: [RedisValue] = []
        var failure: RedisError?
        unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
            do throws(RedisError) {
                try reader.read(bytes, into: &replies)
            } catch {
                failure = error
            }
        }
        connection.receive(replies)
        if let failure { connection.close(because: failure) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.close(because: .connectionLost("the server closed it"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.close(because: .connectionLost("\(error)"))
    }
}
