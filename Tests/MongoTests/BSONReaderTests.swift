import Mongo
import Testing

@Suite("Reading BSON")
struct BSONReaderTests {
    @Test("a type reads its fields in any order and leaves unknown ones alone")
    func decodes() throws {
        let document: BSONDocument = [
            "unknown": ["deep": [1, 2]], "scores": [1, .int64(2), .double(3)], "name": "가람", "_id": 7, "nickname": nil,
        ]
        #expect(try document.decode(as: Person.self) == Person(id: 7, name: "가람", scores: [1, 2, 3]))
    }

    @Test(
        "errors name the path",
        arguments: [
            (["_id": "x"], "`_id` is of type string, expected integer"),
            (["_id": 1], "`name` is missing"),
            (["scores": [1, "x"]], "`scores.1` is of type string, expected integer"),
            (["_id": .double(1.5)], "`_id` has an unusable value: not a whole number of 64 bits"),
        ] as [(BSONDocument, String)])
    func namesThePath(document: BSONDocument, message: String) {
        let error = #expect(throws: BSONError.self) { try document.decode(as: Person.self) }
        #expect(error?.description == message)
    }

    @Test("a key equals a literal only in full")
    func comparesKeys() throws {
        let document: BSONDocument = ["name": 1]
        try document.read { reader throws(BSONError) in
            let field = try reader.next()!
            for (matches, expected) in [("name" ~= field.key, true), ("nam" ~= field.key, false)] {
                #expect(matches == expected)
            }
            #expect(!("names" ~= field.key))
            #expect(!("Name" ~= field.key))
        }
    }

    @Test("numbers convert only without loss")
    func convertsNumbers() throws {
        let document: BSONDocument = ["a": .int64(5_000_000_000), "b": .double(2), "c": .int32(3)]
        try document.read { reader throws(BSONError) in
            let a = try reader.next()!
            #expect(try a.int() == 5_000_000_000)
            #expect(throws: BSONError.self) { try a.int32() }
            let b = try reader.next()!
            #expect(try b.int32() == 2)
            let c = try reader.next()!
            #expect(try c.double() == 3)
        }
    }
}

/// Reads everything that a document holds, the hard way.
private func readAll(_ document: BSONDocument) throws(BSONError) {
    for (_, value) in try document.elements() { try readAll(value) }
}

private func readAll(_ value: BSONValue) throws(BSONError) {
    switch value {
    case .document(let nested): try readAll(nested)
    case .array(let elements): for element in elements { try readAll(element) }
    default: break
    }
}

@Suite("Corrupt BSON")
struct BSONCorruptionTests {
    private static let sample: BSONDocument = {
        var document = BSONDocument()
        for (index, value) in BSONValueTests.everyType.enumerated() { document.append("key\(index)", value) }
        return document
    }()

    @Test("every truncation is refused")
    func refusesTruncation() throws {
        let bytes = Self.sample.bytes
        for count in 0..<bytes.count {
            #expect(throws: BSONError.self) { try readAll(BSONDocument(bytes: Array(bytes[..<count]))) }
        }
    }

    @Test("every truncation is refused, also when the length has been made to fit")
    func refusesTruncationWithFittingLength() throws {
        let bytes = Self.sample.bytes
        // The cuts between two elements leave a whole document.
        var wholeDocuments = 0
        for count in 5..<bytes.count {
            var cut = Array(bytes[..<count])
            cut[count - 1] = 0
            withUnsafeBytes(of: Int32(count).littleEndian) { cut.replaceSubrange(0..<4, with: $0) }
            if (try? readAll(BSONDocument(bytes: cut))) != nil { wholeDocuments += 1 }
        }
        #expect(wholeDocuments >= BSONValueTests.everyType.count)
        #expect(wholeDocuments < bytes.count / 4)
    }

    @Test("no changed byte makes the reader trap")
    func survivesChangedBytes() throws {
        let bytes = Self.sample.bytes
        for index in bytes.indices {
            for replacement in [0, 1, 4, 5, 0x7F, 0x80, 0xFF, bytes[index] &+ 1] as [UInt8] {
                var changed = bytes
                changed[index] = replacement
                // Either outcome will do; what matters is to come back.
                if let document = try? BSONDocument(bytes: changed) {
                    try? readAll(document)
                    _ = try? document.decode(as: Person.self)
                }
            }
        }
    }

    @Test("nesting without end is refused before the stack runs out")
    func refusesDeepNesting() throws {
        var value: BSONValue = .array([])
        for _ in 0..<300 { value = .array([value]) }
        let document: BSONDocument = ["deep": value]
        let error = #expect(throws: BSONError.self) { try document.elements() }
        #expect(error?.problem == .tooDeep)
    }

    @Test("invalid UTF-8 is refused, replacement characters that were stored are not")
    func checksUTF8() throws {
        var bytes = (["s": "ab\u{FFFD}"] as BSONDocument).bytes
        #expect(try BSONDocument(bytes: bytes)["s"] == "ab\u{FFFD}")
        let start = bytes.count - 5
        bytes.replaceSubrange(start..<(start + 3), with: [0xF0, 0x9F, 0x98])
        let document = try BSONDocument(bytes: bytes)
        #expect(throws: BSONError(.corrupt("not UTF-8"), path: ["s"])) { try document.elements() }
    }
}
