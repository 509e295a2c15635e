import GraphQL
import Mongo

/// Where a page begins: behind the item with these sort values.
///
/// A cursor belongs to one filter and order, which it carries a hash of: used with another, it is refused instead of
/// silently meaning something else. It grants nothing: whoever forges one sees a page he could have asked for anyway.
struct Cursor: Sendable, Hashable {
    /// The item's values in the order's fields, the unique key last.
    let values: [BSONValue]
    private let filter: Int64

    /// - Parameter filter: everything that the list depends on.
    init(_ values: [BSONValue], filter: String) {
        self.values = values
        self.filter = Cursor.hash(filter)
    }

    var text: String {
        let document: BSONDocument = ["f": .int64(filter), "v": .array(values)]
        return Base64URL.encode(document.bytes)
    }

    /// - Throws: `BAD_CURSOR` for a text that this list did not give out.
    init(_ text: String, filter: String) throws(GraphQLError) {
        guard let cursor = try? Cursor(unchecked: text) else {
            throw GraphQLError("\"after\" is not a cursor of this server.", code: .badCursor)
        }
        guard cursor.filter == Cursor.hash(filter) else {
            throw GraphQLError(
                "\"after\" belongs to a list with another filter or order; start again without it.", code: .badCursor)
        }
        self = cursor
    }

    private init(unchecked text: String) throws {
        guard text.utf8.count <= 20_000, let bytes = Base64URL.decode(text) else { throw BSONError(.missing) }
        var values: [BSONValue]?
        var filter: Int64?
        try BSONDocument(bytes: bytes).read { reader throws(BSONError) in
            while let field = try reader.next() {
                switch field.key {
                case "f": filter = try field.int64()
                case "v": values = try field.decode()
                default: continue
                }
            }
        }
        self.values = try values.required("v")
        // What is read here becomes part of a query: plain values only.
        guard self.values.allSatisfy(Cursor.isPlain) else { throw BSONError(.invalidValue("not a plain value")) }
        self.filter = try filter.required("f")
    }

    /// For a text that looks like a cursor and is none of the list's.
    static var foreign: GraphQLError { GraphQLError("\"after\" is not a cursor of this list.", code: .badCursor) }

    private static func isPlain(_ value: BSONValue) -> Bool {
        switch value {
        case .string, .int32, .int64, .double, .date: true
        case .array(let items): items.allSatisfy { if case .string = $0 { true } else { false } }
        default: false
        }
    }

    /// FNV-1a: the same in every process.
    private static func hash(_ text: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
