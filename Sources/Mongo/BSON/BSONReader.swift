/// Reads the elements of one BSON document in order, in one pass, without copying.
///
/// ```swift
/// while let field = try reader.next() {
///     switch field.key {
///     case "name": name = try field.string()
///     case "rating": rating = try field.decode()
///     default: break
///     }
/// }
/// ```
///
/// Every length that the bytes claim is checked before it is used: corrupt bytes throw, they never trap. A reader and its
/// fields look into memory that they do not own; they cannot be copied, and are handed out for the time of a call only.
@usableFromInline
package struct BSONReader: ~Copyable {
    @usableFromInline
    var position: UnsafeRawPointer
    @usableFromInline
    let start: UnsafeRawPointer
    /// The terminator of the document.
    @usableFromInline
    let end: UnsafeRawPointer
    @usableFromInline
    let depth: Int

    /// MongoDB refuses to store deeper documents.
    private static let maximumDepth = 180

    /// - Parameter bytes: a whole document; must outlive the reader.
    @usableFromInline
    init(_ bytes: UnsafeRawBufferPointer, depth: Int = 0) throws(BSONError) {
        guard let base = bytes.baseAddress, bytes.count >= 5 else { throw BSONError(.corrupt("no whole document")) }
        guard base.littleEndianInt32() == bytes.count else { throw BSONError(.corrupt("wrong length")) }
        guard bytes[bytes.count - 1] == 0 else { throw BSONError(.corrupt("unterminated document")) }
        guard depth <= Self.maximumDepth else { throw BSONError(.tooDeep) }
        start = base
        position = base + 4
        end = base + bytes.count - 1
        self.depth = depth
    }

    /// The next element; nil after the last. Values that are not asked for are skipped without looking inside.
    @inlinable
    package mutating func next() throws(BSONError) -> BSONField? {
        guard position < end else { return nil }
        let typeByte = position.load(as: UInt8.self)
        let keyStart = position + 1
        var keyEnd = keyStart
        while keyEnd < end, keyEnd.load(as: UInt8.self) != 0 { keyEnd += 1 }
        guard keyEnd < end else { throw BSONError(.corrupt("unterminated key")) }
        let key = BSONKey(start: keyStart, count: keyEnd - keyStart)
        guard let type = BSONType(rawValue: typeByte) else {
            throw BSONError(.corrupt("unknown type \(typeByte)")).inside(key)
        }
        let valueStart = keyEnd + 1
        let rest = UnsafeRawBufferPointer(start: valueStart, count: end - valueStart)
        guard let size = type.size(in: rest), size <= rest.count else {
            throw BSONError(.corrupt("wrong length")).inside(key)
        }
        position = valueStart + size
        return BSONField(key: key, type: type, start: valueStart, count: size, depth: depth)
    }

    /// A copy of the whole document, wherever the reader stands in it.
    package func document() throws(BSONError) -> BSONDocument {
        try BSONDocument(copying: UnsafeRawBufferPointer(start: start, count: end - start + 1))
    }

    /// All remaining elements; for dynamic use.
    package mutating func elements() throws(BSONError) -> [(key: String, value: BSONValue)] {
        var elements: [(key: String, value: BSONValue)] = []
        while let field = try next() { elements.append((field.key.description, try field.value())) }
        return elements
    }
}

extension BSONType {
    /// The size of a value of this type that starts at the start of `bytes`; nil when the bytes are corrupt. May be larger
    /// than `bytes`.
    @inlinable
    func size(in bytes: UnsafeRawBufferPointer) -> Int? {
        switch self {
        case .undefined, .null, .minKey, .maxKey: 0
        case .bool: 1
        case .int32: 4
        case .double, .date, .timestamp, .int64: 8
        case .objectID: 12
        case .decimal128: 16
        case .string, .javaScript, .symbol: bytes.prefixedSize(extra: 4, minimum: 1)
        case .document, .array: bytes.prefixedSize(extra: 0, minimum: 5)
        case .binary: bytes.prefixedSize(extra: 5, minimum: 0)
        case .dbPointer: bytes.prefixedSize(extra: 16, minimum: 1)
        case .javaScriptWithScope: bytes.prefixedSize(extra: 0, minimum: 14)
        case .regularExpression: bytes.twoCStringsSize()
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The length that a value begins with, plus `extra` bytes that it does not count.
    @inlinable
    func prefixedSize(extra: Int, minimum: Int) -> Int? {
        guard let baseAddress, count >= 4 else { return nil }
        let length = baseAddress.littleEndianInt32()
        return length >= minimum ? length + extra : nil
    }

    @usableFromInline
    func twoCStringsSize() -> Int? {
        guard let first = firstIndex(of: 0), let second = self[(first + 1)...].firstIndex(of: 0) else { return nil }
        return second + 1
    }
}

extension UnsafeRawPointer {
    @inlinable
    func littleEndianInt32() -> Int { Int(Int32(littleEndian: loadUnaligned(as: Int32.self))) }
}

extension [UInt8] {
    /// `withUnsafeBytes` that keeps the type of the error.
    @inlinable
    func withRawBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { bytes throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
    }
}
