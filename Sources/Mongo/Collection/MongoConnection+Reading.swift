import CMongoC

/// What `find` asks for.
struct FindRequest: Sendable {
    var filter: BSONDocument
    var projection: BSONDocument?
    var sort: BSONDocument?
    var limit: Int?
    var skip: Int?
    var hint: BSONValue?
    var collation: BSONDocument?
    var readPreference = ReadPreference.primary
}

/// Enough for one reply, which MongoDB bounds to 16 MB anyway: most reads shall be one command. The default of the server
/// is 101 documents in the first reply.
private let largeBatch = 100_000

extension MongoConnection {
    func find<Value: BSONDecodable>(_ request: FindRequest, in collection: String) throws(MongoError) -> [Value] {
        // For MongoDB a limit of 0 means no limit.
        if let limit = request.limit, limit <= 0 { return [] }
        let filter = try LibBSON.view(request.filter)
        defer { LibBSON.release(filter) }
        let options = try LibBSON.view(
            options { options in
                options.append("projection", request.projection)
                options.append("sort", request.sort)
                options.append("limit", request.limit)
                options.append("skip", request.skip)
                options.append("hint", request.hint)
                options.append("collation", request.collation)
                // One more than the limit: filled exactly, the batch of a sorted find leaves a cursor open to be closed.
                options.append("batchSize", min(request.limit ?? largeBatch, largeBatch) + 1)
            })
        defer { LibBSON.release(options) }
        let preference = request.readPreference.make()
        defer { mongoc_read_prefs_destroy(preference) }
        return try withCollection(collection) { handle throws(MongoError) in
            guard let cursor = mongoc_collection_find_with_opts(handle, filter, options, preference) else {
                throw .invalidRequest("find made no cursor")
            }
            defer { mongoc_cursor_destroy(cursor) }
            return try decodeAll(cursor, from: collection, expecting: request.limit)
        }
    }

    func aggregate<Value: BSONDecodable>(
        _ pipeline: [BSONDocument], in collection: String, hint: BSONValue? = nil, collation: BSONDocument? = nil,
        readPreference: ReadPreference = .primary
    ) throws(MongoError) -> [Value] {
        let stages = try LibBSON.view(BSONDocument(array: pipeline))
        defer { LibBSON.release(stages) }
        let options = try LibBSON.view(
            options { options in
                options.append("hint", hint)
                options.append("collation", collation)
                options.append("batchSize", largeBatch)
            })
        defer { LibBSON.release(options) }
        let preference = readPreference.make()
        defer { mongoc_read_prefs_destroy(preference) }
        return try withCollection(collection) { handle throws(MongoError) in
            guard let cursor = mongoc_collection_aggregate(handle, MONGOC_QUERY_NONE, stages, options, preference)
            else { throw .invalidRequest("aggregate made no cursor") }
            defer { mongoc_cursor_destroy(cursor) }
            return try decodeAll(cursor, from: collection, expecting: nil)
        }
    }

    func count(
        _ filter: BSONDocument, in collection: String, readPreference: ReadPreference = .primary
    ) throws(MongoError) -> Int {
        let group: BSONDocument = ["$group": ["_id": nil, "count": ["$sum": 1]]]
        let counts: [Count] = try aggregate(
            [["$match": .document(filter)], group], in: collection, readPreference: readPreference)
        // No document to count, no group.
        return counts.first?.count ?? 0
    }
}

private struct Count: BSONDecodable {
    let count: Int

    init(from reader: inout BSONReader) throws(BSONError) {
        var count: Int?
        while let field = try reader.next() {
            if case "count" = field.key { count = try field.int() }
        }
        self.count = try count.required("count")
    }
}
