import Redis

/// Loads one value from its source, in turn with all other instances, and puts it into Redis.
struct LiveValueLoader<Value: Codable & Sendable>: Sendable {
    let redis: RedisClient
    let observer: any LiveValueObserver
    let now: @Sendable () -> Timestamp
    let random: @Sendable () -> Double

    /// Takes as long as the source does, after waiting at most `lockPatience` for another instance.
    func load(_ request: LiveValueRequest<Value>) async -> LiveValueLanding<Value> {
        switch await takeTurn(request) {
        case .alreadyLoaded(let entry): return .loaded(entry, .sharedCache)
        case .ours(let lock): return await askSource(request, lock: lock, route: .source)
        case .patienceLost: return await askSource(request, lock: nil, route: .source)
        case .noSharedCache: return await askSource(request, lock: nil, route: .sourceWithoutCache)
        }
    }

    private enum Turn {
        case ours(LiveValueLock)
        case alreadyLoaded(LiveValueEntry<Value>)
        case patienceLost
        case noSharedCache
    }

    /// Tries for the lock and looks for the value in one round trip, again and again while another instance holds the
    /// lock. Looking matters even with the lock in hand: another may have loaded between our first look and now.
    private func takeTurn(_ request: LiveValueRequest<Value>) async -> Turn {
        let lock = LiveValueLock(key: request.key)
        let end = ContinuousClock.now + .milliseconds(request.policy.lockPatience)
        repeat {
            do throws(RedisError) {
                let replies = try await redis.pipeline([
                    lock.takeCommand(milliseconds: request.policy.lockFor), ["GET", .string(request.key)],
                ])
                guard replies.count == 2 else { throw .unexpectedReply(command: "PIPELINE") }
                let isOurs = replies[0] == .status("OK")
                if case .error(let error) = replies[0] { throw .server(error) }
                if let entry = LiveValueEntry<Value>(redisValue: replies[1]), now() < entry.freshUntil {
                    if isOurs { await release(lock, storing: nil, request) }
                    return .alreadyLoaded(entry)
                }
                if isOurs { return .ours(lock) }
            } catch {
                observer.sharedCacheFailed(prefix: request.prefix)
                return .noSharedCache
            }
            try? await Task.sleep(for: .milliseconds(request.policy.lockPollInterval))
        } while ContinuousClock.now < end
        return .patienceLost
    }

    private func askSource(
        _ request: LiveValueRequest<Value>, lock: LiveValueLock?, route: FreshnessRoute
    ) async -> LiveValueLanding<Value> {
        let start = ContinuousClock.now
        do throws(UpstreamError) {
            let value = try await request.load()
            observer.sourceAsked(source: request.source, duration: .now - start, error: nil)
            let fetchedAt = now()
            let entry = LiveValueEntry(
                value: value, fetchedAt: fetchedAt,
                freshUntil: request.policy.freshUntil(fetchedAt: fetchedAt, luck: random()))
            // Without a lock in hand, a new one serves: nobody holds its token, so nobody loses theirs.
            if route == .source { await release(lock ?? LiveValueLock(key: request.key), storing: entry, request) }
            return .loaded(entry, route)
        } catch {
            observer.sourceAsked(source: request.source, duration: .now - start, error: error)
            if let lock { await release(lock, storing: nil, request) }
            return .failed(error)
        }
    }

    /// Stores the value and gives the lock back in one step, so that whoever gets the lock next finds the value.
    private func release(
        _ lock: LiveValueLock, storing entry: LiveValueEntry<Value>?, _ request: LiveValueRequest<Value>
    ) async {
        do throws(RedisError) {
            _ = try await redis.evaluate(
                LiveValueLock.release, keys: [request.key, lock.name],
                arguments: [lock.token, entry?.bytes ?? [], Array("\(request.policy.keptFor)".utf8)])
        } catch {
            // The lock expires by itself, and the value is answered from memory until it can be stored.
            observer.sharedCacheFailed(prefix: request.prefix)
        }
    }
}

/// One attempt at the right to load a value, told apart from all others by its token.
struct LiveValueLock: Sendable {
    let name: String
    let token: [UInt8]

    init(key: String) {
        // The braces keep the lock on the same node of a Redis Cluster as its value.
        name = "lock:{\(key)}"
        token = Array(String(UInt64.random(in: .min ... .max), radix: 36).utf8)
    }

    func takeCommand(milliseconds: Int) -> [RedisArgument] {
        ["SET", .string(name), .bytes(token), "NX", "PX", .integer(milliseconds)]
    }

    /// `KEYS`: value, lock. `ARGV`: token, the value or nothing, its life in milliseconds. A lock that has expired and is
    /// somebody else's by now stays theirs.
    static let release = RedisScript(
        """
        if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
        if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
        return 1
        """)
}

/// How a load ended.
enum LiveValueLanding<Value: Codable & Sendable>: Sendable {
    case loaded(LiveValueEntry<Value>, FreshnessRoute)
    case failed(UpstreamError)
    /// It has not, within the caller's deadline.
    case notYet
}
