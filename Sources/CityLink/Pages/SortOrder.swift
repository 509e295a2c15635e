import GraphQL
import Mongo

/// The order of a list: fields, each up or down, the unique `_id` last.
struct SortOrder: Sendable {
    enum Direction: Sendable {
        case ascending, descending
    }

    private let fields: [(path: String, direction: Direction)]

    /// - Parameter fields: without `_id`, which is added in the direction of the last one.
    init(_ fields: (String, Direction)...) {
        self.fields = fields.map { (path: $0.0, direction: $0.1) } + [("_id", fields.last?.1 ?? .ascending)]
    }

    var bson: BSONDocument {
        var document = BSONDocument()
        for field in fields { document.append(field.path, Int32(field.direction == .ascending ? 1 : -1)) }
        return document
    }

    /// Matches what comes behind the cursor: greater in the first field, or equal there and greater in the next, …
    ///
    /// - Throws: `BAD_CURSOR` when the cursor was made for another number of fields.
    func condition(after cursor: Cursor?) throws(GraphQLError) -> BSONDocument? {
        guard let cursor else { return nil }
        guard cursor.values.count == fields.count else {
            throw GraphQLError("\"after\" is not a cursor of this list.", code: .badCursor)
        }
        var alternatives: [BSONValue] = []
        for last in fields.indices {
            var alternative = BSONDocument()
            for index in 0..<last {
                alternative.append(fields[index].path, ["$eq": cursor.values[index]] as BSONDocument)
            }
            let comparison = fields[last].direction == .ascending ? "$gt" : "$lt"
            var condition = BSONDocument()
            condition.append(comparison, cursor.values[last])
            alternative.append(fields[last].path, condition)
            alternatives.append(.document(alternative))
        }
        return ["$or": .array(alternatives)]
    }
}

extension BSONDocument {
    /// All conditions at once.
    static func all(_ conditions: [BSONDocument?]) -> BSONDocument {
        let given = conditions.compactMap(\.self).filter { !$0.isEmpty }
        return given.count == 1 ? given[0] : given.isEmpty ? [:] : ["$and": .array(given.map(BSONValue.document))]
    }
}
