import Testing

@testable import Redis

@Suite struct BackoffTests {
    @Test func `The longest waits double up to the upper bound`() {
        var backoff = Backoff(.milliseconds(20) ... .milliseconds(100))
        let waits = (0..<4).map { _ in backoff.next(random: 1) }
        #expect(waits == [.milliseconds(40), .milliseconds(80), .milliseconds(100), .milliseconds(100)])
    }

    @Test func `Chance chooses between the lower bound and the longest wait`() {
        var backoff = Backoff(.milliseconds(20) ... .milliseconds(100))
        #expect(backoff.next(random: 0) == .milliseconds(20))
        #expect(backoff.next(random: 0.5) == .milliseconds(50))
        #expect((0..<10_000).allSatisfy { _ in backoff.next(random: 0) == .milliseconds(20) })
    }

    @Test func `Success starts over`() {
        var backoff = Backoff(.milliseconds(20) ... .seconds(1))
        for _ in 0..<10 { _ = backoff.next(random: 1) }
        backoff.reset()
        #expect(backoff.next(random: 1) == .milliseconds(40))
    }
}
