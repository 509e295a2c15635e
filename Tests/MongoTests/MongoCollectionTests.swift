import Mongo
import Testing

@Suite("Collections")
struct MongoCollectionTests {
    private let people = (0..<300).map { Person(id: $0, name: "p\($0 % 10)", scores: [$0]) }

    private func withPeople(_ body: (MongoCollection) async throws -> Void) async throws {
        try await withDatabase { database in
            let collection = database.collection("people")
            #expect(try await collection.insertMany(people.map(\.document)) == people.count)
            try await body(collection)
        }
    }

    @Test("find filters, sorts, skips, limits and projects")
    func finds() async throws {
        try await withPeople { collection in
            let all: [Person] = try await collection.find(sort: ["_id": 1])
            #expect(all == people)
            let page: [Person] = try await collection.find(["name": "p3"], sort: ["_id": -1], limit: 2, skip: 1)
            #expect(page.map(\.id) == [283, 273])
            let names: [BSONDocument] = try await collection.find(["_id": 5], projection: ["_id": 0, "name": 1])
            #expect(names == [["name": "p5"]])
            let none: [Person] = try await collection.find(limit: 0)
            #expect(none.isEmpty)
        }
    }

    @Test("findOne returns the first match or nil, by any read preference")
    func findsOne() async throws {
        try await withPeople { collection in
            #expect(try await collection.findOne(["_id": 9], as: Person.self) == people[9])
            let browsed: Person? = try await collection.findOne(["_id": 9], readPreference: .secondaryPreferred)
            #expect(browsed == people[9])
            #expect(try await collection.findOne(["_id": -1], as: Person.self) == nil)
        }
    }

