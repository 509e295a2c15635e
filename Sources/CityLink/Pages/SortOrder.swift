import GraphQL
import Mongo

/// The order of a list: fields, each up or down, the unique `_id` last.
struct SortOrder: Sendable {
    enum Direction: Sendable {
        case ascending, descending
    }

    /// What a field holds, and so what its cursors must hold.
    enum Kind: Sendable {
        case date, integer, number, text

        func holds(_ value: BSONValue) -> Bool {
            switch (self, value) {
            case (.date, .date), (.integer, .int64), (.text, .string): true
            case (.number, .double(let number)): number.isFinite
            default: false
            }
        }
    }

    private let fields: [(path: String, kind: Kind, direction: Direction)]

    /// - Parameter fields: without `_id`, which is added in the direction of the last one.
    init(_ fields: (path: String, kind: Kind, direction: Direction)...) {
        self.fields = fields + [("_id", .text, fields.last?.direction ?? .ascending)]
    }

    var bson: BSONDocument {
        var document = BSONDocument()
        for field in fields { document.append(field.path, Int32(field.direction == .ascending ? 1 : -1)) }
        return document
    }

    /// Matches what comes behind the cursor: greater in the first field, or equal there and greater in the next, …
    ///
    /// - Throws: `BAD_CURSOR` when the cursor's values are not of the fields' kinds.
    func condition(after cursor: Cursor?) throws(GraphQLError) -> BSONDocument? {
        guard let cursor else { return nil }
        guard cursor.values.count == fields.count, zip(fields, cursor.values).allSatisfy({ $0.kind.holds($1) }) else {
            throw Cursor.foreign
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
