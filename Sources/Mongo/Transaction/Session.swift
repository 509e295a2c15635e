import CMongoC

/// A libmongoc session on one connection, driven through its transactions by hand.
struct Session {
    private let session: OpaquePointer

    /// The connection whose operations belong to this session.
    let connection: MongoConnection

    init(_ connection: MongoConnection) throws(MongoError) {
        var error = bson_error_t()
        guard let session = mongoc_client_start_session(connection.client, nil, &error) else { throw MongoError(error) }
        let options = LibBSON.newReply()
        defer { LibBSON.releaseReply(options) }
        guard mongoc_client_session_append(session, options, &error), let copy = try? LibBSON.copy(options) else {
            mongoc_client_session_destroy(session)
            throw MongoError(error)
        }
        self.session = session
        var connection = connection
        connection.sessionOptions = copy
        self.connection = connection
    }

    func end() { mongoc_client_session_destroy(session) }

    func start() throws(MongoError) {
        let remaining = try connection.call.remainingMilliseconds()
        let options = mongoc_transaction_opts_new()
        defer { mongoc_transaction_opts_destroy(options) }
        let concern = mongoc_read_concern_new()
        defer { mongoc_read_concern_destroy(concern) }
        mongoc_read_concern_set_level(concern, "snapshot")
        mongoc_transaction_opts_set_read_concern(options, concern)
        if let remaining { mongoc_transaction_opts_set_max_commit_time_ms(options, remaining) }
        var error = bson_error_t()
        guard mongoc_client_session_start_transaction(session, options, &error) else { throw MongoError(error) }
    }

    /// Tries again while it is unknown whether the commit took place and there is time.
    func commit() throws(MongoError) {
        _ = try connection.call.remainingMilliseconds()
        connection.call.collection = nil
        while true {
            do {
                _ = try connection.reply { reply, error in
                    mongoc_client_session_commit_transaction(session, reply, &error)
                }
                return
            } catch {
                guard error.isUnknownCommitResult else { throw error }
                guard (try? connection.call.remainingMilliseconds()) != nil else { throw error.asUnknownCommit }
            }
        }
    }

    /// Does nothing when there is nothing to abort. The server ends an abandoned transaction by itself after a minute, so an
    /// error here is no news.
    func abort() {
        guard mongoc_client_session_in_transaction(session),
            mongoc_client_session_get_transaction_state(session) != MONGOC_TRANSACTION_COMMITTED
        else { return }
        connection.call.collection = nil
        mongoc_client_session_abort_transaction(session, nil)
    }
}

extension MongoError {
    fileprivate var asUnknownCommit: MongoError {
        switch self {
        case .unavailable(let failure), .server(let failure), .writeConflict(let failure): .commitUnknown(failure)
        default: .commitUnknown(Failure(code: 0, codeName: "", message: description, labels: []))
        }
    }
}