    @Test("a collation can ignore case, a hint must name an index")
    func takesCollationAndHint() async throws {
        try await withPeople { collection in
            let found: [Person] = try await collection.find(["name": "P3"], collation: ["locale": "en", "strength": 2])
            #expect(found.count == 30)
            let hinted: [Person] = try await collection.find(["_id": 1], hint: "_id_")
            #expect(hinted.count == 1)
            await #expect(throws: MongoError.self) {
                try await collection.find(["_id": 1], hint: "no_such_index", as: Person.self)
            }
        }
    }

    @Test("a document of another shape is a decoding error with the path, not a crash")
    func reportsDecodingErrors() async throws {
        try await withDatabase { database in
            let collection = database.collection("odd")
            try await collection.insertOne(["_id": 1, "name": ["not", "text"]])
            let error = await #expect(throws: MongoError.self) { try await collection.find(as: Person.self) }
            guard case .decoding(let reason, collection: "odd") = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(reason.path == ["name"])
        }
    }

    @Test("aggregate runs a pipeline, count counts")
    func aggregates() async throws {
        try await withPeople { collection in
            let groups: [BSONDocument] = try await collection.aggregate([
                ["$match": ["_id": ["$lt": 20]]], ["$group": ["_id": "$name", "n": ["$sum": 1]]], ["$sort": ["_id": 1]],
            ])
            #expect(groups.count == 10)
            #expect(groups.first == ["_id": "p0", "n": 2])
            #expect(try await collection.count(["name": "p1"]) == 30)
            #expect(try await collection.count(["name": "nobody"]) == 0)
        }
    }

    @Test("updates by operators and by pipeline say what they have done")
    func updates() async throws {
        try await withPeople { collection in
            let one = try await collection.updateOne(["_id": 1], ["$set": ["name": "new"]])
            #expect(one == UpdateResult(matched: 1, modified: 1, upsertedID: nil))
            let many = try await collection.updateMany(
                ["name": "p2"], [["$set": ["nickname": ["$concat": ["$name", "!"]]]]])
            #expect(many == UpdateResult(matched: 30, modified: 30, upsertedID: nil))
            #expect(try await collection.findOne(["_id": 12], as: Person.self)?.nickname == "p2!")
            let nothing = try await collection.updateOne(["_id": -1], ["$set": ["name": "x"]])
            #expect(nothing == UpdateResult(matched: 0, modified: 0, upsertedID: nil))
            let filtered = try await collection.updateOne(
                ["_id": 3], ["$set": ["scores.$[s]": 33]], arrayFilters: [["s": 3]])
            #expect(filtered.modified == 1)
        }
    }

    @Test("upserts tell the new identifier")
    func upserts() async throws {
        try await withDatabase { database in
            let collection = database.collection("c")
            let one = try await collection.updateOne(["_id": "a"], ["$set": ["n": 1]], upsert: true)
            #expect(one == UpdateResult(matched: 0, modified: 0, upsertedID: "a"))
            let many = try await collection.updateMany(["_id": "b"], ["$set": ["n": 1]], upsert: true)
            #expect(many == UpdateResult(matched: 0, modified: 0, upsertedID: "b"))
            let replaced = try await collection.replaceOne(["_id": "a"], with: ["m": 2], upsert: true)
            #expect(replaced == UpdateResult(matched: 1, modified: 1, upsertedID: nil))
            #expect(try await collection.findOne(["_id": "a"], as: BSONDocument.self) == ["_id": "a", "m": 2])
        }
    }

    @Test("findOneAndUpdate is a compare-and-set that returns the state before or after")
    func findsAndUpdates() async throws {
        try await withPeople { collection in
            let before: Person? = try await collection.findOneAndUpdate(
                ["_id": 4, "name": "p4"], ["$set": ["name": "held"]], returning: .before)
            #expect(before?.name == "p4")
            let second: Person? = try await collection.findOneAndUpdate(
                ["_id": 4, "name": "p4"], ["$set": ["name": "held"]])
            #expect(second == nil)
            let after: Person? = try await collection.findOneAndUpdate(["_id": 4], [["$set": ["name": "piped"]]])
            #expect(after?.name == "piped")
            let deleted: Person? = try await collection.findOneAndDelete([:], sort: ["_id": -1])
            #expect(deleted?.id == 299)
        }
    }

    @Test("deletes count what is gone")
    func deletes() async throws {
        try await withPeople { collection in
            let first = try await collection.deleteOne(["name": "p1"])
            let rest = try await collection.deleteMany(["name": "p1"])
            let none = try await collection.deleteMany(["name": "p1"])
            #expect([first, rest, none] == [1, 29, 0])
            #expect(try await collection.count() == 270)
        }
    }

    @Test("creating the same indexes again changes nothing, dropping twice neither")
    func createsIndexes() async throws {
        try await withDatabase { database in
            let collection = database.collection("reviews")
            let indexes = [
                MongoIndex(["shopId": 1, "authorId": 1], unique: true),
                MongoIndex(["shopId": 1, "createdAt": -1, "_id": -1]),
                MongoIndex(["place": "2dsphere"]),
                MongoIndex(["expiresAt": 1], expireAfterSeconds: 0),
                MongoIndex(["state": 1], partialFilter: ["state": "HELD"], name: "held"),
            ]
            for _ in 0..<2 { try await collection.createIndexes(indexes) }
            let reply = try await database.runCommand(["listIndexes": "reviews"])
            guard case .document(let cursor) = reply["cursor"], case .array(let listed) = cursor["firstBatch"] else {
                Issue.record("no list of indexes")
                return
            }
            let names = listed.map { index -> BSONValue? in
                if case .document(let document) = index { document["name"] } else { nil }
            }
            #expect(
                names == [
                    "_id_", "shopId_1_authorId_1", "shopId_1_createdAt_-1__id_-1", "place_2dsphere", "expiresAt_1",
                    "held",
                ])
            for _ in 0..<2 { try await collection.drop() }
        }
    }

    @Test("a unique index refuses a second document and is named in the error, however it is written")
    func reportsDuplicateKeys() async throws {
        try await withDatabase { database in
            let collection = database.collection("reviews")
            try await collection.createIndexes([MongoIndex(["shopId": 1, "authorId": 1], unique: true)])
            let review: BSONDocument = ["shopId": "s", "authorId": "a"]
            try await collection.insertOne(review)
            try await collection.insertOne(["_id": 1, "shopId": "s", "authorId": "b"])
            let writes: [() async throws -> Void] = [
                { try await collection.insertOne(review) },
                { try await collection.insertMany([review, ["shopId": "t"]], ordered: false) },
                { try await collection.updateOne(["_id": 1], ["$set": ["authorId": "a"]]) },
                { try await collection.updateMany(["_id": 1], ["$set": ["authorId": "a"]]) },
                { try await collection.replaceOne(["_id": 1], with: review) },
                {
                    _ = try await collection.findOneAndUpdate(
                        ["_id": 1], ["$set": ["authorId": "a"]], as: BSONDocument.self)
                },
            ]
            for (index, write) in writes.enumerated() {
                let error = await #expect(throws: MongoError.self) { try await write() }
                guard case .duplicateKey(let duplicate) = error else {
                    Issue.record("write \(index) got \(String(describing: error))")
                    continue
                }
                #expect(duplicate.index == "shopId_1_authorId_1")
                #expect(duplicate.keyPattern == ["shopId": 1, "authorId": 1])
                #expect(duplicate.keyValue == ["shopId": "s", "authorId": "a"])
            }
            // The unordered insert went on after its first document.
            #expect(try await collection.count(["shopId": "t"]) == 1)
        }
    }

    @Test("an error of the server carries its code and name")
    func reportsServerErrors() async throws {
        try await withDatabase { database in
            let error = await #expect(throws: MongoError.self) { try await database.runCommand(["noSuchCommand": 1]) }
            guard case .server(let failure) = error else {
                Issue.record("got \(String(describing: error))")
                return
            }
            #expect(failure.code == 59)
            #expect(failure.codeName == "CommandNotFound")
        }
    }

    @Test("a read of more than one reply reads them all")
    func readsSeveralReplies() async throws {
        try await withDatabase { database in
            let collection = database.collection("large")
            let text = String(repeating: "x", count: 1_000_000)
            for id in 0..<20 { try await collection.insertOne(["_id": .int(id), "name": .string(text)]) }
            let found: [Person] = try await collection.find(sort: ["_id": 1])
            #expect(found.map(\.id) == Array(0..<20))
        }
    }

    @Test("a broken connection string is refused at once", arguments: ["", "http://x", "mongodb://", "mongodb://h:x/"])
    func refusesBrokenURLs(url: String) {
        let error = #expect(throws: MongoError.self) {
            try MongoClient(MongoConfiguration(url: url, applicationName: "tests"))
        }
        guard case .invalidRequest = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }
}
