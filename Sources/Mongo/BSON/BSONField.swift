#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One element that a ``BSONReader`` stands at: its key, and its value on demand. See the reader for its lifetime.
@usableFromInline
package struct BSONField: ~Copyable {
    @usableFromInline
    package let key: BSONKey
    @usableFromInline
    package let type: BSONType
    @usableFromInline
    let start: UnsafeRawPointer
    @usableFromInline
    let count: Int
    @usableFromInline
    let depth: Int

    @inlinable
    init(key: BSONKey, type: BSONType, start: UnsafeRawPointer, count: Int, depth: Int) {
        self.key = key
        self.type = type
        self.start = start
        self.count = count
        self.depth = depth
    }

    @inlinable
    package var isNull: Bool { type == .null || type == .undefined }
}

/// A key in wire format. Compares with literals without making a `String`.
@usableFromInline
package struct BSONKey {
    @usableFromInline
    let start: UnsafeRawPointer
    @usableFromInline
    let count: Int

    @inlinable
    init(start: UnsafeRawPointer, count: Int) {
        self.start = start
        self.count = count
    }

    @inlinable
    package static func ~= (pattern: StaticString, key: BSONKey) -> Bool {
        // Most keys differ in length already, which the compiler knows of a literal.
        key.count == pattern.utf8CodeUnitCount && key.startsWith(pattern.utf8Start)
    }

    @usableFromInline
    func startsWith(_ bytes: UnsafePointer<UInt8>) -> Bool { memcmp(start, bytes, count) == 0 }

    package static func == (key: BSONKey, text: String) -> Bool {
        UnsafeRawBufferPointer(start: key.start, count: key.count).elementsEqual(text.utf8)
    }
}

extension BSONKey: CustomStringConvertible {
    @usableFromInline
    package var description: String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

// MARK: - Values. Each throws an error with the key when the element is of another type.

extension BSONField {
    package func string() throws(BSONError) -> String {
        guard type == .string || type == .symbol else { throw wrongType("string") }
        return try text()
    }

    /// A whole number, stored with 32 or 64 bits, or as a floating-point number without fraction.
    package func int() throws(BSONError) -> Int {
        switch type {
        case .int32: return start.littleEndianInt32()
        case .int64: return Int(rawInt64())
        case .double:
            guard let value = Int(exactly: rawDouble()) else { throw invalid("not a whole number of 64 bits") }
            return value
        default: throw wrongType("integer")
        }
    }

    package func int64() throws(BSONError) -> Int64 { Int64(try int()) }

    package func int32() throws(BSONError) -> Int32 {
        guard let value = Int32(exactly: try int()) else { throw invalid("does not fit into 32 bits") }
        return value
    }

    /// A number, stored as a floating-point number or as an integer (which may lose precision beyond 2^53).
    package func double() throws(BSONError) -> Double {
        switch type {
        case .double: return rawDouble()
        case .int32: return Double(start.littleEndianInt32())
        case .int64: return Double(rawInt64())
        default: throw wrongType("number")
        }
    }

    package func bool() throws(BSONError) -> Bool {
        guard type == .bool else { throw wrongType("bool") }
        switch start.load(as: UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw BSONError(.corrupt("neither true nor false")).inside(key)
        }
    }

    /// Milliseconds since 1970 UTC.
    package func date() throws(BSONError) -> Int64 {
        guard type == .date else { throw wrongType("date") }
        return rawInt64()
    }

    package func objectID() throws(BSONError) -> ObjectID {
        guard type == .objectID else { throw wrongType("objectID") }
        return ObjectID(at: start)
    }

    /// Binary data of any subtype.
    package func binary() throws(BSONError) -> [UInt8] {
        guard type == .binary else { throw wrongType("binary") }
        return Array(UnsafeRawBufferPointer(start: start + 5, count: count - 5))
    }

    /// A copy of the document or array as it is.
    package func document() throws(BSONError) -> BSONDocument {
        guard type == .document || type == .array else { throw wrongType("document") }
        return try located { () throws(BSONError) in try BSONDocument(copying: raw) }
    }
}

// MARK: - Nested values

extension BSONField {
    /// Reads a nested document, or an array as the document that it is on the wire, keyed "0", "1" …
    @inlinable
    package func read<Result>(
        _ body: (inout BSONReader) throws(BSONError) -> Result
    ) throws(BSONError) -> Result {
        guard type == .document || type == .array else { throw wrongType("document") }
        do {
            var reader = try BSONReader(raw, depth: depth + 1)
            return try body(&reader)
        } catch {
            throw error.inside(key)
        }
    }

