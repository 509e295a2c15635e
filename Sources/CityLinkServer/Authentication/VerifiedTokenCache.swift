import CityLink
import Synchronization

/// Remembers whom verified tokens stand for until they expire, because a signature costs more than most queries.
///
/// Two generations: when the young one is full it becomes the old one, and the tokens still in use come back from there.
final class VerifiedTokenCache: Sendable {
    private struct Entry {
        let viewer: Viewer
        /// Seconds since 1970.
        let end: Double
    }

    private struct Generations {
        var young: [String: Entry] = [:]
        var old: [String: Entry] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    init(capacity: Int) { self.capacity = max(1, capacity / 2) }

    func viewer(_ token: String, at now: Double) -> Viewer? {
        generations.withLock { generations in
            if let entry = generations.young[token] { return now < entry.end ? entry.viewer : nil }
            guard let entry = generations.old[token], now < entry.end else { return nil }
            insert(entry, token, &generations)
            return entry.viewer
        }
    }

    func insert(_ viewer: Viewer, for token: String, until end: Double) {
        generations.withLock { insert(Entry(viewer: viewer, end: end), token, &$0) }
    }

    /// How many tokens are remembered; those in both generations count twice.
    var count: Int { generations.withLock { $0.young.count + $0.old.count } }

    private func insert(_ entry: Entry, _ token: String, _ generations: inout Generations) {
        if generations.young.count >= capacity {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[token] = entry
    }
}
