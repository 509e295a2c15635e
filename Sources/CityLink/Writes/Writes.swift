import GraphQL
import Mongo

/// Everything that changes the data on a citizen's behalf.
///
/// Each write is one transaction, in which the idempotency key is recorded as well: either both are there or neither.
/// A key that was used before answers with what was written then.
struct Writes: Sendable {
    private let client: MongoClient
    private let keys: MongoCollection
    let shops: MongoCollection
    let reviews: MongoCollection
    let posts: MongoCollection
    let comments: MongoCollection

    static let keysCollectionName = "idempotency"
    static let keysIndexes = [MongoIndex(["at": 1], expireAfterSeconds: 24 * 3600)]

    init(_ database: MongoDatabase) {
        client = database.client
        keys = database.collection(Writes.keysCollectionName)
        shops = database.collection(ShopRepository.collectionName)
        reviews = database.collection(ReviewRepository.collectionName)
        posts = database.collection(PostRepository.collectionName)
        comments = database.collection(CommentRepository.collectionName)
    }

    /// Somebody's request to write something once.
    struct Once: Sendable {
        let userId: String
        let key: UUIDText
        /// Tells what is written; a key may be repeated only with the same.
        fileprivate let fingerprint: String

        /// - Parameter content: the kind of write and everything that its input says.
        init(userId: String, key: UUIDText, content: [String]) {
            self.userId = userId
            self.key = key
            // Each part's length stands before it, so that no two contents run together to the same text.
            fingerprint = content.map { "\($0.utf8.count):\($0)" }.joined(separator: "|")
        }

        fileprivate var id: BSONValue { .string("\(userId)/\(key.text)") }
    }

    /// How a write ended.
    enum Outcome: Sendable {
        /// The key of the document that was written, now or when the key was first used.
        case written(String)
        case keyReused
        /// The unique index of the collection has it already.
        case duplicate(MongoError.DuplicateKey)
        case refused(Problem)
    }

    /// Refuses a write from inside its transaction.
    struct Refusal: Error {
        let problem: Problem
    }

    /// Runs a write once.
    ///
    /// - Parameter body: writes inside the transaction and returns the new document's key. May run several times.
    func once(
        _ once: Once, _ request: CityRequest, _ body: @escaping @Sendable (borrowing MongoSession) throws -> String
    ) async throws -> Outcome {
        if let earlier = try await outcome(of: once, request) { return earlier }
        let keys = keys
        do {
            let key = try await client.transaction(deadline: request.deadline) { session in
                let written = try body(session)
                var record: BSONDocument = ["_id": once.id, "of": .string(once.fingerprint), "key": .string(written)]
                record.append("at", date: request.now.millisecondsSince1970)
                try session.on(keys).insertOne(record)
                return written
            }
            return .written(key)
        } catch MongoError.duplicateKey(let duplicate) {
            // The same request may have come twice at once: then the other one has written the key by now.
            if let earlier = try await outcome(of: once, request) { return earlier }
            return .duplicate(duplicate)
        } catch let refusal as Refusal {
            return .refused(refusal.problem)
        }
    }

    private func outcome(of once: Once, _ request: CityRequest) async throws -> Outcome? {
        let record = try await keys.findOne(["_id": once.id], deadline: request.deadline, as: Record.self)
        return record.map { $0.fingerprint == once.fingerprint ? .written($0.key) : .keyReused }
    }

    private struct Record: BSONDecodable, Sendable {
        let fingerprint: String
        let key: String

        init(from reader: inout BSONReader) throws(BSONError) {
            var fingerprint: String?
            var key: String?
            while let field = try reader.next() {
                switch field.key {
                case "of": fingerprint = try field.string()
                case "key": key = try field.string()
                default: continue
                }
            }
            self.fingerprint = try fingerprint.required("of")
            self.key = try key.required("key")
        }
    }
}
