import NIOCore
import Testing

@testable import Redis

/// The rules of a connection, proved without a socket. Waiters are letters, time is a number of milliseconds.
@Suite struct ConnectionStateTests {
    private var state = ConnectionState<Character>(limits: .init(pendingReplies: 4, patience: .milliseconds(500)))
    private var lastID: UInt64 = 0

    @discardableResult
    private mutating func ask(
        _ waiter: Character, at now: Int64 = 0, timeout: Int64 = 50, pipelined count: Int? = nil
    ) -> ConnectionState<Character>.Admission {
        lastID += 1
        let request = count.map { RedisRequest.pipeline(Array(repeating: ["PING"], count: $0)) } ?? .command(["PING"])
        return state.admit(request, id: lastID, waiter: waiter, now: time(now), timeout: .milliseconds(timeout))
    }

    private mutating func receive(_ replies: RedisValue...) throws -> [Told] {
        var settlements: [ConnectionState<Character>.Settlement] = []
        try state.receive(replies, into: &settlements)
        return settlements.map(Told.init)
    }

    @Test mutating func `Replies go to the waiters in the order of their requests`() throws {
        ask("a")
        ask("b")
        ask("c")
        #expect(try receive(.integer(1), .integer(2)) == [Told("a", .integer(1)), Told("b", .integer(2))])
        #expect(try receive(.integer(3)) == [Told("c", .integer(3))])
    }

    @Test mutating func `Requests gather until one flush takes them all`() {
        #expect(ask("a").needsFlush == true)
        #expect(ask("b").needsFlush == false)
        let ping = "*1\r\n$4\r\nPING\r\n"
        #expect(state.flush().map { String(buffer: $0.bytes) } == ping + ping)
        #expect(state.flush() == nil)
        #expect(ask("c").needsFlush == true)
    }

