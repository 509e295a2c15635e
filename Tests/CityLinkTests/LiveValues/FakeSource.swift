import NIOConcurrencyHelpers

@testable import CityLink

/// A clock that moves only when told to.
final class ManualClock: Sendable {
    private let time: NIOLockedValueBox<Timestamp>

    init(start: Timestamp? = nil) {
        time = NIOLockedValueBox(start ?? Timestamp(secondsSince1970: 1_795_392_000))
    }

    var now: Timestamp { time.withLockedValue { $0 } }

    func advance(milliseconds: Int64) {
        time.withLockedValue { $0 = $0.advanced(byMilliseconds: milliseconds) }
    }
}

/// An upstream that counts how often it is asked, fails when told to, and holds its answers back while its gate is shut.
final class FakeSource: Sendable {
    struct State {
        var loads = 0
        var running = 0
        var mostRunning = 0
        var isOpen = true
        var failure: UpstreamError?
    }

    private let state = NIOLockedValueBox(State())

    var loads: Int { state.withLockedValue { $0.loads } }
    var mostRunning: Int { state.withLockedValue { $0.mostRunning } }
    var running: Int { state.withLockedValue { $0.running } }

    func fail(with error: UpstreamError?) { state.withLockedValue { $0.failure = error } }
    func shutGate() { state.withLockedValue { $0.isOpen = false } }
    func openGate() { state.withLockedValue { $0.isOpen = true } }

    /// The answer tells which load it came from.
    func load() async throws(UpstreamError) -> String {
        let number = state.withLockedValue { state in
            state.loads += 1
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
            return state.loads
        }
        while !state.withLockedValue({ $0.isOpen }) { try? await Task.sleep(for: .milliseconds(1)) }
        let failure = state.withLockedValue { state in
            state.running -= 1
            return state.failure
        }
        if let failure { throw failure }
        return "load \(number)"
    }
}

/// Counts what the cache reports.
final class CountingObserver: LiveValueObserver {
    struct Counts {
        var reads: [LiveValueOutcome: Int] = [:]
        var asked = 0
        var errors: [UpstreamError] = []
        var cacheFailures = 0
    }

    private let storage = NIOLockedValueBox(Counts())

    var counts: Counts { storage.withLockedValue { $0 } }

    func liveValueRead(prefix: Substring, outcome: LiveValueOutcome) {
        storage.withLockedValue { $0.reads[outcome, default: 0] += 1 }
    }

    func sourceAsked(source: String, duration: Duration, error: UpstreamError?) {
        storage.withLockedValue { counts in
            counts.asked += 1
            if let error { counts.errors.append(error) }
        }
    }

    func sharedCacheFailed(prefix: Substring) {
        storage.withLockedValue { $0.cacheFailures += 1 }
    }
}
