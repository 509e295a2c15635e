import CMongoC

extension MongoError {
    /// - Parameters:
    ///   - error: filled by libmongoc.
    ///   - reply: the server's reply or libmongoc's summary of several; empty when there is none.
    init(_ error: bson_error_t, reply: BSONDocument = [:]) {
        let report = ServerReport(reply)
        let failure = Failure(
            code: error.isFromServer ? Int32(truncatingIfNeeded: error.code) : 0,
            codeName: report.codeName, message: error.text, labels: report.labels)
        switch mongoc_error_domain_t(error.domain) {
        case MONGOC_ERROR_STREAM, MONGOC_ERROR_SERVER_SELECTION: self = .unavailable(failure)
        case MONGOC_ERROR_POOL: self = .poolExhausted(waiting: 0)
        case _ where error.isFromServer: self.init(server: failure, report)
        default: self = .invalidRequest(failure.message)
        }
    }

    /// The first error of a write command that the server has otherwise accepted.
    init?(firstWriteErrorIn reply: BSONDocument) {
        let report = ServerReport(reply)
        guard report.writeErrorCode != 0 else { return nil }
        let failure = Failure(
            code: report.writeErrorCode, codeName: report.codeName, message: report.message, labels: report.labels)
        self.init(server: failure, report)
    }

    private init(server failure: Failure, _ report: ServerReport) {
        switch failure.code {
        case 11000, 11001, 12582:
            self = .duplicateKey(
                DuplicateKey(
                    index: Self.indexName(in: failure.message), keyPattern: report.keyPattern,
                    keyValue: report.keyValue, labels: failure.labels))
        case 112: self = .writeConflict(failure)
        case 251 where failure.labels.contains("TransientTransactionError"): self = .writeConflict(failure)
        case 50, 262: self = .timeout("in the server")
        // Not primary any more, not primary yet, or shutting down.
        case 91, 189, 10058, 10107, 11600, 11602, 13435, 13436: self = .unavailable(failure)
        default: self = .server(failure)
        }
    }

    /// From "E11000 duplicate key error collection: city.reviews index: shopId_1_authorId_1 dup key: { … }".
    private static func indexName(in message: String) -> String {
        let words = message.split(separator: " ")
        guard let label = words.firstIndex(of: "index:"), words.indices.contains(label + 1) else { return "" }
        return String(words[label + 1])
    }
}

/// What else a failed reply says. Unreadable parts are left empty: the error is there either way.
private struct ServerReport {
    var codeName = ""
    var labels: [String] = []
    var writeErrorCode: Int32 = 0
    var message = ""
    var keyPattern = BSONDocument()
    var keyValue = BSONDocument()

    init(_ reply: BSONDocument) {
        try? reply.read { reader throws(BSONError) in try read(&reader) }
    }

    private mutating func read(_ reader: inout BSONReader) throws(BSONError) {
        while let field = try reader.next() {
            switch field.key {
            case "errorLabels": labels = try field.decode()
            case "writeErrors":
                _ = try field.array { error throws(BSONError) in try readFirstWriteError(error) }
            default: try readDetail(field)
            }
        }
    }

    /// The first of several write errors is the one that is thrown.
    private mutating func readFirstWriteError(_ error: borrowing BSONField) throws(BSONError) {
        guard writeErrorCode == 0 else { return }
        try error.read { reader throws(BSONError) in
            while let field = try reader.next() {
                switch field.key {
                case "code": writeErrorCode = try field.int32()
                case "errmsg": message = try field.string()
                default: try readDetail(field)
                }
            }
        }
    }

    private mutating func readDetail(_ field: borrowing BSONField) throws(BSONError) {
        switch field.key {
        case "codeName": codeName = try field.string()
        case "keyPattern": keyPattern = try field.document()
        case "keyValue": keyValue = try field.document()
        default: break
        }
    }
}

extension bson_error_t {
    fileprivate var isFromServer: Bool {
        let domain = mongoc_error_domain_t(self.domain)
        return domain == MONGOC_ERROR_SERVER || domain == MONGOC_ERROR_WRITE_CONCERN
    }

    fileprivate var text: String {
        withUnsafeBytes(of: message) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
