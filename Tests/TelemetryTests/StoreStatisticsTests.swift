import Telemetry
import Testing

@Suite("Command, cache and pool statistics")
struct StoreStatisticsTests {
    @Test("Commands are told apart by name and collection, the costliest first")
    func commands() {
        let statistics = CommandStatistics()
        statistics.record(command: "find", collection: "shops", nanoseconds: 400_000, failed: false)
        statistics.record(command: "find", collection: "posts", nanoseconds: 900_000, failed: true)
        statistics.record(command: "find", collection: "shops", nanoseconds: 300_000, failed: false)
        statistics.record(command: "ping", collection: nil, nanoseconds: 1_000, failed: false)
        let commands = statistics.snapshot().commands
        #expect(commands.map(\.command) == ["find", "find", "ping"])
        #expect(commands.map(\.collection) == ["posts", "shops", nil])
        #expect(commands.map(\.totals.latency.count) == [1, 2, 1])
        #expect(commands.map(\.totals.failures) == [1, 0, 0])
    }

    @Test("Commands for which there is no room are counted together")
    func surplusCommands() {
        let statistics = CommandStatistics(capacity: 1)
        for collection in ["a", "b", "c", "a"] {
            statistics.record(command: "find", collection: collection, nanoseconds: 1_000, failed: false)
        }
        let snapshot = statistics.snapshot()
        #expect(snapshot.commands.map(\.collection) == ["a"])
        #expect(snapshot.commands.map(\.totals.latency.count) == [2])
        #expect(snapshot.other.latency.count == 2)
    }

    @Test("Every outcome of a look-up has its counter, and the ratio is the answered share")
    func cache() {
        let statistics = CacheStatistics()
        let arrivals = statistics.counters(for: "arrivals")
        arrivals.record(.hit, count: 5)
        arrivals.record(.miss)
        arrivals.record(.staleServed)
        arrivals.record(.coalesced, count: 2)
        statistics.counters(for: "arrivals").record(.error)
        let totals = arrivals.totals()
        #expect(totals.hits == 5)
        #expect(totals.misses == 1)
        #expect(totals.staleServed == 1)
        #expect(totals.coalesced == 2)
        #expect(totals.errors == 1)
        #expect(totals.hitRatio == 0.6)
        #expect(statistics.counters(for: "unused").totals().hitRatio == nil)
    }

    @Test("Prefixes come in alphabetical order and add up with the surplus")
    func cachePrefixes() {
        let statistics = CacheStatistics(capacity: 2)
        for prefix in ["weather", "arrivals", "shop", "post"] { statistics.counters(for: prefix).record(.hit) }
        let snapshot = statistics.snapshot()
        #expect(snapshot.prefixes.map(\.prefix) == ["arrivals", "weather"])
        #expect(snapshot.other.hits == 2)
        #expect(snapshot.total.hits == 4)
    }

    @Test("A pool tells who is in it, who waits and how long waiting took")
    func pool() {
        let statistics = PoolStatistics(capacity: 8)
        for _ in 0..<3 { statistics.waitBegan() }
        statistics.checkedOut(afterNanoseconds: 5_000)
        statistics.gaveUp(afterNanoseconds: 2_000_000_000)
        var snapshot = statistics.snapshot()
        #expect(snapshot.capacity == 8)
        #expect(snapshot.checkedOut == 1)
        #expect(snapshot.waiting == 1)
        #expect(snapshot.timeouts == 1)
        #expect(snapshot.wait.count == 2)
        #expect(snapshot.wait.max == .seconds(2))
        statistics.checkedIn()
        snapshot = statistics.snapshot()
        #expect(snapshot.checkedOut == 0)
    }
}
