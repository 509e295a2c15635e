#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Synchronization

/// State that many threads add to and few read: several copies, each behind its own lock, merged by the reader.
///
/// A thread begins at the copy its identity points to and takes the first free one from there, so recording waits only
/// while every copy is taken at once, and a reader never holds more than one. Whatever one `record` does is in one copy
/// and seen as a whole or not at all.
///
/// `@unchecked Sendable`: the memory is reached through the locks in it alone, and it is freed by the only owner, when no
/// other reference to that owner can be left. (Classes in an array would need no such proof, but two atomic reference
/// counts per recording, which is a third of its cost.)
struct Striped<State: Sendable>: ~Copyable, @unchecked Sendable {
    private let memory: UnsafeMutableRawPointer
    private let mask: Int

    /// Far enough apart to keep two locks out of one cache line and out of its prefetched neighbour.
    private static var stride: Int { (MemoryLayout<Mutex<State>>.size + 127) / 128 * 128 }

    /// - Parameter count: how many copies, rounded up to a power of two; by default twice the processors, at most 32.
    init(count: Int = defaultStripeCount, _ initial: () -> State) {
        var size = 1
        while size < count { size *= 2 }
        mask = size - 1
        memory = .allocate(byteCount: size * Self.stride, alignment: 128)
        for index in 0..<size {
            let place = (memory + index * Self.stride).bindMemory(to: Mutex<State>.self, capacity: 1)
            place.initialize(to: Mutex(initial()))
        }
    }

    deinit {
        for index in 0...mask {
            stripe(index).deinitialize(count: 1)
        }
        memory.deallocate()
    }

    /// Changes one of the copies. `body` runs once, under a lock: it must be short and must not record again.
    func record(_ body: (inout State) -> Void) {
        let first = threadSpread()
        for offset in 0...mask {
            if stripe((first + offset) & mask).pointee.withLockIfAvailable({ body(&$0) }) != nil { return }
        }
        stripe(first & mask).pointee.withLock { body(&$0) }
    }

    /// Shows every copy in turn, each under its lock. `body` should take what it needs without keeping references:
    /// storage that it shares would be copied by the next thread that records.
    func forEach(_ body: (borrowing State) -> Void) {
        for index in 0...mask {
            stripe(index).pointee.withLock { body($0) }
        }
    }

    private func stripe(_ index: Int) -> UnsafeMutablePointer<Mutex<State>> {
        (memory + index * Self.stride).assumingMemoryBound(to: Mutex<State>.self)
    }
}

let defaultStripeCount = min(32, 2 * max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

/// A number that differs between threads most of the time and costs no system call.
private func threadSpread() -> Int {
    #if canImport(Glibc)
        let identity = UInt(pthread_self())
    #else
        let identity = UInt(bitPattern: pthread_self())
    #endif
    // Threads' identities are multiples of a large power of two: multiplying brings the differences to the top.
    return Int((identity &* 0x9E37_79B9_7F4A_7C15) >> 48)
}
