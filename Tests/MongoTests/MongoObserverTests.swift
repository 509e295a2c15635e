import Mongo
import Synchronization
import Testing

@Suite("Observation")
struct MongoObserverTests {
    @Test("each command is heard of once, with its collection")
    func countsExactly() async throws {
        let observer = RecordingObserver()
        try await withDatabase(observer: observer) { database in
            let shops = database.collection("shops")
            try await shops.insertMany((0..<500).map { ["_id": .int($0)] })
            let found: [BSONDocument] = try await shops.find()
            #expect(found.count == 500)
            _ = try await database.collection("other").count()
            await #expect(throws: MongoError.self) { try await shops.insertOne(["_id": 0]) }
            await #expect(throws: MongoError.self) {
                try await shops.find(["$nonsense": 1], as: BSONDocument.self)
            }
            #expect(
                observer.commands == ["insert shops", "find shops", "aggregate other", "insert shops", "find shops!"])
            #expect(observer.waits == 5)
            #expect(observer.failedWaits == 0)
            #expect(observer.failures.count == 1)
        }
    }

    @Test("an activity counts the commands of its own tasks and no others")
    func countsByActivity() async throws {
        let observer = RecordingObserver()
        try await withDatabase(observer: observer) { database in
            let shops = database.collection("shops")
            let activities = (1...3).map { _ in MongoActivity() }
            try await withThrowingTaskGroup { group in
                for (index, activity) in activities.enumerated() {
                    group.addTask {
                        try await MongoActivity.$current.withValue(activity) {
                            async let other: [BSONDocument] = shops.find()
                            for _ in 0..<(10 * (index + 1)) { _ = try await shops.find(as: BSONDocument.self) }
                            _ = try await other
                        }
                    }
                }
                try await group.waitForAll()
            }
            _ = try await shops.count()
            #expect(activities.map(\.commands) == [11, 21, 31])
            #expect(activities.allSatisfy { $0.microseconds > 0 })
            for activity in activities {
                #expect(observer.activities.count { $0 === activity } == activity.commands)
            }
            #expect(observer.activities.count { $0 == nil } == 1)
        }
    }

    @Test("finding the first few of a sorted collection is one command", arguments: [1, 2, 50])
    func sortedFindIsOneCommand(limit: Int) async throws {
        try await withDatabase { database in
            let collection = database.collection("c")
            try await collection.insertMany((0..<50).map { ["_id": .int($0), "n": .int(-$0)] })
            let activity = MongoActivity()
            let found = try await MongoActivity.$current.withValue(activity) {
                try await collection.find(sort: ["n": 1], limit: limit, as: BSONDocument.self)
            }
            #expect(found.count == limit)
            #expect(activity.commands == 1)
        }
    }

    @Test("the topology becomes known with the first call")
    func hearsOfTheTopology() async throws {
        let observer = RecordingObserver()
        try await withDatabase(observer: observer) { database in
            #expect(!database.client.hasWritablePrimary)
            try await database.ping()
            try await eventually { database.client.hasWritablePrimary }
            #expect(database.client.topology.kind == "ReplicaSetWithPrimary")
            #expect(database.client.topology.servers.map(\.kind).contains("RSPrimary"))
            #expect(observer.topologies.last == database.client.topology)
        }
    }

    @Test("libmongoc's log goes to the handler")
    func routesTheLog() async throws {
        let messages = Mutex<[String]>([])
        MongoLibrary.setLogHandler { _, message in messages.withLock { $0.append(message) } }
        let url = "mongodb://127.0.0.1:1/?noSuchOptionOfOurs=1"
        try await withClient(MongoConfiguration(url: url, applicationName: "tests")) { _ in }
        MongoLibrary.setLogHandler(nil)
        #expect(messages.withLock { $0 }.contains { $0.lowercased().contains("nosuchoptionofours") })
    }
}