    /// Reads an array element by element.
    @inlinable
    package func array<Element>(
        _ element: (borrowing BSONField) throws(BSONError) -> Element
    ) throws(BSONError) -> [Element] {
        guard type == .array else { throw wrongType("array") }
        return try read { reader throws(BSONError) in
            var elements: [Element] = []
            while let field = try reader.next() { elements.append(try element(field)) }
            return elements
        }
    }

    /// The value as the type that the place asks for. An optional is nil for null.
    @inlinable
    package func decode<Value: BSONFieldDecodable>(as type: Value.Type = Value.self) throws(BSONError) -> Value {
        try Value(bson: self)
    }

    /// The value, whatever its type; for dynamic use. The types that MongoDB has deprecated since its version 2 (undefined,
    /// symbol, database pointer, code with scope) are wrong types here.
    package func value() throws(BSONError) -> BSONValue {
        switch type {
        case .double: return .double(rawDouble())
        case .string: return .string(try text())
        case .document: return .document(try document())
        case .array: return .array(try array { element throws(BSONError) in try element.value() })
        case .binary: return .binary(try binary(), subtype: start.load(fromByteOffset: 4, as: UInt8.self))
        case .objectID: return .objectID(ObjectID(at: start))
        case .bool: return .bool(try bool())
        case .date: return .date(rawInt64())
        case .null: return .null
        case .regularExpression:
            let pattern = UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))
            let options = UnsafeRawBufferPointer(rebasing: raw[(pattern.count + 1)..<(count - 1)])
            return .regularExpression(pattern: try validated(pattern), options: try validated(options))
        case .javaScript: return .javaScript(try text())
        case .int32: return .int32(Int32(truncatingIfNeeded: start.littleEndianInt32()))
        case .timestamp: return .timestamp(UInt64(bitPattern: rawInt64()))
        case .int64: return .int64(rawInt64())
        case .decimal128:
            let low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
            let high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            return .decimal128(high: high, low: low)
        case .minKey: return .minKey
        case .maxKey: return .maxKey
        case .undefined, .symbol, .dbPointer, .javaScriptWithScope: throw wrongType("a type in use")
        }
    }
}

// MARK: - Wire format

extension BSONField {
    @usableFromInline
    var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    private func rawInt64() -> Int64 { Int64(littleEndian: start.loadUnaligned(as: Int64.self)) }

    private func rawDouble() -> Double {
        Double(bitPattern: UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)))
    }

    /// A length, that many bytes of UTF-8, and a NUL that the length counts.
    private func text() throws(BSONError) -> String {
        guard start.load(fromByteOffset: count - 1, as: UInt8.self) == 0 else {
            throw BSONError(.corrupt("unterminated string")).inside(key)
        }
        return try validated(UnsafeRawBufferPointer(start: start + 4, count: count - 5))
    }

    private func validated(_ bytes: UnsafeRawBufferPointer) throws(BSONError) -> String {
        // Three times as fast as `String(validating:)` today: decoding repairs what is wrong, so nothing was wrong if the
        // bytes have stayed the same.
        let text = String(decoding: bytes, as: UTF8.self)
        let isSame = text.utf8.withContiguousStorageIfAvailable { utf8 in
            guard utf8.count == bytes.count, let left = utf8.baseAddress, let right = bytes.baseAddress else {
                return bytes.isEmpty
            }
            return memcmp(left, right, bytes.count) == 0
        }
        guard isSame == true else { throw BSONError(.corrupt("not UTF-8")).inside(key) }
        return text
    }

    private func located<Result>(_ body: () throws(BSONError) -> Result) throws(BSONError) -> Result {
        do { return try body() } catch { throw error.inside(key) }
    }

    @usableFromInline
    func wrongType(_ expected: String) -> BSONError {
        BSONError(.wrongType(expected: expected, found: type)).inside(key)
    }

    /// For decodable types of other files: an error about the value, with the key.
    package func invalid(_ reason: String) -> BSONError { BSONError(.invalidValue(reason)).inside(key) }
}
