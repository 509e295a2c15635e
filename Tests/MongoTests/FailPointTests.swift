import Mongo
import StoreProcesses
import Testing

/// What happens when the server or the way to it fails in the middle of a command.
///
/// A server has one fail point for commands at a time: a server of their own, and one test after another.
@Suite("Failing commands", .serialized, .timeLimit(.minutes(5)))
struct FailPointTests {
    private static let server = Task { try await MongoServer() }

    /// Runs `body` on an empty collection that holds `{_id: 0, n: 0}`.
    private func withCollection(
        _ body: (MongoCollection, RecordingObserver) async throws -> Void
    ) async throws {
        let observer = RecordingObserver()
        let url = try await Self.server.value.url
        try await withClient(MongoConfiguration(url: url, applicationName: "tests"), observer: observer) { client in
            let collection = client.database("fail_points").collection("c")
            try await collection.drop()
            try await collection.insertOne(["_id": 0, "n": 0])
            try await body(collection, observer)
        }
    }

    private func fail(
        _ commands: [String], _ failure: BSONDocument, times: Int, in collection: MongoCollection
    ) async throws {
        var data = failure
        data.append("failCommands", commands)
        _ = try await collection.database.client.database("admin").runCommand([
            "configureFailPoint": "failCommand", "mode": ["times": .int(times)], "data": .document(data),
        ])
    }

    typealias Call = @Sendable (MongoCollection) async throws -> Void

    private static let calls: [(command: String, call: Call)] = [
        ("find", { _ = try await $0.find(as: BSONDocument.self) }),
        ("aggregate", { _ = try await $0.count() }),
        ("insert", { try await $0.insertOne(["_id": 1]) }),
        ("update", { try await $0.updateOne(["_id": 0], ["$inc": ["n": 1]]) }),
        ("update", { try await $0.replaceOne(["_id": 0], with: ["n": 1]) }),
        ("delete", { try await $0.deleteOne(["_id": 0]) }),
        (
            "findAndModify",
            { _ = try await $0.findOneAndUpdate(["_id": 0], ["$inc": ["n": 1]], as: BSONDocument.self) }
        ),
    ]

    @Test("a connection that breaks once is made good by a retry", arguments: calls.indices)
    func retries(index: Int) async throws {
        let (command, call) = Self.calls[index]
        try await withCollection { collection, observer in
            try await fail([command], ["closeConnection": true], times: 1, in: collection)
            try await call(collection)
            #expect(observer.commands.suffix(2) == ["\(command) c!", "\(command) c"])
        }
    }

    @Test("a connection that breaks again is a typed error, and the next call succeeds")
    func givesUp() async throws {
        try await withCollection { collection, _ in
            try await fail(["find"], ["closeConnection": true], times: 2, in: collection)
            let error = await #expect(throws: MongoError.self) { try await collection.find(as: BSONDocument.self) }
            guard case .unavailable = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            let found: [BSONDocument] = try await collection.find()
            #expect(found.count == 1)
        }
    }

    @Test("a transaction starts again as a whole after a transient error")
    func repeatsTransactions() async throws {
        try await withCollection { collection, observer in
            try await fail(
                ["update"], ["errorCode": 112, "errorLabels": ["TransientTransactionError"]], times: 2, in: collection)
            try await increment(collection)
            #expect(try await value(in: collection) == 1)
            #expect(observer.commands.count { $0 == "update c!" } == 2)
            #expect(observer.commands.count { $0 == "commitTransaction" } == 1)
        }
    }

    @Test("a commit whose answer was lost is asked for again, and takes place once")
    func repeatsCommits() async throws {
        try await withCollection { collection, observer in
            try await fail(["commitTransaction"], ["closeConnection": true], times: 3, in: collection)
            try await increment(collection)
            #expect(try await value(in: collection) == 1)
            #expect(observer.commands.count { $0 == "update c" } == 1)
            #expect(observer.commands.count { $0 == "commitTransaction!" } == 3)
        }
    }

    @Test("a transaction that cannot get through ends at its deadline")
    func boundsTransactions() async throws {
        try await withCollection { collection, _ in
            try await fail(
                ["update"], ["errorCode": 112, "errorLabels": ["TransientTransactionError"]], times: 1_000_000,
                in: collection)
            let error = await #expect(throws: MongoError.self) {
                try await increment(collection, deadline: .now + .milliseconds(300))
            }
            switch error {
            case .timeout, .writeConflict: break
            default: Issue.record("got \(String(describing: error))")
            }
            try await fail(["update"], ["errorCode": 112], times: 0, in: collection)
            #expect(try await value(in: collection) == 0)
        }
    }

    private func increment(
        _ collection: MongoCollection, deadline: ContinuousClock.Instant = .now + .seconds(60)
    ) async throws {
        try await collection.database.client.transaction(deadline: deadline) { session in
            _ = try session.on(collection).updateOne(["_id": 0], ["$inc": ["n": 1]])
        }
    }

    private func value(in collection: MongoCollection) async throws -> Int? {
        let document: BSONDocument? = try await collection.findOne(["_id": 0])
        guard case .int32(let value) = document?["n"] else { return nil }
        return Int(value)
    }
}
