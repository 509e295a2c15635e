/// Why a command has no reply.
///
/// Nothing authoritative lives in Redis, so callers treat every case as "not cached". The cases differ in whether the
/// command may have taken effect and in what an operator should do.
package enum RedisError: Error, Sendable, Hashable {
    /// There was no connection; nothing was sent.
    case notConnected
    /// As many replies as the configuration allows were already awaited; nothing was sent.
    case tooManyPending(limit: Int)
    /// No reply in time. The command may have taken effect, or may yet.
    case timedOut
    /// The calling task was cancelled. The command may have taken effect, or may yet.
    case cancelled
    /// The connection ended before the reply came. The command may have taken effect.
    case connectionLost(String)
    /// The reply needs more memory than the configuration allows. The connection is closed to be rid of the rest of it.
    case replyTooLarge(limit: Int)
    /// The server sent what is not the Redis protocol, or a reply that nobody asked for.
    case protocolViolation(String)
    /// The server answered with an error.
    case server(RedisServerError)
    /// The server answered with a kind of value that the command never returns.
    case unexpectedReply(command: String)
    /// No connection could be made, or the server refused it. Only observers and `lastFailure` see this.
    case connectFailed(String)
    /// The server refused the user or the password. Only observers and `lastFailure` see this.
    case authenticationFailed(String)
}

extension RedisError {
    /// The case without its details: few enough to label a metric.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case notConnected, tooManyPending, timedOut, cancelled, connectionLost, replyTooLarge, protocolViolation
        case server, unexpectedReply, connectFailed, authenticationFailed
    }

    package var kind: Kind {
        switch self {
        case .notConnected: .notConnected
        case .tooManyPending: .tooManyPending
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        case .connectionLost: .connectionLost
        case .replyTooLarge: .replyTooLarge
        case .protocolViolation: .protocolViolation
        case .server: .server
        case .unexpectedReply: .unexpectedReply
        case .connectFailed: .connectFailed
        case .authenticationFailed: .authenticationFailed
        }
    }
}

extension RedisError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notConnected: "Redis is not connected"
        case .tooManyPending(let limit): "\(limit) Redis replies are awaited already, which is the limit"
        case .timedOut: "Redis did not reply in time"
        case .cancelled: "the task that waited for Redis was cancelled"
        case .connectionLost(let reason): "the connection to Redis was lost: \(reason)"
        case .replyTooLarge(let limit): "Redis sent a reply of more than \(limit) bytes"
        case .protocolViolation(let detail): "Redis broke its protocol: \(detail)"
        case .server(let error): "Redis refused the command: \(error)"
        case .unexpectedReply(let command): "Redis answered \(command) with a value of an unexpected kind"
        case .connectFailed(let reason): "cannot connect to Redis at \(reason)"
        case .authenticationFailed(let message): "Redis refused the user or password: \(message)"
        }
    }
}
