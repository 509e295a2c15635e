/// Bytes to scan, without a check on every access. The language layer's only unsafe code is here and in ``Nodes``.
///
/// Why this is safe: the pointer is valid for `count + Source.padding` bytes while the closure given to
/// ``Source/withBytes(_:)`` runs, and no `SourceBytes` outlives it. Scanners never step over the zero at `count`: each
/// moves on only from a byte that it has seen to be something else, or that it has compared with `count`. So positions
/// stay within `0...count`, and the words read there within the padding.
struct SourceBytes {
    private let base: UnsafePointer<UInt8>
    let count: Int

    fileprivate init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    @inline(__always)
    subscript(position: Int) -> UInt8 {
        assert(position >= 0 && position < count + Source.padding)
        return base[position]
    }

    /// The eight bytes from `position` on, the first one lowest.
    @inline(__always)
    func word(at position: Int) -> UInt64 {
        assert(position >= 0 && position + 8 <= count + Source.padding)
        return UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
    }

    /// The sixteen bytes from `position` on.
    @inline(__always)
    func block(at position: Int) -> SIMD16<UInt8> {
        assert(position >= 0 && position + 16 <= count + Source.padding)
        return UnsafeRawPointer(base + position).loadUnaligned(as: SIMD16<UInt8>.self)
    }
}

extension Source {
    @inline(__always)
    func withBytes<Result, Failure: Error>(
        _ body: (SourceBytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try paddedBytes.withUnsafeBufferPointer { buffer throws(Failure) in
            guard let base = buffer.baseAddress else { preconditionFailure("a source is never empty: it has padding") }
            return try body(SourceBytes(base: base, count: count))
        }
    }
}

// MARK: - Scanning

extension SourceBytes {
    /// Where the name that begins at `start` ends. Looks at sixteen bytes at once: most names are shorter, and a loop
    /// over single bytes would be mispredicted at the end of each.
    @inline(__always)
    func endOfName(_ start: Int) -> Int {
        var position = start
        while true {
            let length = block(at: position).leadingNameCharacters
            position &+= length
            if length < 16 { return position }
        }
    }

    @inline(__always)
    func endOfDigits(_ start: Int) -> Int {
        var position = start
        while ASCIISet.digits.contains(self[position]) { position &+= 1 }
        return position
    }

    /// Whether the ASCII `text` stands at `position`. Its last byte must not lie beyond the padding.
    func matches(_ text: StaticString, at position: Int) -> Bool {
        for index in 0..<text.utf8CodeUnitCount where text.utf8Start[index] != self[position + index] { return false }
        return true
    }
}

extension SIMD16<UInt8> {
    /// How many of the first bytes are letters, digits or underscores.
    @inline(__always)
    fileprivate var leadingNameCharacters: Int {
        // `SIMD16(repeating:)` because comparing with a scalar literal is not specialised.
        let lowercased = self | SIMD16(repeating: 0x20)
        let isLetter = (lowercased &- SIMD16(repeating: UInt8(ascii: "a"))) .< SIMD16(repeating: 26)
        let isDigit = (self &- SIMD16(repeating: UInt8(ascii: "0"))) .< SIMD16(repeating: 10)
        let isUnderscore = self .== SIMD16(repeating: UInt8(ascii: "_"))
        let halves = unsafeBitCast(isLetter .| isDigit .| isUnderscore, to: SIMD2<UInt64>.self)
        if ~halves[0] != 0 { return (~halves[0]).littleEndian.trailingZeroBitCount / 8 }
        if ~halves[1] != 0 { return 8 + (~halves[1]).littleEndian.trailingZeroBitCount / 8 }
        return 16
    }
}
