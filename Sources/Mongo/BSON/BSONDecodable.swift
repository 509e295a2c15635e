/// What can be read from the value of one BSON element.
package protocol BSONFieldDecodable {
    init(bson field: borrowing BSONField) throws(BSONError)
}

/// What can be read from a BSON document.
///
/// Elements come in the order in which they were written; unknown ones should be left alone, so that an older server can
/// read what a newer one has written.
package protocol BSONDecodable: BSONFieldDecodable {
    init(from reader: inout BSONReader) throws(BSONError)
}

extension BSONDecodable {
    @inline(__always)
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = try field.read { reader throws(BSONError) in try Self(from: &reader) }
    }
}

extension Optional {
    /// The value of an element that must have been there.
    @inline(__always)
    package func required(_ key: StaticString) throws(BSONError) -> Wrapped {
        guard let self else { throw BSONError(.missing, path: [key.description]) }
        return self
    }
}

extension BSONDocument: BSONDecodable {
    package init(from reader: inout BSONReader) throws(BSONError) { self = try reader.document() }

    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.document() }
}

extension String: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.string() }
}

extension Int: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int() }
}

extension Int32: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int32() }
}

extension Int64: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int64() }
}

extension Double: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.double() }
}

extension Bool: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.bool() }
}

extension ObjectID: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.objectID() }
}

extension BSONValue: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.value() }
}

extension Optional: BSONFieldDecodable where Wrapped: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = field.isNull ? nil : try Wrapped(bson: field)
    }
}

extension Array: BSONFieldDecodable where Element: BSONFieldDecodable {
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = try field.array { element throws(BSONError) in try Element(bson: element) }
    }
}
