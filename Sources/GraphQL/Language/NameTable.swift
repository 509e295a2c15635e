/// Names by number, found by their bytes: open addressing with linear probing, at most half full.
///
/// The table knows only where its names stand in some text; whoever asks brings that text along. So the names of a
/// document are kept as ranges of its source, and cost no allocation of their own.
struct NameTable: Sendable {
    struct Entry: Sendable {
        let start: UInt32
        let count: UInt32

        var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    private(set) var entries: [Entry] = []
    /// Zero when free, else the upper half of the hash and, in the lower half, the entry's index plus one.
    private var slots: [UInt64]

    /// - Parameter expectedCount: How many names will probably be added. More may be.
    init(expectedCount: Int) {
        var slotCount = 16
        while slotCount < expectedCount * 2 { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
        entries.reserveCapacity(slotCount / 2)
    }

    /// - Parameters:
    ///   - text: Where the name is.
    ///   - ownText: Where the table's names are.
    @inline(__always)
    func find(_ hash: UInt64, _ start: Int, _ count: Int, of text: SourceBytes, in ownText: SourceBytes) -> Int? {
        switch probe(hash, start, count, of: text, in: ownText) {
        case .entry(let index): index
        case .free: nil
        }
    }

    /// The number of a name of the table's own text; a new one if it is not there yet.
    @inline(__always)
    mutating func intern(_ hash: UInt64, _ start: Int, _ count: Int, of text: SourceBytes) -> Int {
        switch probe(hash, start, count, of: text, in: text) {
        case .entry(let index):
            return index
        case .free(let slot):
            entries.append(Entry(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count)))
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(truncatingIfNeeded: entries.count)
            if entries.count * 2 > slots.count { grow(text) }
            return entries.count - 1
        }
    }

    private enum Probe {
        case entry(Int)
        case free(slot: Int)
    }

    @inline(__always)
    private func probe(
        _ hash: UInt64, _ start: Int, _ count: Int, of text: SourceBytes, in ownText: SourceBytes
    ) -> Probe {
        let mask = slots.count &- 1
        var slot = NameTable.firstSlot(of: hash) & mask
        while true {
            let content = slots[slot]
            if content == 0 { return .free(slot: slot) }
            if (content ^ hash) >> 32 == 0 {
                let index = Int(truncatingIfNeeded: content & 0xFFFF_FFFF) &- 1
                let entry = entries[index]
                if entry.count == count, text.equal(start, Int(entry.start), of: ownText, count: count) {
                    return .entry(index)
                }
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// Slots are chosen by the upper half of the hash, which the table keeps, so that it can grow without hashing again.
    @inline(__always)
    private static func firstSlot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) }

    private mutating func grow(_ text: SourceBytes) {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 4)
        entries.reserveCapacity(slots.count / 2)
        let mask = slots.count - 1
        for content in old where content != 0 {
            var slot = NameTable.firstSlot(of: content) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = content
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
    func hash(_ start: Int, _ count: Int, of text: SourceBytes) -> UInt64 {
        if count <= 8 {
            return mix(text.word(at: start) & .lowBytes(count), UInt64(truncatingIfNeeded: count))
        }
        if count <= 16 {
            let length = UInt64(truncatingIfNeeded: count) << 56
            return mix(text.word(at: start), text.word(at: start &+ count &- 8) ^ length)
        }
        return hashLong(start, count, of: text)
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

extension SourceBytes {
    /// Whether the `count` bytes from `start` on are those of `other` from `otherStart` on.
    @inline(__always)
    fileprivate func equal(_ start: Int, _ otherStart: Int, of other: SourceBytes, count: Int) -> Bool {
        var offset = 0
        while offset &+ 8 < count {
            if word(at: start &+ offset) != other.word(at: otherStart &+ offset) { return false }
            offset &+= 8
        }
        let difference = word(at: start &+ offset) ^ other.word(at: otherStart &+ offset)
        return difference & .lowBytes(count &- offset) == 0
    }
}

extension UInt64 {
    /// A mask of the lowest `count` bytes; `count` is 1 to 8.
    @inline(__always)
    fileprivate static func lowBytes(_ count: Int) -> UInt64 {
        UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    }
}
