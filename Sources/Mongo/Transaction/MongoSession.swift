/// A running transaction, in the hands of the closure that it is given to.
///
/// ```swift
/// try await client.transaction(deadline: deadline) { session in
///     try session.on(claims).insertOne(claim)
///     try session.on(slots).updateOne(["_id": .objectID(slot)], ["$inc": ["remaining": -1]])
/// }
/// ```
package struct MongoSession: ~Copyable {
    private let connection: MongoConnection

    init(_ connection: MongoConnection) { self.connection = connection }

    /// The collection as this transaction sees it.
    package func on(_ collection: MongoCollection) -> SessionCollection {
        var connection = connection
        connection.database = collection.database.name
        return SessionCollection(connection: connection, name: collection.name)
    }
}

/// A collection inside a transaction. The same operations as ``MongoCollection``, but they block, and their deadline is the
/// transaction's.
package struct SessionCollection: ~Copyable {
    private let connection: MongoConnection
    private let name: String

    init(connection: MongoConnection, name: String) {
        self.connection = connection
        self.name = name
    }
}

extension SessionCollection {
    package func find<Value: BSONDecodable>(
        _ filter: BSONDocument = [:], projection: BSONDocument? = nil, sort: BSONDocument? = nil, limit: Int? = nil,
        skip: Int? = nil, hint: BSONValue? = nil, as type: Value.Type = Value.self
    ) throws(MongoError) -> [Value] {
        let request = FindRequest(
            filter: filter, projection: projection, sort: sort, limit: limit, skip: skip, hint: hint)
        return try connection.find(request, in: name)
    }

    package func findOne<Value: BSONDecodable>(
        _ filter: BSONDocument, projection: BSONDocument? = nil, sort: BSONDocument? = nil, hint: BSONValue? = nil,
        as type: Value.Type = Value.self
    ) throws(MongoError) -> Value? {
        let found = try find(filter, projection: projection, sort: sort, limit: 1, hint: hint, as: type)
        return found.first
    }

    package func aggregate<Value: BSONDecodable>(
        _ pipeline: [BSONDocument], hint: BSONValue? = nil, as type: Value.Type = Value.self
    ) throws(MongoError) -> [Value] {
        try connection.aggregate(pipeline, in: name, hint: hint)
    }

    package func count(_ filter: BSONDocument = [:]) throws(MongoError) -> Int {
        try connection.count(filter, in: name)
    }

    package func insertOne(_ document: BSONDocument) throws(MongoError) { try insertMany([document]) }

    @discardableResult
    package func insertMany(_ documents: [BSONDocument]) throws(MongoError) -> Int {
        try connection.insert(documents, into: name, ordered: true)
    }

    @discardableResult
    package func updateOne(
        _ filter: BSONDocument, _ update: MongoUpdate, upsert: Bool = false, arrayFilters: [BSONDocument]? = nil
    ) throws(MongoError) -> UpdateResult {
        try connection.updateOne(filter, .update(update), in: name, upsert: upsert, arrayFilters: arrayFilters)
    }

    @discardableResult
    package func updateMany(
        _ filter: BSONDocument, _ update: MongoUpdate, upsert: Bool = false, arrayFilters: [BSONDocument]? = nil
    ) throws(MongoError) -> UpdateResult {
        try connection.updateMany(filter, update, in: name, upsert: upsert, arrayFilters: arrayFilters)
    }

    @discardableResult
    package func replaceOne(
        _ filter: BSONDocument, with document: BSONDocument, upsert: Bool = false
    ) throws(MongoError) -> UpdateResult {
        try connection.updateOne(filter, .replacement(document), in: name, upsert: upsert)
    }

    package func findOneAndUpdate<Value: BSONDecodable>(
        _ filter: BSONDocument, _ update: MongoUpdate, sort: BSONDocument? = nil, projection: BSONDocument? = nil,
        upsert: Bool = false, returning: ReturnedDocument = .after, as type: Value.Type = Value.self
    ) throws(MongoError) -> Value? {
        try connection.findAndModify(
            filter, update, in: name, sort: sort, projection: projection, upsert: upsert, returning: returning)
    }

    package func findOneAndDelete<Value: BSONDecodable>(
        _ filter: BSONDocument, sort: BSONDocument? = nil, projection: BSONDocument? = nil,
        as type: Value.Type = Value.self
    ) throws(MongoError) -> Value? {
        try connection.findAndModify(
            filter, nil, in: name, sort: sort, projection: projection, upsert: false, returning: .before)
    }

    @discardableResult
    package func deleteOne(_ filter: BSONDocument) throws(MongoError) -> Int {
        try connection.delete(filter, onlyOne: true, from: name)
    }

    @discardableResult
    package func deleteMany(_ filter: BSONDocument) throws(MongoError) -> Int {
        try connection.delete(filter, onlyOne: false, from: name)
    }
}
