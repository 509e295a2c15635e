import Testing

@testable import GraphQL

@Suite struct SuggestionsTests {
    @Test func `finds names that differ by a slip of the finger`() {
        let names = ["name", "names", "nickname", "fuel", "line"]
        #expect(Suggestions.nearest(to: "nmae", in: names) == ["name", "names"])
        #expect(Suggestions.nearest(to: "NAME", in: names) == ["name", "names"])
        #expect(Suggestions.nearest(to: "fule", in: names) == ["fuel"])
        #expect(Suggestions.nearest(to: "xyzzy", in: names) == [])
        #expect(Suggestions.nearest(to: "", in: names) == [])
    }

    @Test func `names the nearest first, and no more than five`() {
        let names = ["abcdefgh1", "abcdefgh", "abcdefgi", "abcdefg", "abcdxfgh", "abcdefghij", "abcdeffgh"]
        let found = Suggestions.nearest(to: "abcdefgh", in: names)
        #expect(found.first == "abcdefgh")
        #expect(found.count == 5)
    }

    @Test func `does not compare names that are very long`() {
        let long = String(repeating: "a", count: 100_000)
        #expect(Suggestions.nearest(to: long, in: [long + "b"]) == [])
    }

    @Test func `makes a sentence of them`() {
        #expect(Suggestions.sentence([]) == "")
        #expect(Suggestions.sentence(["a"]) == #" Did you mean "a"?"#)
        #expect(Suggestions.sentence(["a", "b"]) == #" Did you mean "a" or "b"?"#)
        #expect(
            Suggestions.sentence(["a", "b", "c"], kind: "the enum value ")
                == #" Did you mean the enum value "a", "b", or "c"?"#)
    }
}
