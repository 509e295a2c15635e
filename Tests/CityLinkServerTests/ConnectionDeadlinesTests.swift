import NIOCore
import Testing

@testable import CityLinkServer

@Suite struct ConnectionDeadlinesTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private var deadlines: ConnectionDeadlines

    init() {
        var limits = ConnectionLimits()
        limits.idle = .seconds(60)
        limits.request = .seconds(10)
        limits.response = .seconds(30)
        limits.farewell = .seconds(2)
        deadlines = ConnectionDeadlines(limits, now: start)
    }

    private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test mutating func silenceEndsAtTheIdleLimit() {
        #expect(deadlines.next == after(60))
        #expect(deadlines.verdict(at: after(59)) == .wait)
        #expect(deadlines.verdict(at: after(60)) == .close)
    }

    @Test mutating func steadyDripsDoNotMoveTheLimitOfARequest() {
        for second in 0..<10 { deadlines.receivedBytes(at: after(Int64(second))) }
        #expect(deadlines.verdict(at: after(9)) == .wait)
        #expect(deadlines.verdict(at: after(10)) == .refuse)
    }

    @Test mutating func headAndBodyShareOneLimit() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.receivedBytes(at: after(9))
        #expect(deadlines.verdict(at: after(10)) == .refuse)
    }

    @Test mutating func theServerMayTakeItsTime() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.receivedEnd()
        #expect(deadlines.next == nil)
        #expect(deadlines.verdict(at: after(1000)) == .wait)
        deadlines.sentEnd(at: after(1000))
        #expect(deadlines.next == after(1060))
    }

    @Test mutating func theRestOfAnAnsweredRequestIsNotWaitedForLong() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.sentEnd(at: after(1))
        #expect(deadlines.verdict(at: after(10)) == .close)
    }

    @Test mutating func aRequestBehindAnUnansweredOneIsGivenTime() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.receivedEnd()
        deadlines.receivedBytes(at: after(1))
        deadlines.receivedHead()
        #expect(deadlines.verdict(at: after(11)) == .wait)
        #expect(deadlines.next == after(21))
        deadlines.sentEnd(at: after(12))
        #expect(deadlines.verdict(at: after(21)) == .refuse)
    }

    @Test mutating func whatIsNotTakenEndsTheConnection() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.receivedEnd()
        deadlines.writabilityChanged(to: false, at: after(5))
        #expect(deadlines.verdict(at: after(34)) == .wait)
        #expect(deadlines.verdict(at: after(35)) == .close)
        deadlines.writabilityChanged(to: true, at: after(35))
        #expect(deadlines.verdict(at: after(36)) == .wait)
    }

    @Test mutating func theFarewellIsShort() {
        deadlines.receivedBytes(at: after(0))
        deadlines.receivedHead()
        deadlines.sentEnd(at: after(1))
        deadlines.beganFarewell(at: after(1))
        #expect(deadlines.next == after(3))
        #expect(deadlines.verdict(at: after(3)) == .close)
    }
}
