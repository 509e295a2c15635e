import Dispatch
import Synchronization
import Testing

@testable import Mongo

/// Work that stays on its thread until the test lets it go.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let entered = Atomic<Int>(0)

    var hasEntered: Bool { entered.load(ordering: .acquiring) > 0 }

    func wait() {
        entered.add(1, ordering: .acquiringAndReleasing)
        semaphore.wait()
    }

    func open() { semaphore.signal() }
}

private final class Flag: Sendable {
    private let raised = Atomic<Bool>(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() { raised.store(true, ordering: .releasing) }
}

@Suite("Threads for blocking work")
struct BlockingThreadsTests {
    /// One thread, occupied until `body` opens the gate.
    private func withBusyThread(
        maximumWaiting: Int, _ body: (BlockingThreads, Gate) async throws -> Void
    ) async throws {
        let threads = BlockingThreads(size: 1, maximumWaiting: maximumWaiting)
        let gate = Gate()
        async let first: Void = threads.run(deadline: nil) { _ in gate.wait() }
        try await eventually { gate.hasEntered }
        do {
            try await body(threads, gate)
        } catch {
            Issue.record(error)
        }
        gate.open()
        try await first
        _ = await threads.close()
    }

    @Test("more calls than may wait are refused")
    func refuses() async throws {
        try await withBusyThread(maximumWaiting: 1) { threads, gate in
            async let waiting: Int = threads.run(deadline: nil) { _ in 2 }
            try await eventually { threads.statistics.waiting == 1 }
            let error = await #expect(throws: MongoError.self) { try await threads.run(deadline: nil) { _ in 3 } }
            guard case .poolExhausted(waiting: 1) = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(threads.statistics.refusals == 1)
            gate.open()
            #expect(try await waiting == 2)
        }
    }

    @Test("a deadline that passes in the queue ends the wait, and the work never runs")
    func timesOutWaiting() async throws {
        let ran = Flag()
        try await withBusyThread(maximumWaiting: 10) { threads, _ in
            let error = await #expect(throws: MongoError.self) {
                try await threads.run(deadline: .now + .milliseconds(20)) { _ in ran.raise() }
            }
            guard case .timeout = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(threads.statistics.waiting == 0)
        }
        #expect(!ran.isRaised)
    }

    @Test("cancellation ends the wait, and the work never runs")
    func cancelsWaiting() async throws {
        let ran = Flag()
        try await withBusyThread(maximumWaiting: 10) { threads, _ in
            let task = Task { try await threads.run(deadline: nil) { _ in ran.raise() } }
            try await eventually { threads.statistics.waiting == 1 }
            task.cancel()
            let error = await #expect(throws: MongoError.self) { try await task.value }
            guard case .cancelled = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
        }
        #expect(!ran.isRaised)
    }

    @Test("running work learns that its caller has left, and still counts as running")
    func tellsRunningWork() async throws {
        let threads = BlockingThreads(size: 1, maximumWaiting: 1)
        let gate = Gate()
        let (wasWantedBefore, wasWantedAfter) = (Flag(), Flag())
        let task = Task {
            try await threads.run(deadline: nil) { isWanted in
                if isWanted() { wasWantedBefore.raise() }
                gate.wait()
                if isWanted() { wasWantedAfter.raise() }
            }
        }
        try await eventually { gate.hasEntered }
        task.cancel()
        await #expect(throws: MongoError.self) { try await task.value }
        #expect(threads.statistics.checkedOut == 1)
        gate.open()
        try await eventually { threads.statistics.checkedOut == 0 }
        #expect(wasWantedBefore.isRaised)
        #expect(!wasWantedAfter.isRaised)
        _ = await threads.close()
    }

    @Test("closed threads refuse work")
    func closes() async throws {
        let threads = BlockingThreads(size: 2, maximumWaiting: 1)
        #expect(await threads.close())
        #expect(await !threads.close())
        let error = await #expect(throws: MongoError.self) { try await threads.run(deadline: nil) { _ in 1 } }
        guard case .closed = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }
}
