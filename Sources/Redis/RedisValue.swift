/// One reply of the Redis protocol, version 2.
package enum RedisValue: Sendable, Hashable {
    /// A missing value: a null bulk string or a null array.
    case null
    case integer(Int)
    /// A short text without line breaks, such as `OK`.
    case status(String)
    /// A value as it was stored, any bytes at all.
    case bytes([UInt8])
    case array([RedisValue])
    /// A command's failure inside an array or a pipeline. `RedisClient.send` throws it instead of returning it.
    case error(RedisServerError)
}

/// What the server said when it refused a command, for example `WRONGTYPE Operation against a key …`.
package struct RedisServerError: Sendable, Hashable, CustomStringConvertible {
    /// The whole line.
    package let message: String

    /// The first word, which Redis keeps stable: `WRONGTYPE`, `NOSCRIPT`, `OOM`, or the general `ERR`.
    package var code: Substring { message.prefix { $0 != " " } }

    package var description: String { message }

    package init(message: String) {
        self.message = message
    }
}
