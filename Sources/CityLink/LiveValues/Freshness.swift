/// How far to trust a live value.
package struct Freshness: Hashable, Sendable {
    /// The upstream service that said it, such as `seoul-subway`.
    package var source: String
    /// When the source says that it generated the value; the oldest time if its parts differ. Nil when it does not say.
    package var observedAt: Timestamp?
    /// When we received the value; when we tried to, if there is none.
    package var fetchedAt: Timestamp
    /// Whole seconds since `observedAt`, or since `fetchedAt` when the source does not say; never negative.
    package var ageSeconds: Int
    package var state: FreshnessState
    /// The way the value took to this answer.
    package var via: FreshnessRoute
}

/// Raw values are the names in the GraphQL schema.
package enum FreshnessState: String, Codable, CaseIterable, Hashable, Sendable {
    /// As new as the source gives it.
    case live = "LIVE"
    /// Real once, but older than it should be: the source is slow, silent or repeats itself.
    case stale = "STALE"
    /// Planned times only; nothing was observed.
    case scheduledOnly = "SCHEDULED_ONLY"
    /// Nothing is known.
    case unavailable = "UNAVAILABLE"
}

/// Raw values are the names in the GraphQL schema.
package enum FreshnessRoute: String, CaseIterable, Hashable, Sendable {
    /// From the cache that all instances share.
    case sharedCache = "SHARED_CACHE"
    /// Asked of the source for this answer.
    case source = "SOURCE"
    /// Asked of the source, because the shared cache is away.
    case sourceWithoutCache = "SOURCE_WITHOUT_CACHE"
    /// This instance's own copy of the last known value.
    case lastKnown = "LAST_KNOWN"
    /// There is no value.
    case none = "NONE"
}
