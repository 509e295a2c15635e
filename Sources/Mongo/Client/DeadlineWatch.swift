import Synchronization

protocol Abandonable: AnyObject, Sendable {
    /// Answers the caller with this error, unless it has been answered already.
    func abandon(_ error: MongoError)
}

/// Abandons what has passed its deadline, up to one tick late.
///
/// One task looks at everything in flight every few milliseconds, and only while there is something: registering costs a
/// lock and a dictionary entry, where a timer for each call would cost a task or a wake-up of an event loop.
final class DeadlineWatch: Sendable {
    private struct State {
        var lastID: UInt64 = 0
        var watched: [UInt64: (deadline: ContinuousClock.Instant, call: any Abandonable)] = [:]
        var isTicking = false
    }

    private let state = Mutex(State())

    private static let tick: Duration = .milliseconds(5)

    func watch(_ call: any Abandonable, until deadline: ContinuousClock.Instant) -> UInt64 {
        let (id, startsTicking) = state.withLock { state in
            state.lastID += 1
            state.watched[state.lastID] = (deadline, call)
            defer { state.isTicking = true }
            return (state.lastID, !state.isTicking)
        }
        if startsTicking { Task.detached { await self.keepTicking() } }
        return id
    }

    func forget(_ id: UInt64) {
        state.withLock { $0.watched[id] = nil }
    }

    private func keepTicking() async {
        while true {
            // Nobody cancels this task.
            try? await Task.sleep(for: Self.tick)
            let now = ContinuousClock.now
            let (late, isDone) = state.withLock { state in
                let late = state.watched.filter { $0.value.deadline <= now }
                for id in late.keys { state.watched[id] = nil }
                if state.watched.isEmpty { state.isTicking = false }
                return (late.values.map(\.call), state.watched.isEmpty)
            }
            for call in late { call.abandon(.timeout("waiting for the answer")) }
            if isDone { return }
        }
    }
}
