import GraphQL
import Synchronization

/// Counts, and keeps nothing.
final class CountingObserver: ExecutionObserver {
    private let calls = Atomic(0)
    private let values = Atomic(0)

    func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {
        calls.wrappingAdd(1, ordering: .relaxed)
        values.wrappingAdd(objects, ordering: .relaxed)
    }

    func wrote(fields: [Int], objects: Int) { values.wrappingAdd(fields.count * objects, ordering: .relaxed) }
}

/// Keeps what one execution did, as a server does that adds it to its statistics afterwards.
final class RecordingObserver: ExecutionObserver {
    private struct Work {
        var calls: [(field: Int, objects: Int, nanoseconds: Int, errors: Int)] = []
        var properties: [(fields: [Int], objects: Int)] = []
    }

    private let work = Mutex(Work())

    func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {
        work.withLock { $0.calls.append((field, objects, nanoseconds, errors)) }
    }

    func wrote(fields: [Int], objects: Int) { work.withLock { $0.properties.append((fields, objects)) } }
}
