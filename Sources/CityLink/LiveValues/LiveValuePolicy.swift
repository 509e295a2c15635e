/// How long a live value may be used, in milliseconds since it was fetched.
package struct LiveValuePolicy: Hashable, Sendable {
    /// Used without a second thought. Each value gets up to 10 % more or less, so that values fetched together do not
    /// expire together.
    package var freshFor: Int
    /// Still answered at once, marked stale, while a new one is fetched behind.
    package var staleFor: Int
    /// Kept as a last resort for when the source fails.
    package var keptFor: Int
    /// After a failed load the source is left alone for so long, for this value.
    package var failureFor = 1000
    /// How long one instance may keep the others from loading the same value.
    package var lockFor = 3000
    /// How long an instance waits for another's load before it loads itself, and how often it looks.
    package var lockPatience = 1000
    package var lockPollInterval = 25

    package init(freshFor: Int, staleFor: Int, keptFor: Int) {
        self.freshFor = freshFor
        self.staleFor = staleFor
        self.keptFor = keptFor
    }

    /// `luck` is in `0...1`.
    func freshUntil(fetchedAt: Timestamp, luck: Double) -> Timestamp {
        fetchedAt.advanced(byMilliseconds: Int64(Double(freshFor) * (0.9 + 0.2 * luck)))
    }
}

/// What the cache tells whoever watches it. Every method does nothing unless implemented.
package protocol LiveValueObserver: Sendable {
    /// One value was asked for. `prefix` is the part of its key before the first colon.
    func liveValueRead(prefix: Substring, outcome: LiveValueOutcome)
    /// A source was asked; `error` is nil if it answered.
    func sourceAsked(source: String, duration: Duration, error: UpstreamError?)
    /// The shared cache did not do what it was asked.
    func sharedCacheFailed(prefix: Substring)
}

extension LiveValueObserver {
    package func liveValueRead(prefix: Substring, outcome: LiveValueOutcome) {}
    package func sourceAsked(source: String, duration: Duration, error: UpstreamError?) {}
    package func sharedCacheFailed(prefix: Substring) {}
}

package struct NoLiveValueObserver: LiveValueObserver {
    package init() {}
}

/// How one value was found.
package enum LiveValueOutcome: String, CaseIterable, Hashable, Sendable {
    /// Fresh in a cache.
    case hit
    /// Stale in a cache; answered at once and refreshed behind.
    case stale
    /// In no cache; a load was begun for it.
    case miss
    /// In no cache; it joined a load that was on its way.
    case coalesced
    /// Not asked of the source, which failed a moment ago.
    case suppressed
}
