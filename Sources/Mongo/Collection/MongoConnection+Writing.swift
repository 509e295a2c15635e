import CMongoC

extension MongoConnection {
    /// - Returns: how many were inserted.
    func insert(_ documents: [BSONDocument], into collection: String, ordered: Bool) throws(MongoError) -> Int {
        if documents.isEmpty { return 0 }
        let batch = try DocumentBatch(documents)
        defer { batch.release() }
        let options = try LibBSON.view(
            options { options in
                options.append("ordered", ordered)
                // Our writer makes valid BSON, and the server looks for itself.
                options.append("validate", false)
            })
        defer { LibBSON.release(options) }
        let summary = try withCollection(collection) { handle throws(MongoError) in
            try reply { reply, error in
                mongoc_collection_insert_many(handle, batch.pointers, documents.count, options, reply, &error)
            }
        }
        return try WriteSummary(summary, collection).inserted
    }

    /// Changes at most one document.
    ///
    /// Retried by libmongoc when the connection breaks. libmongoc offers no place for `maxTimeMS` here: when the deadline
    /// passes, the server is not told.
    func updateOne(
        _ filter: BSONDocument, _ change: SingleChange, in collection: String, upsert: Bool, hint: BSONValue? = nil,
        arrayFilters: [BSONDocument]? = nil
    ) throws(MongoError) -> UpdateResult {
        _ = try call.remainingMilliseconds()
        let filter = try LibBSON.view(filter)
        defer { LibBSON.release(filter) }
        let document = try LibBSON.view(change.document)
        defer { LibBSON.release(document) }
        var options = sessionOptions ?? [:]
        if upsert { options.append("upsert", true) }
        options.append("hint", hint)
        options.append("arrayFilters", arrayFilters)
        let view = try LibBSON.view(options)
        defer { LibBSON.release(view) }
        let summary = try withCollection(collection) { handle throws(MongoError) in
            try reply { reply, error in
                switch change {
                case .update: mongoc_collection_update_one(handle, filter, document, view, reply, &error)
                case .replacement: mongoc_collection_replace_one(handle, filter, document, view, reply, &error)
                }
            }
        }
        return try WriteSummary(summary, collection).update
    }

    enum SingleChange {
        case update(MongoUpdate)
        case replacement(BSONDocument)

        var document: BSONDocument {
            switch self {
            case .update(let update): update.document
            case .replacement(let document): document
            }
        }
    }

    /// Changes all documents that match. Never retried, so sent as a command of our own, which can carry the deadline.
    func updateMany(
        _ filter: BSONDocument, _ update: MongoUpdate, in collection: String, upsert: Bool, hint: BSONValue? = nil,
        arrayFilters: [BSONDocument]? = nil
    ) throws(MongoError) -> UpdateResult {
        var statement = BSONDocument()
        statement.append("q", filter)
        statement.append("u", update.value)
        statement.append("multi", true)
        if upsert { statement.append("upsert", true) }
        statement.append("hint", hint)
        statement.append("arrayFilters", arrayFilters)
        var command = BSONDocument()
        command.append("update", collection)
        command.append("updates", [statement])
        call.collection = collection
        let reply = try run(command, .write)
        if let error = MongoError(firstWriteErrorIn: reply) { throw error }
        return try WriteSummary(reply, collection).update
    }

    /// - Returns: how many were deleted.
    func delete(_ filter: BSONDocument, onlyOne: Bool, from collection: String) throws(MongoError) -> Int {
        let filter = try LibBSON.view(filter)
        defer { LibBSON.release(filter) }
        let options = try LibBSON.view(options())
        defer { LibBSON.release(options) }
        let summary = try withCollection(collection) { handle throws(MongoError) in
            try reply { reply, error in
                onlyOne
                    ? mongoc_collection_delete_one(handle, filter, options, reply, &error)
                    : mongoc_collection_delete_many(handle, filter, options, reply, &error)
            }
        }
        return try WriteSummary(summary, collection).deleted
    }

