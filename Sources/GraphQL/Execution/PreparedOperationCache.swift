import Synchronization

/// Remembers prepared operations, up to a number of them and of bytes.
///
/// Two generations: when the young one is full it becomes the old one, and the operations that are still used come back
/// from there. So what is in use stays, what is not goes, and a stranger's flood of different documents costs no more
/// than their own preparation.
final class PreparedOperationCache: Sendable {
    struct Key: Hashable {
        let source: String
        let operationName: String?
        /// A hash of both.
        let identity: UInt64

        init(source: String, operationName: String?) {
            self.source = source
            self.operationName = operationName
            identity = TextHash.shared.hash(source, seed: operationName.map { TextHash.shared.hash($0) } ?? 0)
        }

        static func == (one: Key, other: Key) -> Bool {
            one.identity == other.identity && one.operationName == other.operationName
                && one.source.hasSameBytes(as: other.source)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(identity) }
    }

    private struct Generations {
        var young: [Key: PreparedOperation] = [:]
        var youngBytes = 0
        var old: [Key: PreparedOperation] = [:]
    }

    // Of each generation.
    private let capacity: Int
    private let bytes: Int
    private let generations = Mutex(Generations())

    /// - Parameter capacity: with fewer than two, nothing is remembered.
    init(capacity: Int, bytes: Int) {
        self.capacity = capacity / 2
        self.bytes = bytes / 2
    }

    subscript(key: Key) -> PreparedOperation? {
        get {
            generations.withLock { generations in
                if let operation = generations.young[key] { return operation }
                guard let operation = generations.old[key] else { return nil }
                insert(operation, key, &generations)
                return operation
            }
        }
        set {
            guard let newValue else { return }
            generations.withLock { insert(newValue, key, &$0) }
        }
    }

    private func insert(_ operation: PreparedOperation, _ key: Key, _ generations: inout Generations) {
        let size = operation.writtenBytes
        guard capacity > 0, size <= bytes else { return }
        if generations.young.count >= capacity || generations.youngBytes + size > bytes {
            generations.old = generations.young
            generations.young = [:]
            generations.youngBytes = 0
        }
        // Two requests may have prepared it at the same time.
        if generations.young.updateValue(operation, forKey: key) == nil { generations.youngBytes += size }
    }
}
