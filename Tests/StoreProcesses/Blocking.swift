import Dispatch

/// Runs `body`, which may block, on a thread that is not one of Swift's cooperative pool: of those there are no more than
/// cores, and tests run side by side on them.
func onBlockingThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Swift.Result { try body() }) }
    }
}
