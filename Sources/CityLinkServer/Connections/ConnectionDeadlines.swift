package import NIOCore

/// How long a client may take.
package struct ConnectionLimits: Sendable {
    /// From one answer to the next request; also for reading the answer.
    package var idle: TimeAmount = .seconds(60)
    /// From the first byte of a request to its last, however steadily they drip.
    package var request: TimeAmount = .seconds(10)
    /// For taking what waits to be sent, once that is more than the connection's buffer holds.
    package var response: TimeAmount = .seconds(30)
    /// For reading the last answer of a connection, before it is closed for good.
    package var farewell: TimeAmount = .seconds(2)

    package init() {}
}

/// Decides how long a connection's client is waited for. Pure: it is told what happens and when.
struct ConnectionDeadlines {
    enum Verdict: Equatable {
        case wait
        /// The client has not sent its request in time and can be told so.
        case refuse
        case close
    }

    private enum Receiving { case nothing, head, body }

    private let limits: ConnectionLimits
    private var receiving = Receiving.nothing
    /// Requests that have no complete answer yet, the one being received among them once its head is there.
    private(set) var unanswered = 0
    private var idleEnd: NIODeadline?
    private var requestEnd: NIODeadline?
    private var responseEnd: NIODeadline?
    private var farewellEnd: NIODeadline?

    init(_ limits: ConnectionLimits, now: NIODeadline) {
        self.limits = limits
        idleEnd = now + limits.idle
    }

    /// When to ask for the next verdict.
    var next: NIODeadline? { [idleEnd, requestEnd, responseEnd, farewellEnd].compactMap(\.self).min() }

    var isSayingFarewell: Bool { farewellEnd != nil }

    // MARK: - What happens

    mutating func receivedBytes(at now: NIODeadline) {
        guard receiving == .nothing else { return }
        receiving = .head
        idleEnd = nil
        requestEnd = now + limits.request
    }

    mutating func receivedHead() {
        receiving = .body
        unanswered += 1
    }

    mutating func receivedEnd() {
        receiving = .nothing
        requestEnd = nil
    }

    mutating func sentEnd(at now: NIODeadline) {
        unanswered -= 1
        if unanswered == 0 && receiving == .nothing { idleEnd = now + limits.idle }
    }

    mutating func writabilityChanged(to isWritable: Bool, at now: NIODeadline) {
        responseEnd = isWritable ? nil : now + limits.response
    }

    mutating func beganFarewell(at now: NIODeadline) {
        idleEnd = nil
        requestEnd = nil
        farewellEnd = now + limits.farewell
    }

    // MARK: - Verdict

    mutating func verdict(at now: NIODeadline) -> Verdict {
        if let end = farewellEnd, end <= now { return .close }
        if let end = responseEnd, end <= now { return .close }
        if let end = idleEnd, end <= now { return .close }
        guard let end = requestEnd, end <= now else { return .wait }
        let ownUnanswered = receiving == .body ? 1 : 0
        if unanswered > ownUnanswered {
            // Earlier requests keep this one waiting, so its slowness may be ours.
            requestEnd = now + limits.request
            return .wait
        }
        return unanswered == ownUnanswered ? .refuse : .close
    }
}
