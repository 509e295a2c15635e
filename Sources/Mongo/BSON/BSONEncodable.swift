/// What can be written as the value of one BSON element.
@usableFromInline
package protocol BSONEncodable {
    var bsonType: BSONType { get }

    /// Appends the value in wire format, without type and key.
    func write(to bytes: inout [UInt8])
}

extension String: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .string }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.appendString(self) }
}

extension Int32: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .int32 }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.appendRaw(littleEndian) }
}

extension Int64: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .int64 }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.appendRaw(littleEndian) }
}

extension Int: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .int64 }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.appendRaw(Int64(self).littleEndian) }
}

extension Double: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .double }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.appendRaw(bitPattern.littleEndian) }
}

extension Bool: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .bool }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
}

extension BSONDocument: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .document }
    @usableFromInline
    package func write(to bytes: inout [UInt8]) { bytes += self.bytes }
}

extension Array: BSONEncodable where Element: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .array }

    @usableFromInline
    package func write(to bytes: inout [UInt8]) {
        let start = bytes.beginDocument()
        for (index, element) in enumerated() {
            bytes.append(element.bsonType.rawValue)
            bytes.appendIndexKey(index)
            element.write(to: &bytes)
        }
        bytes.endDocument(startedAt: start)
    }
}

// MARK: - Wire format

extension [UInt8] {
    @inline(__always)
    mutating func appendRaw<Value: BitwiseCopyable>(_ value: Value) {
        Swift.withUnsafeBytes(of: value) { append(contentsOf: $0) }
    }

    mutating func appendString(_ string: String) {
        appendRaw(Int32(truncatingIfNeeded: string.utf8.count + 1).littleEndian)
        append(contentsOf: string.utf8)
        append(0)
    }

    /// A C string. It cannot hold a NUL, which is written as the visible sign for it (U+2400).
    mutating func appendCString(_ string: String) {
        if string.utf8.contains(0) {
            for byte in string.utf8 {
                if byte == 0 { append(contentsOf: "\u{2400}".utf8) } else { append(byte) }
            }
        } else {
            append(contentsOf: string.utf8)
        }
        append(0)
    }

    mutating func appendIndexKey(_ index: Int) {
        if index < 10 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: index))
        } else {
            append(contentsOf: String(index).utf8)
        }
        append(0)
    }

    /// Makes room for a document's length and returns the place for ``endDocument(startedAt:)``.
    mutating func beginDocument() -> Int {
        let start = count
        appendRaw(Int32(0))
        return start
    }

    mutating func endDocument(startedAt start: Int) {
        append(0)
        setLength(at: start)
    }

    /// Writes the length of the document that starts at `start` and goes on to the end.
    mutating func setLength(at start: Int) {
        let length = Int32(truncatingIfNeeded: count - start).littleEndian
        withUnsafeMutableBytes { $0.storeBytes(of: length, toByteOffset: start, as: Int32.self) }
    }
}
