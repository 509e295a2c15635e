import CityLink
import Mongo
import NIOPosix
import Redis

/// Waits for stores that are starting.
enum StoreWait {
    private static let pause = Duration.milliseconds(100)

    static func forMongoDB(_ url: String, until deadline: ContinuousClock.Instant) async throws {
        let client = try mongoClient(url)
        let outcome = await attempt(until: deadline) { () throws(MongoError) in
            try await client.database("admin").ping(deadline: .now + .seconds(5))
        }
        await client.shutdown()
        if case .failure(let error) = outcome {
            throw ConfigurationError("MongoDB at \(withoutPassword(url)) does not answer: \(error).")
        }
    }

    static func forRedis(_ url: String, until deadline: ContinuousClock.Instant) async throws {
        let configuration: RedisConfiguration
        do {
            configuration = try RedisConfiguration(url: url)
        } catch {
            throw ConfigurationError("--redis-url cannot be used: \(error).")
        }
        let client = RedisClient(configuration, eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
        let connection = Task { try await client.run() }
        let outcome = await attempt(until: deadline) { () throws(RedisError) in _ = try await client.send("PING") }
        let reason = client.lastFailure
        connection.cancel()
        _ = await connection.result
        if case .failure(let error) = outcome {
            throw ConfigurationError("Redis at \(withoutPassword(url)) does not answer: \(reason ?? error).")
        }
    }

    /// Tries again until it works, the time is up, or the answer can only stay the same.
    static func attempt<Failure: Error>(
        until deadline: ContinuousClock.Instant, _ work: () async throws(Failure) -> Void
    ) async -> Result<Void, Failure> {
        while true {
            do throws(Failure) {
                return .success(try await work())
            } catch {
                if (error as? MongoError)?.isFinal == true || .now + pause >= deadline { return .failure(error) }
            }
            // Nobody cancels a command but by ending it.
            try? await Task.sleep(for: pause)
        }
    }

    static func mongoClient(_ url: String) throws -> MongoClient {
        var configuration = MongoConfiguration(url: url, applicationName: "citylink stores")
        configuration.threads = 1
        configuration.serverSelectionTimeout = .seconds(1)
        configuration.heartbeatInterval = .milliseconds(500)
        do {
            return try MongoClient(configuration)
        } catch {
            throw ConfigurationError("--mongodb-url cannot be used: \(error).")
        }
    }

    /// The address without what must not get into a log.
    static func withoutPassword(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        guard let at = rest.lastIndex(of: "@") else { return url }
        return "\(url[..<scheme.upperBound])\(rest[rest.index(after: at)...])"
    }
}

extension MongoError {
    /// Whether trying again would only bring the same: a wrong password, a URL that cannot be used.
    fileprivate var isFinal: Bool {
        switch self {
        case .invalidRequest, .closed: true
        case .server(let failure): failure.code == 18  // AuthenticationFailed
        default: false
        }
    }
}
