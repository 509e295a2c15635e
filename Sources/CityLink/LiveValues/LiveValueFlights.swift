/// The loads of this process: at most one for each value, and a bounded number for each source.
actor LiveValueFlights<Value: Codable & Sendable> {
    private typealias Waiter = CheckedContinuation<LiveValueLanding<Value>, Never>

    private let loader: LiveValueLoader<Value>
    private let now: @Sendable () -> Timestamp
    private let maximumLoads: Int
    private let lastKnownCapacity: Int

    /// Those who wait for each value that is being loaded.
    private var flights: [String: [Int: Waiter]] = [:]
    private var lastWaiter = 0
    private var sources: [String: LiveValueSource] = [:]
    private var entries: [String: LiveValueEntry<Value>] = [:]
    /// Values whose source failed, until when it is left alone, and how it failed.
    private var failures: [String: (until: Timestamp, error: UpstreamError)] = [:]

    init(
        loader: LiveValueLoader<Value>, now: @escaping @Sendable () -> Timestamp, maximumLoads: Int,
        lastKnownCapacity: Int
    ) {
        self.loader = loader
        self.now = now
        self.maximumLoads = max(1, maximumLoads)
        self.lastKnownCapacity = max(1, lastKnownCapacity)
    }

    /// Waits for the value's flight, which is begun if there is none.
    func value(
        of request: LiveValueRequest<Value>, deadline: ContinuousClock.Instant
    ) async -> (LiveValueLanding<Value>, LiveValueOutcome) {
        // A flight may have landed since the caller looked.
        if let entry = entries[request.key], now() < entry.freshUntil { return (.loaded(entry, .lastKnown), .hit) }
        if let failure = refusal(of: request) { return (.failed(failure), .suppressed) }
        let outcome: LiveValueOutcome = begin(request) ? .miss : .coalesced
        return (await landing(of: request.key, deadline: deadline), outcome)
    }

    /// Begins a flight if there is none, and does not wait for it.
    func refresh(_ request: LiveValueRequest<Value>) {
        if refusal(of: request) == nil { _ = begin(request) }
    }

    func lastKnown(_ keys: [String]) -> [LiveValueEntry<Value>?] {
        keys.map { entries[$0] }
    }

    // MARK: Flights

    private func begin(_ request: LiveValueRequest<Value>) -> Bool {
        guard flights[request.key] == nil else { return false }
        flights[request.key] = [:]
        Task {
            await waitForTurn(at: request.source)
            defer { passTurnOn(at: request.source) }
            // It may have failed others in the meantime.
            if let failure = refusal(of: request) {
                land(request.key, .failed(failure))
            } else {
                let landing = await loader.load(request)
                note(landing, request)
                land(request.key, landing)
            }
        }
        return true
    }

    private func note(_ landing: LiveValueLanding<Value>, _ request: LiveValueRequest<Value>) {
        let now = now()
        switch landing {
        case .loaded(let entry, let route):
            remember(entry, for: request.key)
            // Finding another instance's value says nothing about the source.
            if route != .sharedCache { sources[request.source, default: .init()].note(nil, at: now) }
        case .failed(let error):
            if failures.count >= lastKnownCapacity { failures = failures.filter { now < $0.value.until } }
            failures[request.key] = (now.advanced(byMilliseconds: Int64(request.policy.failureFor)), error)
            sources[request.source, default: .init()].note(error, at: now)
        case .notYet: break
        }
    }

    private func land(_ key: String, _ landing: LiveValueLanding<Value>) {
        for waiter in (flights.removeValue(forKey: key) ?? [:]).values { waiter.resume(returning: landing) }
    }

    private func landing(of key: String, deadline: ContinuousClock.Instant) async -> LiveValueLanding<Value> {
        lastWaiter += 1
        let waiter = lastWaiter
        let timer = Task {
            try? await Task.sleep(until: deadline, clock: .continuous)
            leave(key, waiter)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled || flights[key] == nil {
                    continuation.resume(returning: .notYet)
                } else {
                    flights[key]?[waiter] = continuation
                }
            }
        } onCancel: {
            Task { await leave(key, waiter) }
        }
    }

    private func leave(_ key: String, _ waiter: Int) {
        flights[key]?.removeValue(forKey: waiter)?.resume(returning: .notYet)
    }

    private func waitForTurn(at source: String) async {
        if sources[source, default: .init()].begin(atMost: maximumLoads) { return }
        await withCheckedContinuation { sources[source, default: .init()].wait($0) }
    }

    private func passTurnOn(at source: String) {
        sources[source]?.end()?.resume()
    }

    // MARK: Memory

    /// Why the source is not to be asked for this value just now; nil if it is.
    private func refusal(of request: LiveValueRequest<Value>) -> UpstreamError? {
        let now = now()
        if let failure = failures[request.key] {
            if now < failure.until { return failure.error }
            failures[request.key] = nil
        }
        return sources[request.source]?.refusal(at: now)
    }

    private func remember(_ entry: LiveValueEntry<Value>, for key: String) {
        failures[key] = nil
        entries[key] = entry
        guard entries.count > lastKnownCapacity else { return }
        // Half at a time, so that the sorting is paid for by as many values as it forgets.
        let byAge = entries.sorted { $0.value.fetchedAt < $1.value.fetchedAt }
        for (key, _) in byAge.prefix(entries.count - lastKnownCapacity / 2) { entries[key] = nil }
    }
}
