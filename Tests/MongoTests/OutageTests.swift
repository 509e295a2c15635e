import Mongo
import StoreProcesses
import Testing

@Suite("Outages", .timeLimit(.minutes(5)))
struct OutageTests {
    private func withPrivateServer(
        _ configure: (inout MongoConfiguration) -> Void = { _ in },
        _ body: (MongoServer, MongoCollection, RecordingObserver) async throws -> Void
    ) async throws {
        let server = try await MongoServer()
        let observer = RecordingObserver()
        var configuration = MongoConfiguration(url: server.url, applicationName: "tests")
        configuration.heartbeatInterval = .milliseconds(500)
        configure(&configuration)
        try await withClient(configuration, observer: observer) { client in
            let collection = client.database("outage").collection("c")
            try await collection.insertOne(["_id": 1])
            try await body(server, collection, observer)
        }
    }

    @Test("while mongod is dead calls fail with typed errors, and heal when it is back")
    func survivesDeath() async throws {
        try await withPrivateServer { server, collection, observer in
            let client = collection.database.client
            server.kill()
            let withoutDeadline = await #expect(throws: MongoError.self) {
                try await collection.find(as: BSONDocument.self)
            }
            guard case .unavailable = withoutDeadline else {
                Issue.record("got \(String(describing: withoutDeadline))")
                return
            }
            let withDeadline = await #expect(throws: MongoError.self) {
                try await collection.insertOne(["_id": 2], deadline: .now + .milliseconds(100))
            }
            guard case .timeout = withDeadline else {
                Issue.record("got \(String(describing: withDeadline))")
                return
            }
            try await eventually { !client.hasWritablePrimary }
            try await server.start()
            try await eventually { client.hasWritablePrimary }
            #expect(try await collection.count(["_id": 1]) == 1)
            try await collection.insertOne(["_id": 3])
            #expect(observer.topologies.map(\.hasWritablePrimary).suffix(2) != [true, true])
        }
    }

    @Test("a frozen mongod costs a caller no more than its deadline, and nothing once it goes on")
    func survivesFreezing() async throws {
        try await withPrivateServer {
            $0.socketTimeout = .milliseconds(500)
        } _: { server, collection, _ in
            let client = collection.database.client
            server.freeze()
            let errors = await withTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        await #expect(throws: MongoError.self) {
                            try await collection.find(deadline: .now + .milliseconds(100), as: BSONDocument.self)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for error in errors {
                guard case .timeout = error else {
                    Issue.record("got \(String(describing: error))")
                    continue
                }
            }
            let unbounded = await #expect(throws: MongoError.self) {
                try await collection.find(as: BSONDocument.self)
            }
            guard case .unavailable = unbounded else {
                Issue.record("got \(String(describing: unbounded))")
                return
            }
            server.thaw()
            try await eventually { client.poolStatistics.checkedOut == 0 }
            try await eventually { (try? await collection.count()) == 1 }
        }
    }

    @Test("a server that was never there is a typed error")
    func reportsAbsence() async throws {
        var configuration = MongoConfiguration(url: "mongodb://127.0.0.1:1/", applicationName: "tests")
        configuration.serverSelectionTimeout = .milliseconds(100)
        try await withClient(configuration) { client in
            let error = await #expect(throws: MongoError.self) { try await client.database("x").ping() }
            guard case .unavailable = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(!client.hasWritablePrimary)
        }
    }
}
