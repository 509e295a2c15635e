import Synchronization

/// How well the cache answers, by key prefix.
///
/// Whoever owns a prefix asks for its counters once and keeps them; recording is then one atomic addition. Prefixes come
/// from our own code; beyond `capacity` of them, the surplus shares the counters `other`.
package final class CacheStatistics: Sendable {
    private let capacity: Int
    private let prefixes = Mutex<[String: CacheCounters]>([:])
    private let other = CacheCounters()

    package init(capacity: Int = 200) {
        self.capacity = capacity
    }

    /// The counters of `prefix`, the same object for the same prefix. Cost: one lock and one look-up.
    package func counters(for prefix: String) -> CacheCounters {
        prefixes.withLock { prefixes in
            if let known = prefixes[prefix] { return known }
            guard prefixes.count < capacity else { return other }
            let new = CacheCounters()
            prefixes[prefix] = new
            return new
        }
    }

    /// All prefixes in alphabetical order; each counter exact, but not all read at one moment.
    package func snapshot() -> CachesSnapshot {
        let prefixes = prefixes.withLock { $0 }
        return CachesSnapshot(
            prefixes: prefixes.map { CacheSnapshot(prefix: $0.key, totals: $0.value.totals()) }
                .sorted { $0.prefix < $1.prefix },
            other: other.totals()
        )
    }
}

/// How one look-up in the cache ended.
package enum CacheOutcome: Sendable, CaseIterable {
    /// A fresh value was there.
    case hit
    /// Nothing usable was there; this look-up went to the source.
    case miss
    /// A value past its freshness was served, the source being away or a refresh under way.
    case staleServed
    /// Nothing usable was there; this look-up waited for another one that was already at the source.
    case coalesced
    /// The cache itself failed or did not answer in time.
    case error
}

/// Counters for the look-ups under one prefix.
package final class CacheCounters: Sendable {
    private let hits = Atomic(0)
    private let misses = Atomic(0)
    private let staleServed = Atomic(0)
    private let coalesced = Atomic(0)
    private let errors = Atomic(0)

    init() {}

    /// Counts `count` look-ups that ended alike. Cost: some nanoseconds.
    package func record(_ outcome: CacheOutcome, count: Int = 1) {
        switch outcome {
        case .hit: hits.wrappingAdd(count, ordering: .relaxed)
        case .miss: misses.wrappingAdd(count, ordering: .relaxed)
        case .staleServed: staleServed.wrappingAdd(count, ordering: .relaxed)
        case .coalesced: coalesced.wrappingAdd(count, ordering: .relaxed)
        case .error: errors.wrappingAdd(count, ordering: .relaxed)
        }
    }

    package func totals() -> CacheTotals {
        CacheTotals(
            hits: hits.load(ordering: .relaxed),
            misses: misses.load(ordering: .relaxed),
            staleServed: staleServed.load(ordering: .relaxed),
            coalesced: coalesced.load(ordering: .relaxed),
            errors: errors.load(ordering: .relaxed)
        )
    }
}

/// How many look-ups ended in each way. Every look-up is in exactly one of the numbers.
package struct CacheTotals: Sendable, Equatable {
    package private(set) var hits = 0
    package private(set) var misses = 0
    package private(set) var staleServed = 0
    package private(set) var coalesced = 0
    package private(set) var errors = 0

    package var lookups: Int { hits + misses + staleServed + coalesced + errors }

    /// The share of look-ups that the cache answered, fresh or stale; nil when there were none.
    package var hitRatio: Double? {
        lookups == 0 ? nil : Double(hits + staleServed) / Double(lookups)
    }

    /// Adds everything that `other` holds. Commutative and associative.
    package mutating func merge(_ other: CacheTotals) {
        hits += other.hits
        misses += other.misses
        staleServed += other.staleServed
        coalesced += other.coalesced
        errors += other.errors
    }
}

/// One prefix and its numbers.
package struct CacheSnapshot: Sendable, Equatable {
    package let prefix: String
    package let totals: CacheTotals
}

/// Everything `CacheStatistics` knows.
package struct CachesSnapshot: Sendable, Equatable {
    package let prefixes: [CacheSnapshot]
    /// The look-ups under prefixes for which there was no room.
    package let other: CacheTotals

    /// The numbers of the whole cache.
    package var total: CacheTotals {
        prefixes.reduce(into: other) { $0.merge($1.totals) }
    }
}
