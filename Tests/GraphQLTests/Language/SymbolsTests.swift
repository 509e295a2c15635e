import Testing

@testable import GraphQL

@Suite struct SymbolsTests {
    @Test func `finds each of its names, and no other`() {
        let texts =
            (0..<5000).map { "name\($0)" } + ["a", "_", "eightbyt", "ninebytes", "sixteenBytesLong"]
            + (0..<40).map { String(repeating: "x", count: 17 + $0) }
        let symbols = Symbols(texts)
        for (number, text) in texts.enumerated() { #expect(symbols.find(text) == Name(raw: Int32(number))) }
        for text in ["", "name", "name5000", "b", "eightby", "eightbytes", "x", "a\0", "sixteenBytesLonger"] {
            #expect(symbols.find(text) == .none)
        }
    }

    @Test func `gives names the same number in every document`() throws {
        let symbols = Symbols(["query", "shop", "id"])
        let document = try Document.parse("query Q { shop { id own } } fragment own on id { Q }", symbols: symbols)
        #expect(document.find("shop") == symbols.find("shop"))
        #expect(document.find("Q") == Name(raw: 3))
        #expect(document.find("own") == Name(raw: 4))
        #expect(document.text(document.find("own")) == "own")
        #expect(document.text(document.find("id")) == "id")
        #expect(document.find("fragment") == .none)
        #expect(document.find("") == .none)
        #expect(document.names.count == 5)
    }

    @Test func `tells long names apart that differ in the middle only`() throws {
        let names = (0..<3000).map { "aVeryLongPrefixOfAName\($0 + 10000)aVeryLongSuffixOfAName" }
        let document = try Document.parse("{ \(names.joined(separator: " ")) \(names.joined(separator: " ")) }")
        #expect(document.names.count == names.count)
        for name in names { #expect(document.text(document.find(name)) == name) }
    }

    @Test(arguments: 1...40)
    func `tells names apart by every byte and by length`(_ count: Int) throws {
        let base = String(repeating: "a", count: count)
        var names = [base, base + "a"]
        for index in 0..<count {
            var utf8 = Array(base.utf8)
            utf8[index] = UInt8(ascii: "b")
            names.append(String(decoding: utf8, as: UTF8.self))
        }
        let document = try Document.parse("{ \(names.joined(separator: " ")) }")
        #expect(document.names.count == names.count)
        let fields = document.list(document[document.firstDefinition].selections)
        #expect(fields.map { document.text(document[$0].name) } == names)
    }
}
