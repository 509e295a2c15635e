/// Small numbers by name, emptied in constant time: a slot counts only if it carries the current generation.
///
/// Direct addressing rather than hashing, because names are numbered from zero anyway, and no choice of names makes it
/// slow. Takes no memory before the first entry.
struct NameMap {
    private struct Slot {
        var generation: UInt32
        var value: Int32
    }

    private let nameCount: Int
    private var slots: [Slot] = []
    private var generation: UInt32 = 1

    /// - Parameter nameCount: How many names the document has.
    init(nameCount: Int) { self.nameCount = nameCount }

    @inline(__always)
    mutating func removeAll() { generation &+= 1 }

    /// −1 when there is none.
    @inline(__always)
    subscript(name: Name) -> Int32 {
        let index = Int(name.raw)
        guard index >= 0, index < slots.count, slots[index].generation == generation else { return -1 }
        return slots[index].value
    }

    /// Adds an entry unless the name has one.
    ///
    /// - Returns: the value that was there before, or −1.
    @inline(__always)
    mutating func insert(_ value: Int32, for name: Name) -> Int32 {
        if slots.isEmpty { slots = Array(repeating: Slot(generation: 0, value: 0), count: nameCount) }
        let index = Int(name.raw)
        guard index >= 0, index < slots.count else { return -1 }
        if slots[index].generation == generation { return slots[index].value }
        slots[index] = Slot(generation: generation, value: value)
        return -1
    }
}
