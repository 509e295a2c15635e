#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The nodes of a document, in one block of memory.
///
/// What an array would be, but for the parser's sake: it links nodes while it writes them, and an array would make sure
/// each time that nobody else has it.
///
/// - Note: `@unchecked Sendable`: the memory is written by a ``NodesBuilder`` before the value is made, and never again.
package struct Nodes: RandomAccessCollection, @unchecked Sendable {
    private final class Memory: @unchecked Sendable {
        let base: UnsafeMutablePointer<Node>

        init(_ base: UnsafeMutablePointer<Node>) { self.base = base }

        deinit { free(base) }
    }

    private let memory: Memory
    private let base: UnsafeMutablePointer<Node>
    package let count: Int

    fileprivate init(_ base: UnsafeMutablePointer<Node>, count: Int) {
        memory = Memory(base)
        self.base = base
        self.count = count
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    @inline(__always)
    package subscript(index: Int) -> Node {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "There is no such node.")
        return base[index]
    }
}

/// Nodes that are being written.
struct NodesBuilder: ~Copyable {
    /// Nil when the nodes were handed on.
    private var base: UnsafeMutablePointer<Node>?
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 4)
        base = NodesBuilder.memory(malloc(self.capacity * MemoryLayout<Node>.stride))
    }

    deinit { free(base) }

    private static func memory(_ allocated: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Node> {
        guard let allocated else { fatalError("There is no memory left.") }
        return allocated.assumingMemoryBound(to: Node.self)
    }

    @inline(__always)
    mutating func append(_ node: Node) -> Node.ID {
        if count == capacity { grow() }
        let id = Node.ID(count)
        base.unsafelyUnwrapped[count] = node
        count &+= 1
        return id
    }

    /// Makes `next` the one that follows `id`, which is a node that was appended.
    @inline(__always)
    mutating func link(_ id: Node.ID, to next: Node.ID) {
        assert(id.isPresent && Int(id.index) < count)
        base.unsafelyUnwrapped[Int(id.index)].next = next
    }

    @inline(never)
    private mutating func grow() {
        capacity *= 2
        base = NodesBuilder.memory(realloc(base, capacity * MemoryLayout<Node>.stride))
    }

    /// The nodes; none may be appended afterwards.
    mutating func finish() -> Nodes {
        let base = self.base.unsafelyUnwrapped
        self.base = nil
        capacity = 0
        return Nodes(base, count: count)
    }
}
