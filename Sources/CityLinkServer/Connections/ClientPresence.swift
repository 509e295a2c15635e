import Synchronization

/// Whether the client at the other end of a connection is still there; ends the work for it when it is not.
final class ClientPresence: Sendable {
    /// The client of the connection that the current task serves.
    @TaskLocal static var current: ClientPresence?

    private struct State {
        var isGone = false
        /// Cancels the request that is being answered. One at a time: requests of one connection are answered in order.
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// To be called when the client has closed its end, whether or not it would still read.
    func clientLeft() {
        let cancel = state.withLock { state in
            state.isGone = true
            return state.cancel
        }
        cancel?()
    }

    /// Runs `work` as a task that is cancelled when the current client leaves.
    static func cancelWhenGone<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) async -> Result {
        guard let presence = current else { return await work() }
        let task = Task { await work() }
        let isGone = presence.state.withLock { state in
            state.cancel = { task.cancel() }
            return state.isGone
        }
        if isGone { task.cancel() }
        defer { presence.state.withLock { $0.cancel = nil } }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
