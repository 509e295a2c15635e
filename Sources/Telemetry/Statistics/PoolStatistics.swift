import Synchronization

/// How a bounded pool is used: who waits, how long, and how much of it is out.
package final class PoolStatistics: Sendable {
    private let state: Mutex<PoolSnapshot>

    /// - Parameter capacity: the most that can be checked out at once.
    package init(capacity: Int) {
        state = Mutex(PoolSnapshot(capacity: capacity))
    }

    /// Somebody asks for a member. Exactly one of `checkedOut` and `gaveUp` must follow.
    package func waitBegan() {
        state.withLock { $0.waiting += 1 }
    }

    /// Somebody who asked has got a member, which `checkedIn` must give back.
    package func checkedOut(afterNanoseconds wait: Int) {
        state.withLock {
            $0.waiting -= 1
            $0.checkedOut += 1
            $0.wait.record(nanoseconds: wait)
        }
    }

    /// Somebody who asked has waited too long or no longer wants it. The wait counts: it may be the worst of all.
    package func gaveUp(afterNanoseconds wait: Int) {
        state.withLock {
            $0.waiting -= 1
            $0.timeouts += 1
            $0.wait.record(nanoseconds: wait)
        }
    }

    /// A member is back.
    package func checkedIn() {
        state.withLock { $0.checkedOut -= 1 }
    }

    /// All numbers at one moment.
    package func snapshot() -> PoolSnapshot {
        state.withLock { $0 }
    }
}

/// The state of a pool.
package struct PoolSnapshot: Sendable, Equatable {
    package let capacity: Int
    /// Members in use now.
    package fileprivate(set) var checkedOut = 0
    /// How many wait for a member now.
    package fileprivate(set) var waiting = 0
    /// How many gave up waiting since the start.
    package fileprivate(set) var timeouts = 0
    /// Waits since the start, those given up included.
    package fileprivate(set) var wait = HistogramSnapshot()

    fileprivate init(capacity: Int) {
        self.capacity = capacity
    }
}
