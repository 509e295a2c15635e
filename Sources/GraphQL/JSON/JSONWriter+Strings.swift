#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension JSONWriter {
    /// A string in quotes, escaped as JSON wants it.
    @inline(__always)
    public mutating func string(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { quoted($0) }
        if done == nil {
            // Only strings bridged from another language's runtime are not contiguous.
            var copy = text
            copy.withUTF8 { quoted($0) }
        }
    }

    /// UTF-8 in quotes. Copies sixteen bytes at a time while looking for one that needs escaping; the few strings that
    /// have one are started again, byte by byte.
    ///
    /// Every load lies within `text` (blocks are whole, the last one ends at the text's end and may overlap the one
    /// before), every store within the reserved `2 + count` bytes.
    @inline(__always)
    mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) {
        let count = text.count
        reserve(count + 2)
        cursor.pointee = UInt8(ascii: "\"")
        let target = UnsafeMutableRawPointer(cursor + 1)
        guard let base = text.baseAddress, count > 0 else {
            cursor[1] = UInt8(ascii: "\"")
            cursor += 2
            return
        }
        let source = UnsafeRawPointer(base)
        let clean: Bool
        if count >= 16 {
            clean = JSONWriter.copyBlocks(from: source, to: target, count: count)
        } else if count >= 8 {
            let first = source.loadUnaligned(as: UInt64.self)
            let last = source.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            target.storeBytes(of: first, as: UInt64.self)
            target.storeBytes(of: last, toByteOffset: count - 8, as: UInt64.self)
            clean = !JSONWriter.needsEscape(first) && !JSONWriter.needsEscape(last)
        } else {
            var word = JSONWriter.filler
            if count >= 4 {
                let first = source.loadUnaligned(as: UInt32.self)
                let last = source.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
                target.storeBytes(of: first, as: UInt32.self)
                target.storeBytes(of: last, toByteOffset: count - 4, as: UInt32.self)
                word = UInt64(first) | UInt64(last) << 32
            } else {
                var filled = word
                for index in 0..<count {
                    let byte = base[index]
                    cursor[1 + index] = byte
                    filled = filled << 8 | UInt64(byte)
                }
                word = filled
            }
            clean = !JSONWriter.needsEscape(word)
        }
        if clean {
            cursor[count + 1] = UInt8(ascii: "\"")
            cursor += count + 2
        } else {
            escaped(text)
        }
    }

    /// Eight harmless bytes.
    private static var filler: UInt64 { 0x6161_6161_6161_6161 }

    @inline(__always)
    private static func copyBlocks(
        from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int
    ) -> Bool {
        // The types are written out on purpose: only then comparing is one instruction, and no loop over the lanes.
        typealias Mask = SIMDMask<SIMD16<Int8>>
        var found = SIMD2<UInt64>(repeating: 0)
        var offset = 0
        let lastBlock = count - 16
        while true {
            let block = source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            target.storeBytes(of: block, toByteOffset: offset, as: SIMD16<UInt8>.self)
            let control: Mask = block .< SIMD16<UInt8>(repeating: 0x20)
            let quote: Mask = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
            let backslash: Mask = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
            found |= unsafeBitCast(control .| quote .| backslash, to: SIMD2<UInt64>.self)
            if offset == lastBlock { break }
            offset = min(offset + 16, lastBlock)
        }
        return found.x | found.y == 0
    }

    /// Whether one of eight bytes is a control character, a quote or a backslash.
    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let control = (word &- ones &* 0x20) & ~word
        return (control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs != 0
    }

    /// Eight bytes at a time where none needs escaping.
    @inline(never)
    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count * 6 + 2)
        cursor.pointee = UInt8(ascii: "\"")
        cursor += 1
        let source = UnsafeRawPointer(text.baseAddress!)
        var offset = 0
        while text.count - offset >= 8 {
            let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if JSONWriter.needsEscape(word) {
                for byte in text[offset..<offset + 8] { escape(byte) }
            } else {
                UnsafeMutableRawPointer(cursor).storeBytes(of: word, as: UInt64.self)
                cursor += 8
            }
            offset += 8
        }
        for byte in text[offset...] { escape(byte) }
        cursor.pointee = UInt8(ascii: "\"")
        cursor += 1
    }

    /// At most six bytes, for which there is room.
    @inline(__always)
    private mutating func escape(_ byte: UInt8) {
        var short: UInt8 = 0
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): short = byte
        case 0x0A: short = UInt8(ascii: "n")
        case 0x0D: short = UInt8(ascii: "r")
        case 0x09: short = UInt8(ascii: "t")
        case 0x08: short = UInt8(ascii: "b")
        case 0x0C: short = UInt8(ascii: "f")
        case ..<0x20:
            cursor[0] = UInt8(ascii: "\\")
            cursor[1] = UInt8(ascii: "u")
            cursor[2] = UInt8(ascii: "0")
            cursor[3] = UInt8(ascii: "0")
            cursor[4] = UInt8(ascii: "0") + byte >> 4
            let low = byte & 15
            cursor[5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
            cursor += 6
            return
        default:
            cursor.pointee = byte
            cursor += 1
            return
        }
        cursor[0] = UInt8(ascii: "\\")
        cursor[1] = short
        cursor += 2
    }
}

extension UnsafeRawPointer {
    /// Calls `body` with the value that lies here, without retaining what it refers to.
    ///
    /// The bits are copied to a place of their own, taken from there as if they were the owner's, and put back instead of
    /// being destroyed; so nothing is counted. The true owner must keep the value until `body` returns.
    @inline(__always)
    func withUnretained<Value>(_ type: Value.Type, _ body: (borrowing Value) -> Void) {
        withUnsafeTemporaryAllocation(of: type, capacity: 1) { place in
            // The place has room for exactly one value.
            let value = place.baseAddress!
            UnsafeMutableRawPointer(value).copyMemory(from: self, byteCount: MemoryLayout<Value>.size)
            let taken = value.move()
            body(taken)
            value.initialize(to: consume taken)
        }
    }
}
