/// Where Redis is and how patient to be with it.
package struct RedisConfiguration: Sendable, Hashable {
    package struct Credentials: Sendable, Hashable {
        /// Nil for the default user.
        package var user: String?
        package var password: String

        package init(user: String? = nil, password: String) {
            self.user = user
            self.password = password
        }
    }

    package var host: String
    package var port: Int
    package var credentials: Credentials?
    /// The number of the database to select.
    package var database: Int

    /// The name that `CLIENT LIST` shows for the connection; must not contain spaces. Nil sets none.
    package var clientName: String? = "citylink"
    /// Bounds reaching the server, and then each reply of the greeting there.
    package var connectTimeout: Duration = .seconds(1)
    /// Bounds every command from the call to its reply. Redis is a short cut: when it is slow, the long way is faster.
    package var commandTimeout: Duration = .milliseconds(50)
    /// When the oldest command has gone unanswered for this long, the connection is closed and commands fail at once
    /// until a new one answers.
    package var patience: Duration = .milliseconds(500)
    /// While this many replies are awaited, further commands fail at once.
    package var maximumPendingReplies = 8192
    /// How many bytes one reply may occupy, elements of arrays counting 64 bytes more each.
    package var maximumReplyBytes = 16 * 1024 * 1024
    /// The shortest and the longest wait before connecting again.
    package var reconnectDelay: ClosedRange<Duration> = .milliseconds(20) ... .seconds(2)

    package init(host: String, port: Int = 6379, credentials: Credentials? = nil, database: Int = 0) {
        self.host = host
        self.port = port
        self.credentials = credentials
        self.database = database
    }
}

extension RedisConfiguration: CustomStringConvertible {
    /// The URL without user and password, fit for a log.
    package var description: String {
        "redis://\(host.contains(":") ? "[\(host)]" : host):\(port)/\(database)"
    }
}