    /// - Parameter update: nil to delete the document.
    func findAndModify<Value: BSONDecodable>(
        _ filter: BSONDocument, _ update: MongoUpdate?, in collection: String, sort: BSONDocument?,
        projection: BSONDocument?, upsert: Bool, returning: ReturnedDocument
    ) throws(MongoError) -> Value? {
        var command = BSONDocument()
        command.append("findAndModify", collection)
        command.append("query", filter)
        command.append("sort", sort)
        command.append("fields", projection)
        if let update {
            command.append("update", update.value)
            command.append("upsert", upsert)
            command.append("new", returning == .after)
        } else {
            command.append("remove", true)
        }
        call.collection = collection
        let reply = try run(command, .write)
        do throws(BSONError) {
            return try reply.read { reader throws(BSONError) in
                while let field = try reader.next() {
                    if case "value" = field.key, !field.isNull { return try Value(bson: field) }
                }
                return nil
            }
        } catch {
            throw .decoding(error, collection: collection)
        }
    }

    func createIndexes(_ indexes: [MongoIndex], on collection: String) throws(MongoError) {
        if indexes.isEmpty { return }
        var command = BSONDocument()
        command.append("createIndexes", collection)
        command.append("indexes", indexes.map(\.document))
        call.collection = collection
        _ = try run(command, .write)
    }

    func drop(_ collection: String) throws(MongoError) {
        call.collection = collection
        do {
            _ = try run(["drop": .string(collection)], .write)
        } catch .server(let failure) where failure.codeName == "NamespaceNotFound" {
            // Gone already is as good.
        }
    }
}

/// Many documents as libmongoc wants them: an array of pointers to `bson_t`, all in one piece of memory.
private struct DocumentBatch {
    let pointers: UnsafeMutablePointer<OpaquePointer?>
    private let memory: UnsafeMutableRawPointer

    init(_ documents: [BSONDocument]) throws(MongoError) {
        let headers = documents.count * LibBSON.size
        let total = documents.reduce(headers) { $0 + $1.bytes.count }
        memory = .allocate(byteCount: total, alignment: LibBSON.size)
        pointers = .allocate(capacity: documents.count)
        var bytes = memory + headers
        for (index, document) in documents.enumerated() {
            let count = document.bytes.count
            UnsafeMutableRawBufferPointer(start: bytes, count: count).copyBytes(from: document.bytes)
            pointers[index] = OpaquePointer(memory + index * LibBSON.size)
            guard bson_init_static(pointers[index], bytes.assumingMemoryBound(to: UInt8.self), count) else {
                release()
                throw .invalidRequest("document \(index) cannot be sent: its frame is broken")
            }
            bytes += count
        }
    }

    func release() {
        memory.deallocate()
        pointers.deallocate()
    }
}

/// What a write has done: libmongoc's summary of the replies, or the reply to an `update` command itself.
private struct WriteSummary {
    var inserted = 0
    var deleted = 0
    private var matched = 0
    private var modified = 0
    private var upsertedID: BSONValue?

    /// MongoDB counts an inserted document as found; libmongoc does not, and neither do we.
    var update: UpdateResult { UpdateResult(matched: matched, modified: modified, upsertedID: upsertedID) }

    init(_ summary: BSONDocument, _ collection: String) throws(MongoError) {
        do throws(BSONError) {
            try summary.read { reader throws(BSONError) in
                while let field = try reader.next() {
                    switch field.key {
                    case "insertedCount": inserted = try field.int()
                    case "deletedCount": deleted = try field.int()
                    case "matchedCount", "n": matched += try field.int()
                    case "modifiedCount", "nModified": modified = try field.int()
                    case "upsertedId": upsertedID = try field.value()
                    case "upserted":
                        upsertedID = try field.decode(as: [BSONDocument].self).first?["_id"]
                        matched -= 1
                    default: break
                    }
                }
            }
        } catch {
            throw .decoding(error, collection: collection)
        }
    }
}
