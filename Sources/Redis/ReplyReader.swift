import CHiredis

/// Cuts the server's bytes into replies with hiredis's parser. The only code that touches a hiredis pointer.
///
/// hiredis calls back for every value it recognises, depth first; the callbacks build the Swift value at once, so nothing
/// is copied twice and no C reply object exists. Any bytes are safe: they yield replies, wait for more, or throw.
/// Belongs to one thread at a time.
final class ReplyReader {
    /// What one value weighs beside its own bytes. Keeps a reply of a billion empty strings within the limit too.
    private static let costPerValue = 64

    private let reader: UnsafeMutablePointer<redisReader>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    private let limit: Int

    /// What callbacks hand to hiredis, which keeps it without looking inside; only null has a meaning: out of memory.
    private var token: UnsafeMutableRawPointer { UnsafeMutableRawPointer(functions) }

    /// The arrays around the value that comes next, outermost first.
    private var openArrays: [(values: [RedisValue], missing: Int)] = []
    private var finished: RedisValue?
    /// The weight of the unfinished reply's values so far.
    private var cost = 0

    /// `limit` is in bytes and bounds what one reply may occupy, whether parsed or still incomplete.
    init(limit: Int) {
        functions = .allocate(capacity: 1)
        functions.initialize(
            to: redisReplyObjectFunctions(
                createString: { task, bytes, count in
                    guard let task, let owner = ReplyReader.owner(of: task) else { return nil }
                    return owner.add(type: task.pointee.type, UnsafeRawBufferPointer(start: bytes, count: count))
                },
                createArray: { task, count in ReplyReader.owner(of: task)?.openArray(of: Int(count)) },
                createInteger: { task, value in ReplyReader.owner(of: task)?.add(.integer(Int(value))) },
                createNil: { task in ReplyReader.owner(of: task)?.add(.null) },
                freeObject: { _ in }
            )
        )
        guard let reader = redisReaderCreateWithFunctions(functions) else {
            preconditionFailure("out of memory")
        }
        self.reader = reader
        self.limit = limit
        // An idle connection keeps this much buffer rather than hiredis's 16 KiB, less than one busy read.
        reader.pointee.maxbuf = 256 * 1024
        reader.pointee.privdata = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        redisReaderFree(reader)
        functions.deallocate()
    }

    /// Takes the next bytes and appends every reply they complete, in order. After an error the reader is of no more use;
    /// what was appended before it is valid.
    func read(_ bytes: UnsafeRawBufferPointer, into replies: inout [RedisValue]) throws(RedisError) {
        guard let start = bytes.baseAddress else { return }
        guard redisReaderFeed(reader, start.assumingMemoryBound(to: CChar.self), bytes.count) == REDIS_OK else {
            throw failure
        }
        while true {
            var complete: UnsafeMutableRawPointer?
            guard redisReaderGetReply(reader, &complete) == REDIS_OK else { throw failure }
            guard complete != nil, let reply = finished else { break }
            replies.append(reply)
            finished = nil
            cost = 0
        }
        let unparsed = reader.pointee.len - reader.pointee.pos
        if cost + unparsed > limit { throw .replyTooLarge(limit: limit) }
    }

    private var failure: RedisError {
        if cost > limit { return .replyTooLarge(limit: limit) }
        let text = withUnsafeBytes(of: reader.pointee.errstr) { Array($0.prefix { $0 != 0 }) }
        return .protocolViolation(String(decoding: text, as: UTF8.self))
    }

    // MARK: Building values, called by hiredis during `read`

    private static func owner(of task: UnsafePointer<redisReadTask>?) -> ReplyReader? {
        guard let owner = task?.pointee.privdata else { return nil }
        return Unmanaged<ReplyReader>.fromOpaque(owner).takeUnretainedValue()
    }

    private func add(type: Int32, _ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer? {
        guard charge(bytes.count) else { return nil }
        switch type {
        case REDIS_REPLY_STATUS: place(.status(String(decoding: bytes, as: UTF8.self)))
        case REDIS_REPLY_ERROR: place(.error(RedisServerError(message: String(decoding: bytes, as: UTF8.self))))
        default: place(.bytes([UInt8](bytes)))
        }
        return token
    }

    private func add(_ value: RedisValue) -> UnsafeMutableRawPointer? {
        guard charge(0) else { return nil }
        place(value)
        return token
    }

    private func openArray(of count: Int) -> UnsafeMutableRawPointer? {
        guard charge(0) else { return nil }
        if count == 0 {
            place(.array([]))
        } else {
            var values: [RedisValue] = []
            // The count is the server's word only; room for more grows as the values really come.
            values.reserveCapacity(min(count, 256))
            openArrays.append((values, missing: count))
        }
        return token
    }

    /// Counts one more value. False stops hiredis, which reports an error; `failure` tells the real reason.
    private func charge(_ bytes: Int) -> Bool {
        cost += Self.costPerValue + bytes
        return cost <= limit
    }

    /// Puts a value where it belongs, and closes every array that it completes.
    private func place(_ value: RedisValue) {
        var value = value
        while let last = openArrays.indices.last {
            openArrays[last].values.append(value)
            openArrays[last].missing -= 1
            guard openArrays[last].missing == 0 else { return }
            value = .array(openArrays.removeLast().values)
        }
        finished = value
    }
}
