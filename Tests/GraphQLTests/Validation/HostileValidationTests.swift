import Testing

@testable import GraphQL

/// Validation never traps, whatever was parsed.
@Suite struct HostileValidationTests {
    private static let document = """
        query Q($a: Int! = 1 @tag(label: "x"), $b: [Area!], $c: Choice!) @once {
            v: values { int(a: $a) areas(a: $b) choice(a: {id: 1}) any(a: {x: [1, "y", $a]}) ...F @skip(if: false) }
            vehicle(id: "1") { name ... on Bus { seats line { id } } ... on Tram { line { id name } } }
            search(area: {south: 1, west: 2.0, tags: ["a"]}, choice: $c) { id position { latitude } }
            __schema { types { name } }
        }
        mutation M { buy(ticket: 1) }
        subscription S { departures { ...G } }
        fragment F on Values { string(a: "x") side(a: LEFT) }
        fragment G on Stop { id lines { stops(first: 3) { ...H } } }
        fragment H on Stop { name }
        type T { a(b: Int = 1): [T!]! }
        """

    private func validate(_ text: some Collection<UInt8>) {
        guard let document = try? Document.parse(text, symbols: TransitFixture.schema.symbols) else { return }
        var options = ValidationOptions()
        options.noDeprecated = true
        options.introspectionDepth = 1
        options.maximumErrors = 100
        _ = Validator.errors(in: document, schema: TransitFixture.schema, options: options)
    }

    @Test func `survives any word of a document in the place of any other`() {
        let words = Self.document.split(whereSeparator: \.isWhitespace).map(String.init)
        for place in words.indices {
            for word in Set(words) {
                var changed = words
                changed[place] = word
                validate(changed.joined(separator: " ").utf8)
            }
        }
    }

    @Test func `survives a document without any of its words`() {
        let words = Self.document.split(whereSeparator: \.isWhitespace).map(String.init)
        for first in words.indices {
            for last in first..<min(first + 6, words.count) {
                validate((words[..<first] + words[(last + 1)...]).joined(separator: " ").utf8)
            }
        }
    }

    @Test func `survives any name in the place of any other`() throws {
        let document = try Document.parse(Self.document, symbols: TransitFixture.schema.symbols)
        let names = Set(document.nodes.filter { $0.name.isPresent }.map { document.text($0.name) })
        let bytes = Array(Self.document.utf8)
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
            if end > start {
                for name in names { validate(bytes[..<start] + Array(name.utf8) + bytes[end...]) }
            }
            start = end + 1
        }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    @Test func `survives a document that was parsed with other symbols`() throws {
        let document = try Document.parse(Self.document)
        _ = Validator.errors(in: document, schema: TransitFixture.schema, options: ValidationOptions())
    }
}
