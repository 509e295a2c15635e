import Mongo
import Testing

@Suite("BSON values")
struct BSONValueTests {
    static let everyType: [BSONValue] = [
        .double(3.25), .double(-.infinity), .string(""), .string("서울 역삼동 \u{0}x"), .document(["a": ["b": 1]]),
        .document([:]), .array([]), .array([1, "two", nil, [3.5]]), .binary([]), .binary([0, 1, 255], subtype: 4),
        .objectID(ObjectID(hex: "0123456789abcdef01234567")!), .bool(true), .bool(false), .date(1_700_000_000_123),
        .date(-1), .null, .regularExpression(pattern: "^a.*", options: "im"), .javaScript("return 1"), .int32(.min),
        .int32(.max), .timestamp(.max), .int64(.min), .int64(.max),
        .decimal128(high: 0x3040_0000_0000_0000, low: 42), .minKey, .maxKey,
    ]

    @Test("every type comes back from the wire format as it was", arguments: everyType)
    func roundTrips(value: BSONValue) throws {
        let document: BSONDocument = ["before": 1, "value": value, "after": "x"]
        let copy = try BSONDocument(bytes: document.bytes)
        #expect(copy["value"] == value)
        #expect(try copy.elements().map(\.key) == ["before", "value", "after"])
    }

    @Test("every type comes back from MongoDB as it was")
    func roundTripsThroughMongoDB() async throws {
        try await withDatabase { database in
            let values = database.collection("values")
            let documents = Self.everyType.enumerated().map { index, value -> BSONDocument in
                ["_id": .int(index), "value": value]
            }
            try await values.insertMany(documents)
            let found = try await values.find(sort: ["_id": 1], as: BSONDocument.self)
            #expect(found == documents)
        }
    }

    @Test("literals read like MongoDB's own documents")
    func readsLiterals() {
        let filter: BSONDocument = [
            "shopId": ["$in": .array(["a", "b"])], "createdAt": ["$lt": .date(5)], "stars": 4, "score": 0.5,
            "open": true,
            "closedAt": nil, "big": 5_000_000_000,
        ]
        #expect(filter["shopId"] == .document(["$in": .array([.string("a"), .string("b")])]))
        #expect(filter["stars"] == .int32(4))
        #expect(filter["big"] == .int64(5_000_000_000))
        #expect(filter["closedAt"] == .null)
        #expect(filter["missing"] == nil)
    }

    @Test("appending leaves out nil and writes integers with 64 bits")
    func appends() throws {
        var document = BSONDocument()
        document.append("n", 1)
        document.append("absent", String?.none)
        document.append("at", date: 7)
        document.append("never", date: nil)
        document.append("bytes", binary: [1, 2])
        document.append("tags", ["x", "y"])
        #expect(
            document == [
                "n": .int64(1), "at": .date(7), "bytes": .binary([1, 2]), "tags": ["x", "y"],
            ])
    }

    @Test("a NUL in a key cannot end the key early")
    func replacesNULInKeys() throws {
        var document = BSONDocument()
        document.append("a\u{0}b", 1)
        #expect(try document.elements().map(\.key) == ["a\u{2400}b"])
    }

    @Test("keys of long arrays count on beyond one digit")
    func numbersArrayElements() throws {
        let document: BSONDocument = ["list": .array(Array(0..<12))]
        let keys = try document.read { reader throws(BSONError) in
            let list = try reader.next()!
            return try list.read { list throws(BSONError) in try list.elements().map(\.key) }
        }
        #expect(keys == (0..<12).map(String.init))
    }
}

@Suite("Object identifiers")
struct ObjectIDTests {
    @Test("hexadecimal text reads back", arguments: ["000000000000000000000000", "65f0a1b2c3d4e5f60718293a"])
    func readsHex(text: String) throws {
        let id = try #require(ObjectID(hex: text))
        #expect(id.hex == text)
        #expect(ObjectID(hex: text.uppercased()) == id)
    }

    @Test(
        "anything else is refused",
        arguments: ["", "65f0", "65f0a1b2c3d4e5f60718293g", "65f0a1b2c3d4e5f60718293a0", "한글"])
    func refusesOtherText(text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test("generated ones differ, carry their time and sort by it")
    func generates() {
        let ids = (0..<1000).map { _ in ObjectID.generate(at: 1_700_000_000) }
        #expect(Set(ids).count == 1000)
        #expect(ids.allSatisfy { $0.seconds == 1_700_000_000 })
        #expect(ids.allSatisfy { $0 < ObjectID.generate(at: 1_700_000_001) })
    }
}
