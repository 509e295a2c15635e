import Mongo
import Testing

private struct Counter: BSONDecodable {
    var n = 0

    init(from reader: inout BSONReader) throws(BSONError) {
        while let field = try reader.next() {
            if case "n" = field.key { n = try field.int() }
        }
    }
}

private struct ChangedMyMind: Error {}

@Suite("Transactions")
struct TransactionTests {
    private var soon: ContinuousClock.Instant { .now + .seconds(60) }

    @Test("all writes take place together, and the closure's result comes back")
    func commits() async throws {
        try await withDatabase { database in
            let (claims, slots) = (database.collection("claims"), database.collection("slots"))
            try await slots.insertOne(["_id": 1, "remaining": 2])
            let remaining = try await database.client.transaction(deadline: soon) { session in
                try session.on(claims).insertOne(["_id": "a", "slot": 1])
                try session.on(slots).updateMany(["_id": 1], ["$inc": ["seen": 1]])
                let slot: BSONDocument? = try session.on(slots).findOneAndUpdate(
                    ["_id": 1], ["$inc": ["remaining": -1]])
                // Its own writes are visible inside.
                let count = try session.on(claims).count()
                let found: [BSONDocument] = try session.on(claims).find(["slot": 1])
                #expect(count == 1)
                #expect(found.count == 1)
                return slot?["remaining"]
            }
            #expect(remaining == .int32(1))
            #expect(try await claims.count() == 1)
        }
    }

    @Test("an error thrown inside undoes everything and comes out unchanged")
    func aborts() async throws {
        try await withDatabase { database in
            let claims = database.collection("claims")
            try await claims.insertOne(["_id": 0])
            await #expect(throws: ChangedMyMind.self) {
                try await database.client.transaction(deadline: soon) { session in
                    try session.on(claims).insertMany([["_id": 1], ["_id": 2]])
                    try session.on(claims).deleteOne(["_id": 0])
                    throw ChangedMyMind()
                }
            }
            let left: [BSONDocument] = try await claims.find()
            #expect(left == [["_id": 0]])
        }
    }

    @Test("a duplicate key inside undoes everything and names the index")
    func abortsOnDuplicates() async throws {
        try await withDatabase { database in
            let claims = database.collection("claims")
            try await claims.createIndexes([MongoIndex(["unit": 1, "seat": 1], unique: true)])
            try await claims.insertOne(["unit": 1, "seat": 7])
            let error = await #expect(throws: MongoError.self) {
                try await database.client.transaction(deadline: soon) { session in
                    try session.on(claims).insertOne(["unit": 1, "seat": 6])
                    try session.on(claims).insertOne(["unit": 1, "seat": 7])
                }
            }
            guard case .duplicateKey(let duplicate) = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(duplicate.index == "unit_1_seat_1")
            #expect(try await claims.count() == 1)
        }
    }

    @Test("transactions that compete for one document all take place, one after the other")
    func retriesConflicts() async throws {
        try await withDatabase { database in
            let counters = database.collection("counters")
            try await counters.insertOne(["_id": 1, "n": 0])
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.client.transaction(deadline: soon) { session in
                            let counter = try session.on(counters).findOne(["_id": 1], as: Counter.self)
                            let next = (counter?.n ?? 0) + 1
                            try session.on(counters).updateOne(["_id": 1], ["$set": ["n": .int(next)]])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await counters.findOne(["_id": 1], as: Counter.self)?.n == 20)
        }
    }

    @Test("cancelled before its commit, a transaction leaves nothing behind")
    func cancels() async throws {
        try await withDatabase { database in
            let claims = database.collection("claims")
            try await claims.insertOne(["_id": 0])
            let (entered, enter) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await database.client.transaction(deadline: soon) { session in
                    try session.on(claims).insertOne(["_id": 1])
                    enter.finish()
                    // Goes on until it is refused.
                    while true { _ = try session.on(claims).count() }
                }
            }
            for await _ in entered {}
            task.cancel()
            await #expect(throws: MongoError.self) { try await task.value }
            try await eventually { database.client.poolStatistics.checkedOut == 0 }
            #expect(try await claims.count() == 1)
        }
    }
}
