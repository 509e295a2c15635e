import Mongo
import Testing

@Suite("Deadlines")
struct DeadlineTests {
    @Test("a query that is too slow ends with a timeout, in the server as well")
    func timesOut() async throws {
        try await withDatabase { database in
            let collection = database.collection("slow")
            try await collection.insertMany((0..<100).map { ["_id": .int($0)] })
            let error = await #expect(throws: MongoError.self) {
                try await collection.find(
                    ["$where": "sleep(100) || true"], deadline: .now + .milliseconds(150), as: BSONDocument.self)
            }
            guard case .timeout = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            // Ten seconds of work, had the server not been told.
            try await eventually { database.client.poolStatistics.checkedOut == 0 }
            #expect(database.client.poolStatistics.timeouts == 1)
        }
    }

    @Test("a deadline that has passed already never reaches the server")
    func refusesThePast() async throws {
        let observer = RecordingObserver()
        try await withDatabase(observer: observer) { database in
            let error = await #expect(throws: MongoError.self) { try await database.ping(deadline: .now - .seconds(1)) }
            guard case .timeout = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(observer.commands.isEmpty)
        }
    }

    @Test("every kind of call passes its deadline on without the server objecting")
    func passesDeadlines() async throws {
        try await withDatabase { database in
            let collection = database.collection("c")
            let deadline = ContinuousClock.now + .seconds(60)
            try await database.ping(deadline: deadline)
            try await collection.createIndexes([MongoIndex(["n": 1])], deadline: deadline)
            try await collection.insertOne(["_id": 1, "n": 1], deadline: deadline)
            try await collection.updateOne(["_id": 1], ["$inc": ["n": 1]], deadline: deadline)
            try await collection.updateMany([:], ["$inc": ["n": 1]], deadline: deadline)
            try await collection.replaceOne(["_id": 1], with: ["n": 4], deadline: deadline)
            let updated: BSONDocument? = try await collection.findOneAndUpdate(
                ["_id": 1], ["$inc": ["n": 1]], deadline: deadline)
            #expect(updated == ["_id": 1, "n": 5])
            let found: [BSONDocument] = try await collection.find(deadline: deadline)
            #expect(found.count == 1)
            #expect(try await collection.count(deadline: deadline) == 1)
            try await collection.deleteOne(["_id": 1], deadline: deadline)
            try await collection.deleteMany([:], deadline: deadline)
            try await collection.drop(deadline: deadline)
            try await database.drop(deadline: deadline)
        }
    }
}
