import Mongo

/// Counts documents for whole levels of connections.
struct CountRepository: Sendable {
    let database: MongoDatabase

    /// One command for all requests that differ in one field's value only.
    func counts(_ totals: [TotalCount], deadline: ContinuousClock.Instant) async throws -> [Int] {
        var groups: [Group: Set<String>] = [:]
        for case .count(let request) in totals { groups[Group(request), default: []].insert(request.value) }
        var found: [Group: [String: Int]] = [:]
        for (group, values) in groups { found[group] = try await count(group, values, deadline) }
        return totals.map { total in
            switch total {
            case .known(let count): count
            case .count(let request): found[Group(request)]?[request.value] ?? 0
            }
        }
    }

    private struct Group: Hashable {
        let collection: String
        let field: String
        let filter: BSONDocument

        init(_ request: CountRequest) {
            collection = request.collection
            field = request.field
            filter = request.filter
        }
    }

    private func count(
        _ group: Group, _ values: Set<String>, _ deadline: ContinuousClock.Instant
    ) async throws -> [String: Int] {
        let collection = database.collection(group.collection)
        if group.field.isEmpty {
            let count = try await collection.count(
                group.filter, readPreference: .secondaryPreferred, deadline: deadline)
            return ["": count]
        }
        let match: BSONDocument = [
            "$and": [.document([group.field: ["$in": .array(values.sorted())]]), .document(group.filter)]
        ]
        let rows = try await collection.aggregate(
            [["$match": .document(match)], ["$group": ["_id": .string("$" + group.field), "count": ["$sum": 1]]]],
            readPreference: .secondaryPreferred, deadline: deadline, as: CountRow.self)
        return Dictionary(rows.map { ($0.value, $0.count) }, uniquingKeysWith: +)
    }
}

private struct CountRow: BSONDecodable, Sendable {
    let value: String
    let count: Int

    init(from reader: inout BSONReader) throws(BSONError) {
        var value: String?
        var count: Int?
        while let field = try reader.next() {
            switch field.key {
            case "_id": value = try field.string()
            case "count": count = try field.int()
            default: continue
            }
        }
        self.value = try value.required("_id")
        self.count = try count.required("count")
    }
}