    @Test mutating func `A pipeline is told all its replies together, between its neighbours`() throws {
        ask("a")
        ask("b", pipelined: 2)
        ask("c")
        #expect(try receive(.integer(1), .integer(2)) == [Told("a", .integer(1))])
        #expect(
            try receive(.integer(3), .integer(4))
                == [Told("b", .array([.integer(2), .integer(3)])), Told("c", .integer(4))])
    }

    @Test mutating func `A cancelled request is told at once and its late reply is dropped`() throws {
        ask("a")
        ask("b")
        ask("c")
        #expect(state.cancel(id: 2).map(Told.init) == Told("b", .cancelled))
        #expect(state.cancel(id: 2) == nil)
        #expect(
            try receive(.integer(1), .integer(2), .integer(3)) == [Told("a", .integer(1)), Told("c", .integer(3))])
    }

    @Test mutating func `A cancelled pipeline drops every one of its replies`() throws {
        ask("a", pipelined: 2)
        ask("b")
        #expect(try receive(.integer(1)) == [])
        #expect(state.cancel(id: 1).map(Told.init) == Told("a", .cancelled))
        #expect(try receive(.integer(2), .integer(3)) == [Told("b", .integer(3))])
    }

    @Test mutating func `Cancelling what is settled or unknown does nothing`() throws {
        ask("a")
        _ = try receive(.integer(1))
        #expect(state.cancel(id: 1) == nil)
        #expect(state.cancel(id: 77) == nil)
    }

    @Test mutating func `Only requests whose time has run out time out`() throws {
        ask("a", at: 0)
        ask("b", at: 20)
        #expect(state.flush()?.timer == time(50))
        let first = state.timeOut(now: time(50))
        #expect(first.settlements.map(Told.init) == [Told("a", .timedOut)])
        #expect(first.timer == time(70))
        #expect(first.closing == nil)
        #expect(try receive(.integer(1), .integer(2)) == [Told("b", .integer(2))])
    }

    @Test mutating func `One timer serves all requests and stops when none waits`() throws {
        ask("a", at: 0)
        #expect(state.flush()?.timer == time(50))
        ask("b", at: 10)
        #expect(state.flush()?.timer == nil, "the timer of a is still set")
        _ = try receive(.integer(1), .integer(2))
        #expect(state.timeOut(now: time(50)).timer == nil)
        ask("c", at: 60)
        #expect(state.flush()?.timer == time(110))
    }

    @Test mutating func `A short timeout overtakes a longer one that is already set`() throws {
        ask("a", at: 0, timeout: 1000)
        #expect(state.flush()?.timer == time(1000))
        _ = try receive(.integer(1))
        ask("b", at: 10, timeout: 50)
        #expect(state.flush()?.timer == time(60))
        #expect(state.timeOut(now: time(60)).settlements.map(Told.init) == [Told("b", .timedOut)])
        #expect(state.timeOut(now: time(500)).timer == nil, "nobody waits, but patience with the late reply goes on")
    }

    @Test mutating func `Deadlines close together share one round`() {
        ask("a", at: 0)
        ask("b", at: 0)
        #expect(state.timeOut(now: time(50) - .nanoseconds(1)).settlements.isEmpty)
        #expect(state.timeOut(now: time(50)).settlements.count == 2)
    }

    @Test mutating func `A server that answers nothing at all is given up`() {
        ask("a", at: 0)
        #expect(state.timeOut(now: time(50)).timer == time(500))
        ask("b", at: 480)
        let expiry = state.timeOut(now: time(500))
        #expect(expiry.closing?.kind == .connectionLost)
        #expect(
            state.close(because: .connectionLost("silence")).map(Told.init) == [Told("b", .connectionLost("silence"))])
    }

    @Test mutating func `A slow reply within patience keeps the connection`() throws {
        ask("a", at: 0)
        _ = state.timeOut(now: time(50))
        #expect(try receive(.integer(1)) == [])
        #expect(state.timeOut(now: time(500)).closing == nil)
    }

    @Test mutating func `No more is admitted than may be owed, given-up requests included`() throws {
        for waiter in "abcd" { ask(waiter) }
        #expect(ask("e").refusal == .tooManyPending(limit: 4))
        _ = state.cancel(id: 1)
        #expect(ask("e").refusal == .tooManyPending(limit: 4))
        _ = try receive(.integer(1))
        #expect(ask("e").refusal == nil)
        #expect(try receive(.integer(2)) == [Told("b", .integer(2))])
    }

    @Test mutating func `The end is told to everybody once, and nothing is admitted after it`() throws {
        ask("a")
        ask("b")
        _ = state.cancel(id: 1)
        #expect(state.close(because: .connectionLost("gone")).map(Told.init) == [Told("b", .connectionLost("gone"))])
        #expect(state.close(because: .connectionLost("again")).isEmpty)
        #expect(state.end == .connectionLost("gone"))
        #expect(ask("c").refusal == .notConnected)
        #expect(try receive(.integer(1)) == [])
        #expect(state.flush() == nil)
        #expect(state.timeOut(now: time(1000)).timer == nil)
        #expect(state.cancel(id: 2) == nil)
    }

    @Test mutating func `Only the request that asked for it is blamed for an oversized reply`() {
        ask("a")
        ask("b")
        #expect(
            state.close(because: .replyTooLarge(limit: 9)).map(Told.init)
                == [Told("a", .replyTooLarge(limit: 9)), Told("b", .connectionLost("another reply was too large"))])
    }

    @Test mutating func `A reply that nobody asked for breaks the protocol, after those that were asked for`() {
        ask("a")
        var settlements: [ConnectionState<Character>.Settlement] = []
        #expect(throws: RedisError.protocolViolation("a reply came that nobody asked for")) {
            try state.receive([.integer(1), .integer(2)], into: &settlements)
        }
        #expect(settlements.map(Told.init) == [Told("a", .integer(1))])
    }

    @Test mutating func `An error that nobody asked for is the server's goodbye`() {
        #expect(throws: RedisError.connectionLost("ERR max number of clients reached")) {
            try receive(.error(RedisServerError(message: "ERR max number of clients reached")))
        }
    }

    @Test func `Whatever happens in whatever order, every waiter is told exactly once and only its own reply`() throws {
        var random = SeededRandom(seed: 2026)
        for _ in 0..<300 {
            var state = ConnectionState<UInt64>(limits: .init(pendingReplies: 20, patience: .milliseconds(500)))
            var told: [UInt64: Int] = [:]
            var now: Int64 = 0
            var admitted: [UInt64] = []
            var answered = 0
            func note(_ settlements: [ConnectionState<UInt64>.Settlement]) {
                for settlement in settlements {
                    told[settlement.waiter, default: 0] += 1
                    if case .success(let value) = settlement.result {
                        #expect(value == .integer(Int(settlement.waiter)))
                    }
                }
            }
            for id in 1...UInt64(100) {
                now += Int64.random(in: 0...20, using: &random)
                if case .queued = state.admit(
                    .command(["PING"]), id: id, waiter: id, now: time(now), timeout: .milliseconds(50))
                {
                    admitted.append(id)
                }
                switch Int.random(in: 0..<5, using: &random) {
                case 0: _ = state.flush()
                case 1: note(state.cancel(id: .random(in: 1...id, using: &random)).map { [$0] } ?? [])
                case 2: note(state.timeOut(now: time(now)).settlements)
                default:
                    let upTo = Int.random(in: answered...admitted.count, using: &random)
                    var settlements: [ConnectionState<UInt64>.Settlement] = []
                    try state.receive(admitted[answered..<upTo].map { .integer(Int($0)) }, into: &settlements)
                    answered = upTo
                    note(settlements)
                }
            }
            note(state.close(because: .connectionLost("the end")))
            #expect(told == Dictionary(uniqueKeysWithValues: admitted.map { ($0, 1) }))
        }
    }
}

private func time(_ milliseconds: Int64) -> NIODeadline {
    .uptimeNanoseconds(1_000_000_000) + .milliseconds(milliseconds)
}

/// What a waiter was told, in a form that compares.
private struct Told: Equatable {
    let waiter: Character
    let result: Result<RedisValue, RedisError>

    init(_ waiter: Character, _ value: RedisValue) { (self.waiter, result) = (waiter, .success(value)) }
    init(_ waiter: Character, _ error: RedisError) { (self.waiter, result) = (waiter, .failure(error)) }
    init(_ settlement: ConnectionState<Character>.Settlement) {
        (waiter, result) = (settlement.waiter, settlement.result)
    }
}

extension ConnectionState.Admission {
    fileprivate var needsFlush: Bool? {
        guard case .queued(let needsFlush) = self else { return nil }
        return needsFlush
    }

    fileprivate var refusal: RedisError? {
        guard case .refused(let error) = self else { return nil }
        return error
    }
}
