import Synchronization

/// Remembers how large responses of one plan are.
final class ResponseSize: Sendable {
    private let size = Atomic<Int>(1024)

    var expected: Int { size.load(ordering: .relaxed) }

    /// A little more than the last size, so that answers of similar size need no second allocation.
    func record(_ count: Int) { size.store(count + count / 8, ordering: .relaxed) }
}
