import NIOCore

/// The life of one connection as a value: which replies are owed to whom, what waits to be written, and whether it is
/// over. It does no I/O and resumes nobody: each transition returns what its caller has to do.
///
/// Replies come in the order of their commands, so a request that is given up (timed out or cancelled) keeps its place
/// and its late reply is dropped when it comes. One slow command therefore costs its own caller only, where closing the
/// connection would fail everybody just when the server is busy. A server that answers nothing at all is told apart by
/// `patience`: when the oldest request has waited that long, the connection ends.
struct ConnectionState<Waiter: Sendable>: Sendable {
    struct Limits: Sendable {
        /// No request is admitted while this many replies are owed, those of given-up requests included.
        var pendingReplies: Int
        /// How long the oldest request may go unanswered, at least its own timeout.
        var patience: TimeAmount
    }

    /// A waiter and what it is to be told. The caller resumes it, exactly once.
    struct Settlement: Sendable {
        let waiter: Waiter
        let result: Result<RedisValue, RedisError>
    }

    enum Admission: Sendable {
        /// The request is queued. If `needsFlush`, its caller must see to a flush soon; otherwise one is on its way.
        case queued(needsFlush: Bool)
        case refused(RedisError)
    }

    struct Flush: Sendable {
        let bytes: ByteBuffer
        /// When to call `timeOut`, unless that is arranged already.
        let timer: NIODeadline?
    }

    struct Expiry: Sendable {
        var settlements: [Settlement] = []
        /// When to call `timeOut` again, unless that is arranged already.
        var timer: NIODeadline?
        /// The server has stopped answering: the caller must close the connection with this reason.
        var closing: RedisError?
    }

    private struct Request {
        let id: UInt64
        /// Nil once the request was given up.
        var waiter: Waiter?
        /// Replies still to come.
        var owed: Int
        /// For a pipeline, the replies so far.
        var collected: [RedisValue]?
        let deadline: NIODeadline
        /// When the connection ends if this request is still unanswered.
        let lastResort: NIODeadline
    }

    private let limits: Limits
    private var requests = CircularBuffer<Request>()
    private var owedReplies = 0
    private var outgoing = ByteBuffer()
    private var flushIsDue = false
    /// When `timeOut` will be called; nil while nothing is awaited.
    private var timer: NIODeadline?
    private var timerIsNew = false
    /// Why the connection is over, nil while it is not.
    private(set) var end: RedisError?

    init(limits: Limits) {
        self.limits = limits
    }

    // MARK: Requests in

    /// Queues one command, or several as a pipeline whose replies settle together as one array.
    ///
    /// The timeout counts from `now`. `id` must be unused on this connection.
    mutating func admit(
        _ request: RedisRequest, id: UInt64, waiter: Waiter, now: NIODeadline, timeout: TimeAmount
    ) -> Admission {
        guard end == nil else { return .refused(.notConnected) }
        guard owedReplies < limits.pendingReplies else {
            return .refused(.tooManyPending(limit: limits.pendingReplies))
        }
        let replies = request.replyCount
        let deadline = now + timeout
        requests.append(
            Request(
                id: id, waiter: waiter, owed: replies, collected: request.isPipeline ? [] : nil,
                deadline: deadline, lastResort: now + max(timeout, limits.patience)
            )
        )
        owedReplies += replies
        if timer.map({ deadline < $0 }) ?? true {
            timer = deadline
            timerIsNew = true
        }
        request.write(into: &outgoing)
        defer { flushIsDue = true }
        return .queued(needsFlush: !flushIsDue)
    }

    /// Everything queued since the last flush; nil if that is nothing.
    mutating func flush() -> Flush? {
        flushIsDue = false
        guard end == nil, outgoing.readableBytes > 0 else { return nil }
        let bytes = outgoing
        // The written buffer belongs to the channel now; the next turn probably needs about as much.
        outgoing = ByteBufferAllocator().buffer(capacity: min(bytes.readableBytes, 64 * 1024))
        defer { timerIsNew = false }
        return Flush(bytes: bytes, timer: timerIsNew ? timer : nil)
    }

    /// Gives up a request. Nil if it is settled already or was never admitted.
    mutating func cancel(id: UInt64) -> Settlement? {
        guard let index = requests.firstIndex(where: { $0.id == id }) else { return nil }
        return giveUp(at: index, because: .cancelled)
    }

    // MARK: Replies out

    /// Hands each reply to the request it answers. Throws if nobody is owed one, after which the connection must be
    /// closed; the settlements appended before are valid.
    mutating func receive(_ replies: [RedisValue], into settlements: inout [Settlement]) throws(RedisError) {
        for reply in replies {
            guard end == nil else { return }
            guard !requests.isEmpty else {
                // A server that has too many clients, say, tells so unasked and hangs up.
                if case .error(let goodbye) = reply { throw .connectionLost(goodbye.message) }
                throw .protocolViolation("a reply came that nobody asked for")
            }
            owedReplies -= 1
            let isAnswered = requests.modify(requests.startIndex) { request in
                request.collected?.append(reply)
                request.owed -= 1
                return request.owed == 0
            }
            guard isAnswered else { continue }
            let request = requests.removeFirst()
            if let waiter = request.waiter {
                let value = request.collected.map { .array($0) } ?? reply
                settlements.append(Settlement(waiter: waiter, result: .success(value)))
            }
        }
    }

    /// Gives up every request whose time has run out, or notices that the server has stopped answering.
    mutating func timeOut(now: NIODeadline) -> Expiry {
        var expiry = Expiry()
        // A timer that a shorter timeout has overtaken has nothing to do.
        guard end == nil, let timer, timer <= now else { return expiry }
        for index in requests.indices where requests[index].deadline <= now {
            if let settlement = giveUp(at: index, because: .timedOut) { expiry.settlements.append(settlement) }
        }
        if let oldest = requests.first, oldest.lastResort <= now {
            expiry.closing = .connectionLost("the server has stopped answering")
            return expiry
        }
        // Deadlines a few microseconds apart share one round.
        self.timer = earliestDeadline.map { max($0, now + .milliseconds(1)) }
        expiry.timer = self.timer
        return expiry
    }

    /// Ends the connection and everybody's waiting. Only the first call has an effect.
    mutating func close(because reason: RedisError) -> [Settlement] {
        guard end == nil else { return [] }
        end = reason
        outgoing = ByteBuffer()
        owedReplies = 0
        defer { requests.removeAll() }
        return requests.enumerated().compactMap { position, request in
            guard let waiter = request.waiter else { return nil }
            // An oversized reply is the fault of the request it answers; the others were just on the same connection.
            let isBystander = position > 0 && reason.kind == .replyTooLarge
            let error = isBystander ? .connectionLost("another reply was too large") : reason
            return Settlement(waiter: waiter, result: .failure(error))
        }
    }

    // MARK: Parts

    private mutating func giveUp(at index: CircularBuffer<Request>.Index, because error: RedisError) -> Settlement? {
        guard let waiter = requests[index].waiter else { return nil }
        requests[index].waiter = nil
        return Settlement(waiter: waiter, result: .failure(error))
    }

    /// When somebody has to be told of a timeout, or the oldest request exhausts all patience.
    private var earliestDeadline: NIODeadline? {
        guard let oldest = requests.first else { return nil }
        return requests.lazy.filter { $0.waiter != nil }.map(\.deadline).reduce(oldest.lastResort, min)
    }
}
