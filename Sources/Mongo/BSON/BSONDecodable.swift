/// What can be read from the value of one BSON element.
@usableFromInline
package protocol BSONFieldDecodable {
    init(bson field: borrowing BSONField) throws(BSONError)
}

/// What can be read from a BSON document.
///
/// Elements come in the order in which they were written; unknown ones should be left alone, so that an older server can
/// read what a newer one has written.
@usableFromInline
package protocol BSONDecodable: BSONFieldDecodable {
    init(from reader: inout BSONReader) throws(BSONError)
}

extension BSONDecodable {
    @inlinable
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = try field.read { reader throws(BSONError) in try Self(from: &reader) }
    }
}

extension Optional {
    /// The value of an element that must have been there.
    @inlinable
    package func required(_ key: StaticString) throws(BSONError) -> Wrapped {
        guard let self else { throw BSONError(missing: key) }
        return self
    }
}

extension BSONError {
    @usableFromInline
    init(missing key: StaticString) { self.init(.missing, path: [key.description]) }
}

extension BSONDocument: BSONDecodable {
    @usableFromInline
    package init(from reader: inout BSONReader) throws(BSONError) { self = try reader.document() }

    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.document() }
}

extension String: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.string() }
}

extension Int: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int() }
}

extension Int32: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int32() }
}

extension Int64: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.int64() }
}

extension Double: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.double() }
}

extension Bool: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.bool() }
}

extension ObjectID: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.objectID() }
}

extension BSONValue: BSONFieldDecodable {
    @usableFromInline
    package init(bson field: borrowing BSONField) throws(BSONError) { self = try field.value() }
}

extension Optional: BSONFieldDecodable where Wrapped: BSONFieldDecodable {
    @inlinable
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = field.isNull ? nil : try Wrapped(bson: field)
    }
}

extension Array: BSONFieldDecodable where Element: BSONFieldDecodable {
    @inlinable
    package init(bson field: borrowing BSONField) throws(BSONError) {
        self = try field.array { element throws(BSONError) in try Element(bson: element) }
    }
}
