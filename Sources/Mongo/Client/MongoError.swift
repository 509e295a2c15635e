/// What a call to MongoDB can end with instead of its result.
package enum MongoError: Error, Sendable {
    /// No suitable server, or the connection broke. Whether a write took place is unknown; reads and single writes have
    /// been retried once already.
    case unavailable(Failure)
    /// The deadline passed, while waiting for a thread or in the server. A write may still take place.
    case timeout(String)
    /// The calling task was cancelled. A write that had begun may still take place.
    case cancelled
    /// More calls are waiting for a thread than the configuration allows, or no connection became free in time.
    case poolExhausted(waiting: Int)
    /// A unique index has refused a write.
    case duplicateKey(DuplicateKey)
    /// The server gave up because of a concurrent change; the whole transaction can be tried again.
    case writeConflict(Failure)
    /// A commit may or may not have taken place.
    case commitUnknown(Failure)
    /// Any other error that the server has reported.
    case server(Failure)
    /// A document was not what the type expects.
    case decoding(BSONError, collection: String)
    /// The request never left: invalid URL, oversized document, broken arguments …
    case invalidRequest(String)
    /// The client has been shut down.
    case closed

    package struct Failure: Sendable {
        /// MongoDB's error code, or 0 when the error did not come from a server.
        package let code: Int32
        /// MongoDB's name for the code, such as `WriteConflict`; empty when unknown.
        package let codeName: String
        package let message: String
        /// MongoDB's advice on trying again.
        package let labels: [String]
    }

    package struct DuplicateKey: Sendable {
        /// The name of the unique index.
        package let index: String
        /// The keys of the index, such as `{shopId: 1, authorId: 1}`; empty when the server did not tell.
        package let keyPattern: BSONDocument
        /// The values that were there already. May be personal data: not part of the description.
        package let keyValue: BSONDocument
        let labels: [String]
    }

    /// The advice that makes a transaction worth repeating as a whole.
    var isTransient: Bool { labels.contains("TransientTransactionError") }

    var isUnknownCommitResult: Bool { labels.contains("UnknownTransactionCommitResult") }

    private var labels: [String] {
        switch self {
        case .unavailable(let failure), .writeConflict(let failure), .commitUnknown(let failure), .server(let failure):
            failure.labels
        case .duplicateKey(let duplicate): duplicate.labels
        case .timeout, .cancelled, .poolExhausted, .decoding, .invalidRequest, .closed: []
        }
    }
}

extension MongoError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let failure): "MongoDB is not available: \(failure)"
        case .timeout(let place): "MongoDB did not answer in time (\(place))"
        case .cancelled: "the call to MongoDB was cancelled"
        case .poolExhausted(let waiting): "too many calls are waiting for MongoDB (\(waiting))"
        case .duplicateKey(let duplicate): "the unique index \(duplicate.index) has this key already"
        case .writeConflict(let failure): "MongoDB gave up because of a concurrent change: \(failure)"
        case .commitUnknown(let failure): "it is unknown whether the transaction was committed: \(failure)"
        case .server(let failure): "MongoDB refused: \(failure)"
        case .decoding(let error, let collection): "a document of \(collection) could not be read: \(error)"
        case .invalidRequest(let reason): "invalid request to MongoDB: \(reason)"
        case .closed: "the MongoDB client has been shut down"
        }
    }
}

extension MongoError.Failure: CustomStringConvertible {
    package var description: String {
        code == 0 ? message : "\(message) (\(codeName.isEmpty ? "" : codeName + ", ")code \(code))"
    }
}
