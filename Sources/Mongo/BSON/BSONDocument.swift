/// A BSON document: ordered keys and values in MongoDB's wire format.
///
/// Filters, pipelines and commands read best as literals; documents to insert are written fastest with ``append(_:_:)``:
///
/// ```swift
/// let filter: BSONDocument = ["shopId": ["$in": .array(ids)], "createdAt": ["$lt": .date(limit)]]
///
/// var review = BSONDocument()
/// review.append("shopId", shop)
/// review.append("createdAt", date: now)
/// ```
@usableFromInline
package struct BSONDocument: Hashable, Sendable {
    /// The wire format, complete at any time.
    @usableFromInline
    package internal(set) var bytes: [UInt8]

    /// An empty document.
    package init() { bytes = [5, 0, 0, 0, 0] }

    /// An empty document with room for `capacity` bytes.
    package init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        bytes += [5, 0, 0, 0, 0]
    }

    /// The form in which MongoDB's libraries pass an array: a document keyed "0", "1" …
    init(array elements: [BSONDocument]) {
        bytes = []
        elements.write(to: &bytes)
    }

    /// Takes over bytes from outside.
    ///
    /// Checks the document's own frame only, in constant time. Whatever is wrong further inside is found when reading it.
    package init(bytes: [UInt8]) throws(BSONError) {
        self.bytes = bytes
        try bytes.withRawBytes { bytes throws(BSONError) in _ = try BSONReader(bytes) }
    }

    init(copying bytes: UnsafeRawBufferPointer) throws(BSONError) { try self.init(bytes: Array(bytes)) }

    package var isEmpty: Bool { bytes.count <= 5 }
}

// MARK: - Writing

extension BSONDocument {
    /// Appends an element. Does not look whether the key is there already. A NUL in the key becomes U+2400.
    @inlinable
    package mutating func append<Value: BSONEncodable>(_ key: String, _ value: Value) {
        beginElement(key, value.bsonType)
        value.write(to: &bytes)
        endElement()
    }

    /// Appends an element, or nothing for nil.
    @inlinable
    package mutating func append<Value: BSONEncodable>(_ key: String, _ value: Value?) {
        if let value { append(key, value) }
    }

    /// Appends a date in milliseconds since 1970 UTC, or nothing for nil.
    package mutating func append(_ key: String, date milliseconds: Int64?) {
        if let milliseconds { append(key, BSONValue.date(milliseconds)) }
    }

    /// Appends binary data of the general subtype, or nothing for nil.
    package mutating func append(_ key: String, binary: [UInt8]?) {
        if let binary { append(key, BSONValue.binary(binary, subtype: 0)) }
    }

    @usableFromInline
    mutating func beginElement(_ key: String, _ type: BSONType) {
        bytes.removeLast()
        bytes.append(type.rawValue)
        bytes.appendCString(key)
    }

    @usableFromInline
    mutating func endElement() {
        bytes.append(0)
        bytes.setLength(at: 0)
    }
}

extension BSONDocument: ExpressibleByDictionaryLiteral {
    @usableFromInline
    package init(dictionaryLiteral elements: (String, BSONValue)...) {
        self.init()
        for (key, value) in elements { append(key, value) }
    }
}

// MARK: - Reading

extension BSONDocument {
    /// Reads the document in one pass. The reader is valid inside `body` only.
    @inlinable
    package func read<Result>(
        _ body: (inout BSONReader) throws(BSONError) -> Result
    ) throws(BSONError) -> Result {
        try bytes.withRawBytes { bytes throws(BSONError) in
            var reader = try BSONReader(bytes)
            return try body(&reader)
        }
    }

    @inlinable
    package func decode<Value: BSONDecodable>(as type: Value.Type = Value.self) throws(BSONError) -> Value {
        try read { reader throws(BSONError) in try Value(from: &reader) }
    }

    /// All elements in order; for dynamic use.
    package func elements() throws(BSONError) -> [(key: String, value: BSONValue)] {
        try read { reader throws(BSONError) in try reader.elements() }
    }

    /// The first element with this key; nil when there is none, and when the document is corrupt before it.
    package subscript(key: String) -> BSONValue? {
        try? read { reader throws(BSONError) in
            while let field = try reader.next() {
                if field.key == key { return try field.value() }
            }
            return nil
        }
    }
}
