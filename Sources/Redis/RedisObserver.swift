/// Hears about every command and every change of the connection. Each method does nothing unless implemented.
///
/// Commands report from the calling task, connection changes from the task in `RedisClient.run()`. Neither waits: return
/// quickly.
package protocol RedisObserver: Sendable {
    /// A command ended. `command` is its first word (`PIPELINE` for a pipeline), `duration` what the caller waited, and
    /// `failure` is nil if the server answered without an error.
    func redisFinished(command: String, duration: Duration, failure: RedisError.Kind?)
    /// Commands are accepted from now on.
    func redisConnected()
    /// Commands fail with `notConnected` from now on.
    func redisDisconnected(because reason: RedisError)
    /// An attempt to connect failed; the next follows after `delay`.
    func redisConnectFailed(because reason: RedisError, retryingAfter delay: Duration)
}

extension RedisObserver {
    package func redisFinished(command: String, duration: Duration, failure: RedisError.Kind?) {}
    package func redisConnected() {}
    package func redisDisconnected(because reason: RedisError) {}
    package func redisConnectFailed(because reason: RedisError, retryingAfter delay: Duration) {}
}

/// Observes nothing.
package struct NoRedisObserver: RedisObserver {
    package init() {}
}
