import Mongo
import StoreProcesses

/// A client of the shared server and a database of its own, for the time of `body`.
func withDatabase<Value>(
    _ configure: (inout MongoConfiguration) -> Void = { _ in }, observer: (any MongoObserver)? = nil,
    _ body: (MongoDatabase) async throws -> Value
) async throws -> Value {
    try await SharedStores.withDatabase { url, name in
        var configuration = MongoConfiguration(url: url, applicationName: "tests")
        configure(&configuration)
        return try await withClient(configuration, observer: observer) { client in
            try await body(client.database(name))
        }
    }
}

func withClient<Value>(
    _ configuration: MongoConfiguration, observer: (any MongoObserver)? = nil,
    _ body: (MongoClient) async throws -> Value
) async throws -> Value {
    let client = try MongoClient(configuration, observer: observer)
    do {
        let value = try await body(client)
        await client.shutdown()
        return value
    } catch {
        await client.shutdown()
        throw error
    }
}

/// A small document of a known shape.
struct Person: BSONDecodable, Hashable, Sendable {
    var id: Int
    var name: String
    var nickname: String?
    var scores: [Int]

    init(id: Int, name: String, nickname: String? = nil, scores: [Int] = []) {
        self.id = id
        self.name = name
        self.nickname = nickname
        self.scores = scores
    }

    init(from reader: inout BSONReader) throws(BSONError) {
        var id: Int?
        var name: String?
        var scores: [Int] = []
        while let field = try reader.next() {
            switch field.key {
            case "_id": id = try field.int()
            case "name": name = try field.string()
            case "nickname": nickname = try field.decode()
            case "scores": scores = try field.decode()
            default: break
            }
        }
        self.id = try id.required("_id")
        self.name = try name.required("name")
        self.scores = scores
    }

    var document: BSONDocument {
        var document = BSONDocument()
        document.append("_id", id)
        document.append("name", name)
        document.append("nickname", nickname)
        document.append("scores", scores)
        return document
    }
}

/// Waits until `condition` holds; the test's own time limit is the limit.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(2)) }
}
