import Foundation
import Redis

/// A value with the times that decide what it is good for; the form in which it lies in the caches.
struct LiveValueEntry<Value: Codable & Sendable>: Codable, Sendable {
    var value: Value
    var fetchedAt: Timestamp
    var freshUntil: Timestamp

    enum CodingKeys: String, CodingKey {
        case value = "v"
        case fetchedAt = "f"
        case freshUntil = "u"
    }

    enum Condition {
        case fresh, stale, lastResort, expired
    }

    func condition(at now: Timestamp, under policy: LiveValuePolicy) -> Condition {
        if now < freshUntil { return .fresh }
        let age = now.milliseconds(since: fetchedAt)
        return age < policy.staleFor ? .stale : age < policy.keptFor ? .lastResort : .expired
    }

    /// Nil for bytes that are no such entry, as another version of this program may have written them.
    init?(bytes: [UInt8]) {
        guard let entry = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = entry
    }

    init?(redisValue: RedisValue) {
        guard case .bytes(let bytes) = redisValue else { return nil }
        self.init(bytes: bytes)
    }

    init(value: Value, fetchedAt: Timestamp, freshUntil: Timestamp) {
        self.value = value
        self.fetchedAt = fetchedAt
        self.freshUntil = freshUntil
    }

    /// Nil only for values that have no JSON form, such as a number that is not finite.
    var bytes: [UInt8]? {
        (try? JSONEncoder().encode(self)).map { Array($0) }
    }

    func reading(isFresh: Bool, route: FreshnessRoute) -> LiveValueReading<Value> {
        LiveValueReading(value: value, fetchedAt: fetchedAt, isFresh: isFresh, route: route)
    }
}

/// What is asked for: under which key, under which rules, and how to get it when no cache has it.
package struct LiveValueRequest<Value: Codable & Sendable>: Sendable {
    /// Unique among all values in Redis; begins with a word and a colon, such as `arr:`.
    package var key: String
    /// The name of the upstream service.
    package var source: String
    package var policy: LiveValuePolicy
    /// Must end by itself within a few seconds; it goes on when nobody waits for it any longer.
    package var load: @Sendable () async throws(UpstreamError) -> Value

    package init(
        key: String, source: String, policy: LiveValuePolicy,
        load: @escaping @Sendable () async throws(UpstreamError) -> Value
    ) {
        self.key = key
        self.source = source
        self.policy = policy
        self.load = load
    }

    var prefix: Substring { key.prefix { $0 != ":" } }
}

/// What was found.
package struct LiveValueReading<Value: Codable & Sendable>: Sendable {
    /// Nil when there is none and the source failed, or did not answer within the deadline.
    package var value: Value?
    /// When the value was received; when it was asked for, if there is none.
    package var fetchedAt: Timestamp
    package var isFresh: Bool
    package var route: FreshnessRoute

    static func nothing(at now: Timestamp) -> LiveValueReading {
        LiveValueReading(value: nil, fetchedAt: now, isFresh: false, route: .none)
    }
}
