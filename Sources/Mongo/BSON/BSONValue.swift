/// Any BSON value, for literals and for data whose shape is not known. Data of a known shape are read by
/// ``BSONDecodable`` types instead, which is much faster.
@usableFromInline
package enum BSONValue: Hashable, Sendable {
    case double(Double)
    case string(String)
    case document(BSONDocument)
    case array([BSONValue])
    case binary([UInt8], subtype: UInt8)
    case objectID(ObjectID)
    case bool(Bool)
    /// Milliseconds since 1970 UTC.
    case date(Int64)
    case null
    case regularExpression(pattern: String, options: String)
    case javaScript(String)
    case int32(Int32)
    /// MongoDB's internal time stamp, unlike a date: seconds in the high half, a counter in the low one.
    case timestamp(UInt64)
    case int64(Int64)
    /// IEEE 754 decimal in its two halves; carried, never computed with.
    case decimal128(high: UInt64, low: UInt64)
    case minKey
    case maxKey
}

// MARK: - Making

extension BSONValue {
    package static func int(_ value: Int) -> BSONValue { .int64(Int64(value)) }

    package static func array<Element: BSONValueConvertible>(_ elements: some Sequence<Element>) -> BSONValue {
        .array(elements.map(\.bsonValue))
    }

    package static func binary(_ bytes: [UInt8]) -> BSONValue { .binary(bytes, subtype: 0) }
}

/// What has one obvious ``BSONValue``.
package protocol BSONValueConvertible {
    var bsonValue: BSONValue { get }
}

extension String: BSONValueConvertible {
    package var bsonValue: BSONValue { .string(self) }
}

extension Int: BSONValueConvertible {
    package var bsonValue: BSONValue { .int(self) }
}

extension Double: BSONValueConvertible {
    package var bsonValue: BSONValue { .double(self) }
}

extension ObjectID: BSONValueConvertible {
    package var bsonValue: BSONValue { .objectID(self) }
}

extension BSONDocument: BSONValueConvertible {
    package var bsonValue: BSONValue { .document(self) }
}

extension BSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    @usableFromInline
    package init(stringLiteral value: String) { self = .string(value) }

    /// A 32-bit integer when it fits, as in MongoDB's own shell; data of type `Int` are always written with 64 bits.
    @usableFromInline
    package init(integerLiteral value: Int64) { self = Int32(exactly: value).map { .int32($0) } ?? .int64(value) }

    @usableFromInline
    package init(floatLiteral value: Double) { self = .double(value) }

    @usableFromInline
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    @usableFromInline
    package init(nilLiteral: ()) { self = .null }

    @usableFromInline
    package init(arrayLiteral elements: BSONValue...) { self = .array(elements) }

    @usableFromInline
    package init(dictionaryLiteral elements: (String, BSONValue)...) {
        var document = BSONDocument()
        for (key, value) in elements { document.append(key, value) }
        self = .document(document)
    }
}

// MARK: - Writing

extension BSONValue: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType {
        switch self {
        case .double: .double
        case .string: .string
        case .document: .document
        case .array: .array
        case .binary: .binary
        case .objectID: .objectID
        case .bool: .bool
        case .date: .date
        case .null: .null
        case .regularExpression: .regularExpression
        case .javaScript: .javaScript
        case .int32: .int32
        case .timestamp: .timestamp
        case .int64: .int64
        case .decimal128: .decimal128
        case .minKey: .minKey
        case .maxKey: .maxKey
        }
    }

    @usableFromInline
    package func write(to bytes: inout [UInt8]) {
        switch self {
        case .double(let value): value.write(to: &bytes)
        case .string(let value), .javaScript(let value): value.write(to: &bytes)
        case .document(let value): value.write(to: &bytes)
        case .array(let value): value.write(to: &bytes)
        case .binary(let value, let subtype):
            bytes.appendRaw(Int32(truncatingIfNeeded: value.count).littleEndian)
            bytes.append(subtype)
            bytes += value
        case .objectID(let value): value.write(to: &bytes)
        case .bool(let value): value.write(to: &bytes)
        case .date(let value), .int64(let value): value.write(to: &bytes)
        case .null, .minKey, .maxKey: break
        case .regularExpression(let pattern, let options):
            bytes.appendCString(pattern)
            bytes.appendCString(options)
        case .int32(let value): value.write(to: &bytes)
        case .timestamp(let value): bytes.appendRaw(value.littleEndian)
        case .decimal128(let high, let low):
            bytes.appendRaw(low.littleEndian)
            bytes.appendRaw(high.littleEndian)
        }
    }
}
