/// A dictionary of bounded size that gives up the entry that was not used for the longest time.
///
/// Every operation is O(1); the memory is that of `capacity` entries.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var key: Key
        var value: Value
        /// Neighbours in the order of use; `none` at the ends.
        var newer: Int
        var older: Int
    }

    private let capacity: Int
    private var positions: [Key: Int] = [:]
    private var entries: [Entry] = []
    private var newest = none
    private var oldest = none

    private static var none: Int { -1 }

    init(capacity: Int) {
        precondition(capacity > 0, "A table of recent entries holds at least one")
        self.capacity = capacity
    }

    /// Changes the value of `key`, which becomes the newest; made with `initial` when absent.
    ///
    /// - Returns: the value that had to leave for it, if one had to.
    mutating func update(_ key: Key, initial: () -> Value, _ body: (inout Value) -> Void) -> Value? {
        if let position = positions[key] {
            if position != newest {
                unlink(position)
                linkAsNewest(position)
            }
            body(&entries[position].value)
            return nil
        }
        var value = initial()
        body(&value)
        let entry = Entry(key: key, value: value, newer: Self.none, older: Self.none)
        guard entries.count == capacity else {
            entries.append(entry)
            positions[key] = entries.count - 1
            linkAsNewest(entries.count - 1)
            return nil
        }
        let position = oldest
        unlink(position)
        let evicted = entries[position]
        positions[evicted.key] = nil
        entries[position] = entry
        positions[key] = position
        linkAsNewest(position)
        return evicted.value
    }

    /// All values, the most recently used first.
    var values: [Value] {
        var result: [Value] = []
        result.reserveCapacity(entries.count)
        var position = newest
        while position != Self.none {
            result.append(entries[position].value)
            position = entries[position].older
        }
        return result
    }

    private mutating func unlink(_ position: Int) {
        let (newer, older) = (entries[position].newer, entries[position].older)
        if newer == Self.none { newest = older } else { entries[newer].older = older }
        if older == Self.none { oldest = newer } else { entries[older].newer = newer }
    }

    private mutating func linkAsNewest(_ position: Int) {
        entries[position].newer = Self.none
        entries[position].older = newest
        if newest == Self.none { oldest = position } else { entries[newest].newer = position }
        newest = position
    }
}
