/// Names by number, found by their bytes: open addressing with linear probing, at most three quarters full.
///
/// The table knows only where its names stand in some text; whoever asks brings that text along. So the names of a
/// document are kept as ranges of its source, and cost no allocation of their own.
struct NameTable: Sendable {
    struct Entry: Sendable {
        let start: UInt32
        let count: UInt32

        var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    /// What is compared first. Names of up to eight bytes, which is most of them, are compared with nothing else.
    struct Key: Equatable, Sendable {
        let hash: UInt64
        /// The first eight bytes, filled up with zeros.
        let head: UInt64
    }

    private struct Slot: Sendable {
        var head: UInt64 = 0
        /// The upper half of the hash.
        var tag: UInt32 = 0
        /// The entry's index plus one; zero when the slot is free.
        var number: UInt32 = 0
    }

    private(set) var entries: [Entry] = []
    private var slots: [Slot]
    /// The number of slots, a power of two, minus one.
    private var mask: Int

    /// - Parameter expectedCount: How many names will probably be added. More may be.
    init(expectedCount: Int) {
        var slotCount = 16
        while slotCount * 3 / 4 < expectedCount { slotCount *= 2 }
        slots = Array(repeating: Slot(), count: slotCount)
        mask = slotCount - 1
        entries.reserveCapacity(slotCount * 3 / 4)
    }

    /// - Parameters:
    ///   - text: Where the name is.
    ///   - ownText: Where the table's names are.
    @inline(__always)
    func find(_ key: Key, _ start: Int, _ count: Int, of text: SourceBytes, in ownText: SourceBytes) -> Int? {
        switch probe(key, start, count, of: text, in: ownText) {
        case .entry(let index): index
        case .free: nil
        }
    }

    /// The number of a name of the table's own text; a new one if it is not there yet.
    @inline(__always)
    mutating func intern(_ key: Key, _ start: Int, _ count: Int, of text: SourceBytes) -> Int {
        switch probe(key, start, count, of: text, in: text) {
        case .entry(let index):
            return index
        case .free(let slot):
            entries.append(Entry(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count)))
            let tag = UInt32(truncatingIfNeeded: key.hash >> 32)
            slots[slot] = Slot(head: key.head, tag: tag, number: UInt32(truncatingIfNeeded: entries.count))
            if entries.count > mask * 3 / 4 { grow() }
            return entries.count - 1
        }
    }

    private enum Probe {
        case entry(Int)
        case free(slot: Int)
    }

    @inline(__always)
    private func probe(
        _ key: Key, _ start: Int, _ count: Int, of text: SourceBytes, in ownText: SourceBytes
    ) -> Probe {
        let tag = UInt32(truncatingIfNeeded: key.hash >> 32)
        var index = Int(truncatingIfNeeded: tag) & mask
        while true {
            let slot = slots[index]
            if slot.number == 0 { return .free(slot: index) }
            if slot.head == key.head && slot.tag == tag {
                let found = Int(truncatingIfNeeded: slot.number) &- 1
                // A name has no zero in it, so the head of one with less than eight bytes tells its length too.
                if count < 8 || isLongName(entries[found], start, count, of: text, in: ownText) {
                    return .entry(found)
                }
            }
            index = (index &+ 1) & mask
        }
    }

    /// Whether the entry is the name at `start`, which has at least eight bytes and the same head.
    @inline(never)
    private func isLongName(
        _ entry: Entry, _ start: Int, _ count: Int, of text: SourceBytes, in ownText: SourceBytes
    ) -> Bool {
        guard entry.count == count else { return false }
        let ownStart = Int(entry.start)
        var offset = 8
        while offset < count - 8 {
            if text.word(at: start + offset) != ownText.word(at: ownStart + offset) { return false }
            offset += 8
        }
        return text.word(at: start + count - 8) == ownText.word(at: ownStart + count - 8)
    }

    /// Slots are chosen by the part of the hash that they keep, so nothing is hashed again.
    @inline(never)
    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        mask = slots.count - 1
        entries.reserveCapacity(slots.count * 3 / 4)
        for slot in old where slot.number != 0 {
            var index = Int(slot.tag) & mask
            while slots[index].number != 0 { index = (index + 1) & mask }
            slots[index] = slot
        }
    }
}

// MARK: - Hashing

/// Hashes names with two secret words. A stranger who does not know them cannot choose names that meet in one slot.
struct NameHasher: Sendable {
    private let first: UInt64
    private let second: UInt64

    init() {
        var generator = SystemRandomNumberGenerator()
        first = generator.next()
        second = generator.next()
    }

    /// Every byte counts, else long names that differ only in the middle would all be alike.
    @inline(__always)
    func key(_ start: Int, _ count: Int, of text: SourceBytes) -> NameTable.Key {
        let head = text.word(at: start)
        if count <= 8 {
            let head = head & UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            return NameTable.Key(hash: mix(head, 0), head: head)
        }
        if count <= 16 {
            let length = UInt64(truncatingIfNeeded: count) << 56
            return NameTable.Key(hash: mix(head, text.word(at: start &+ count &- 8) ^ length), head: head)
        }
        return NameTable.Key(hash: hashLong(start, count, of: text), head: head)
    }

    @inline(never)
    private func hashLong(_ start: Int, _ count: Int, of text: SourceBytes) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count)
        let lastBlock = start + count - 16
        var position = start
        while position < lastBlock {
            hash = mix(text.word(at: position) ^ hash, text.word(at: position + 8))
            position += 16
        }
        return mix(text.word(at: lastBlock) ^ hash, text.word(at: lastBlock + 8))
    }

    @inline(__always)
    private func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ first).multipliedFullWidth(by: b ^ second)
        return product.high ^ product.low
    }
}
