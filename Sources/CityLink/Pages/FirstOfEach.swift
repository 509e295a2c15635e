import Mongo

/// "The first N children of each of these parents", in one command however many parents there are.
///
/// The parents' own collection is joined with the children's: for each parent the server walks the index over
/// (parent, order) and stops after N, so the cost grows with what is returned, not with what there is.
struct FirstOfEach: Sendable {
    let parents: MongoCollection
    let children: MongoCollection
    /// The children's field that holds the parent's key.
    let field: String

    /// - Parameter limit: how many children of each parent.
    /// - Returns: by parent key.
    func find<Child: BSONDecodable & Sendable>(
        _ keys: [String], matching filter: BSONDocument = [:], sort: BSONDocument, limit: Int,
        projection: BSONDocument? = nil, deadline: ContinuousClock.Instant, as type: Child.Type = Child.self
    ) async throws -> [String: [Child]] {
        let unique = Set(keys).sorted()
        if unique.count == 1 {
            let found = try await children.find(
                .all([[field: .string(unique[0])], filter]), projection: projection, sort: sort, limit: limit,
                readPreference: .secondaryPreferred, deadline: deadline, as: type)
            return [unique[0]: found]
        }
        var stages: [BSONValue] = []
        if !filter.isEmpty { stages.append(["$match": .document(filter)]) }
        stages.append(["$sort": .document(sort)])
        stages.append(["$limit": .int(limit)])
        if let projection { stages.append(["$project": .document(projection)]) }
        let rows = try await parents.aggregate(
            [
                ["$match": ["_id": ["$in": .array(unique)]]],
                ["$project": ["_id": 1]],
                [
                    "$lookup": [
                        "from": .string(children.name), "localField": "_id", "foreignField": .string(field),
                        "pipeline": .array(stages), "as": "children",
                    ]
                ],
            ], readPreference: .secondaryPreferred, deadline: deadline, as: Row<Child>.self)
        return Dictionary(rows.map { ($0.key, $0.children) }, uniquingKeysWith: { first, _ in first })
    }

    private struct Row<Child: BSONDecodable & Sendable>: BSONDecodable, Sendable {
        let key: String
        let children: [Child]

        init(from reader: inout BSONReader) throws(BSONError) {
            var key: String?
            var children: [Child]?
            while let field = try reader.next() {
                switch field.key {
                case "_id": key = try field.string()
                case "children": children = try field.decode()
                default: continue
                }
            }
            self.key = try key.required("_id")
            self.children = try children.required("children")
        }
    }
}
