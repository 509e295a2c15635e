import Synchronization

/// How many bytes may still be kept by all that share it.
final class ByteBudget: Sendable {
    private let bytes: Atomic<Int>

    init(_ bytes: Int) { self.bytes = Atomic(bytes) }

    /// Whether there was room for so many.
    func take(_ count: Int) -> Bool {
        if bytes.wrappingSubtract(count, ordering: .relaxed).newValue >= 0 { return true }
        give(back: count)
        return false
    }

    func give(back count: Int) { bytes.wrappingAdd(count, ordering: .relaxed) }
}
