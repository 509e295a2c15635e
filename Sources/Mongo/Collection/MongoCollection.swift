/// A collection by name. Costs nothing to make.
///
/// Every call takes an optional `deadline`. The server stops working at that time (except for updates of one document, which
/// it is not told), and the call throws ``MongoError/timeout(_:)`` a few milliseconds after it at the latest, wherever it
/// stands.
package struct MongoCollection: Sendable {
    package let database: MongoDatabase
    package let name: String

    func run<Value: Sendable>(
        _ deadline: ContinuousClock.Instant?,
        _ body: @escaping @Sendable (MongoConnection) throws(MongoError) -> Value
    ) async throws(MongoError) -> Value {
        try await database.client.run(on: database.name, deadline: deadline, body)
    }
}

// MARK: - Reading. Retried once when the connection breaks.

extension MongoCollection {
    /// All documents that match, decoded on the thread that received them.
    ///
    /// - Parameters:
    ///   - limit: at most so many; nil for all.
    ///   - hint: the name or the keys of the index to use.
    package func find<Value: BSONDecodable & Sendable>(
        _ filter: BSONDocument = [:], projection: BSONDocument? = nil, sort: BSONDocument? = nil, limit: Int? = nil,
        skip: Int? = nil, hint: BSONValue? = nil, collation: BSONDocument? = nil,
        readPreference: ReadPreference = .primary, deadline: ContinuousClock.Instant? = nil,
        as type: Value.Type = Value.self
    ) async throws(MongoError) -> [Value] {
        let request = FindRequest(
            filter: filter, projection: projection, sort: sort, limit: limit, skip: skip, hint: hint,
            collation: collation, readPreference: readPreference)
        return try await run(deadline) { [name] connection throws(MongoError) in
            try connection.find(request, in: name)
        }
    }

    /// The first document that matches.
    package func findOne<Value: BSONDecodable & Sendable>(
        _ filter: BSONDocument, projection: BSONDocument? = nil, sort: BSONDocument? = nil, skip: Int? = nil,
        hint: BSONValue? = nil, collation: BSONDocument? = nil, readPreference: ReadPreference = .primary,
        deadline: ContinuousClock.Instant? = nil, as type: Value.Type = Value.self
    ) async throws(MongoError) -> Value? {
        let found = try await find(
            filter, projection: projection, sort: sort, limit: 1, skip: skip, hint: hint, collation: collation,
            readPreference: readPreference, deadline: deadline, as: type)
        return found.first
    }

    package func aggregate<Value: BSONDecodable & Sendable>(
        _ pipeline: [BSONDocument], hint: BSONValue? = nil, collation: BSONDocument? = nil,
        readPreference: ReadPreference = .primary, deadline: ContinuousClock.Instant? = nil,
        as type: Value.Type = Value.self
    ) async throws(MongoError) -> [Value] {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.aggregate(
                pipeline, in: name, hint: hint, collation: collation, readPreference: readPreference)
        }
    }

    /// How many documents match, exactly: costs as much as finding them by their index.
    package func count(
        _ filter: BSONDocument = [:], readPreference: ReadPreference = .primary,
        deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> Int {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.count(filter, in: name, readPreference: readPreference)
        }
    }
}

// MARK: - Writing. What concerns one document is retried once when the connection breaks, and takes place once only.

extension MongoCollection {
    /// - Throws: ``MongoError/duplicateKey(_:)`` among others.
    package func insertOne(
        _ document: BSONDocument, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) {
        try await insertMany([document], deadline: deadline)
    }

    /// Inserts documents in as few commands as the protocol allows.
    ///
    /// - Parameter ordered: whether the first error stops the rest. Otherwise everything is tried, and the first error is
    ///   thrown at the end.
    /// - Returns: how many were inserted.
    @discardableResult
    package func insertMany(
        _ documents: [BSONDocument], ordered: Bool = true, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> Int {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.insert(documents, into: name, ordered: ordered)
        }
    }

    @discardableResult
    package func updateOne(
        _ filter: BSONDocument, _ update: MongoUpdate, upsert: Bool = false, hint: BSONValue? = nil,
        arrayFilters: [BSONDocument]? = nil, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> UpdateResult {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.updateOne(
                filter, .update(update), in: name, upsert: upsert, hint: hint, arrayFilters: arrayFilters)
        }
    }

    /// Not retried: may have reached some of the documents when it fails.
    @discardableResult
    package func updateMany(
        _ filter: BSONDocument, _ update: MongoUpdate, upsert: Bool = false, hint: BSONValue? = nil,
        arrayFilters: [BSONDocument]? = nil, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> UpdateResult {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.updateMany(
                filter, update, in: name, upsert: upsert, hint: hint, arrayFilters: arrayFilters)
        }
    }

    @discardableResult
    package func replaceOne(
        _ filter: BSONDocument, with document: BSONDocument, upsert: Bool = false, hint: BSONValue? = nil,
        deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> UpdateResult {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.updateOne(filter, .replacement(document), in: name, upsert: upsert, hint: hint)
        }
    }

    /// - Returns: the document as it was or is; nil when nothing matched (or, with `upsert`, nothing was there before).
    package func findOneAndUpdate<Value: BSONDecodable & Sendable>(
        _ filter: BSONDocument, _ update: MongoUpdate, sort: BSONDocument? = nil, projection: BSONDocument? = nil,
        upsert: Bool = false, returning: ReturnedDocument = .after, deadline: ContinuousClock.Instant? = nil,
        as type: Value.Type = Value.self
    ) async throws(MongoError) -> Value? {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.findAndModify(
                filter, update, in: name, sort: sort, projection: projection, upsert: upsert, returning: returning)
        }
    }

    /// - Returns: the document that was deleted; nil when nothing matched.
    package func findOneAndDelete<Value: BSONDecodable & Sendable>(
        _ filter: BSONDocument, sort: BSONDocument? = nil, projection: BSONDocument? = nil,
        deadline: ContinuousClock.Instant? = nil, as type: Value.Type = Value.self
    ) async throws(MongoError) -> Value? {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.findAndModify(
                filter, nil, in: name, sort: sort, projection: projection, upsert: false, returning: .before)
        }
    }

    /// - Returns: how many were deleted: 0 or 1.
    @discardableResult
    package func deleteOne(
        _ filter: BSONDocument, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> Int {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.delete(filter, onlyOne: true, from: name)
        }
    }

    /// Not retried: may have reached some of the documents when it fails.
    ///
    /// - Returns: how many were deleted.
    @discardableResult
    package func deleteMany(
        _ filter: BSONDocument, deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) -> Int {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.delete(filter, onlyOne: false, from: name)
        }
    }
}

// MARK: - Structure

extension MongoCollection {
    /// Creates the indexes that are not there yet, and the collection.
    package func createIndexes(
        _ indexes: [MongoIndex], deadline: ContinuousClock.Instant? = nil
    ) async throws(MongoError) {
        try await run(deadline) { [name] connection throws(MongoError) in
            try connection.createIndexes(indexes, on: name)
        }
    }

    /// Deletes the collection with its documents and indexes. Does nothing when it is not there.
    package func drop(deadline: ContinuousClock.Instant? = nil) async throws(MongoError) {
        try await run(deadline) { [name] connection throws(MongoError) in try connection.drop(name) }
    }
}
