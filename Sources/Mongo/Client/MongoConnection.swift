import CMongoC

/// A libmongoc client in the hands of the one thread that may use it now. Every function blocks.
///
/// Lives no longer than the closure that receives it.
struct MongoConnection {
    let client: OpaquePointer
    var database: String
    let call: RunningCall

    /// The options that name the session, inside a transaction only.
    var sessionOptions: BSONDocument?

    /// Runs `body` with libmongoc's view of a collection.
    func withCollection<Value>(
        _ name: String, _ body: (OpaquePointer) throws(MongoError) -> Value
    ) throws(MongoError) -> Value {
        call.collection = name
        guard let collection = mongoc_client_get_collection(client, database, name) else {
            throw .invalidRequest("no such collection can be: \(name)")
        }
        defer { mongoc_collection_destroy(collection) }
        return try body(collection)
    }

    /// Options of a command, with the session and the time that is left.
    func options(
        _ build: (inout BSONDocument) -> Void = { _ in }
    ) throws(MongoError) -> BSONDocument {
        var options = sessionOptions ?? [:]
        options.append("maxTimeMS", try call.remainingMilliseconds())
        build(&options)
        return options
    }

    /// Reads a cursor to its end, decoding each document where it lies in the reply.
    func decodeAll<Value: BSONDecodable>(
        _ cursor: OpaquePointer, from collection: String, expecting count: Int?
    ) throws(MongoError) -> [Value] {
        var values: [Value] = []
        if let count { values.reserveCapacity(min(count, 1024)) }
        var document: OpaquePointer?
        while mongoc_cursor_next(cursor, &document) {
            guard let document else { break }
            // A long read shall stop when nobody waits for it any more.
            if values.count % 1024 == 1023 { _ = try call.remainingMilliseconds() }
            do throws(BSONError) {
                var reader = try BSONReader(LibBSON.bytes(of: document))
                values.append(try Value(from: &reader))
            } catch {
                throw .decoding(error, collection: collection)
            }
        }
        var error = bson_error_t()
        var reply: OpaquePointer?
        if mongoc_cursor_error_document(cursor, &error, &reply) {
            throw MongoError(error, reply: reply.flatMap { try? LibBSON.copy($0) } ?? [:])
        }
        return values
    }

    /// Calls a function of libmongoc that fills a reply and an error and returns whether it went well.
    func reply(
        _ function: (_ reply: OpaquePointer, _ error: inout bson_error_t) -> Bool
    ) throws(MongoError) -> BSONDocument {
        let reply = LibBSON.newReply()
        defer { LibBSON.releaseReply(reply) }
        var error = bson_error_t()
        let wentWell = function(reply, &error)
        let document: BSONDocument
        do throws(BSONError) {
            document = try LibBSON.copy(reply)
        } catch {
            throw .decoding(error, collection: call.collection ?? "a reply")
        }
        guard wentWell else { throw MongoError(error, reply: document) }
        return document
    }
}

// MARK: - Commands

extension MongoConnection {
    enum CommandKind {
        /// Gets the client's write concern and one retry where MongoDB allows it; neither inside a transaction.
        case write
        /// Sent as it is.
        case raw(ReadPreference)
    }

    func run(_ command: BSONDocument, _ kind: CommandKind) throws(MongoError) -> BSONDocument {
        let view = try LibBSON.view(command)
        defer { LibBSON.release(view) }
        let options = try LibBSON.view(options())
        defer { LibBSON.release(options) }
        switch kind {
        case .write where sessionOptions == nil:
            return try reply { reply, error in
                mongoc_client_write_command_with_opts(client, database, view, options, reply, &error)
            }
        case .write:
            return try reply { reply, error in
                mongoc_client_command_with_opts(client, database, view, nil, options, reply, &error)
            }
        case .raw(let preference):
            let preference = preference.make()
            defer { mongoc_read_prefs_destroy(preference) }
            return try reply { reply, error in
                mongoc_client_command_with_opts(client, database, view, preference, options, reply, &error)
            }
        }
    }
}
