import Foundation
import GraphQL
import Testing

@testable import CityLink

// Shops by parts of their names and menus.
extension CityTests {
    private func search(_ text: String) async throws -> Answer {
        try await city.ask(
            """
            query ($text: String!) { shops(filter: { text: $text }, first: 100) {
                totalCount nodes { id name english: name(locale: EN) menu { name } } } }
            """, ["text": .string(text)])
    }

    @Test(arguments: ["국", "라떼", "Ramen", "아메리카노", "1", "커피"])
    func `Who searches for something finds it in every result, however it is typed`(text: String) async throws {
        let plain = try await search(text)
        #expect(plain["shops.totalCount"].number ?? 0 > 0)
        for shop in plain["shops.nodes"].items {
            let texts =
                [shop["name"], shop["english"]].compactMap { $0?.text }
                + (shop["menu"]?.items ?? []).compactMap { $0["name"]?.text }
            #expect(
                texts.contains { $0.lowercased().filter { $0.isLetter || $0.isNumber }.contains(text.lowercased()) })
        }
        let spaced = text.map(String.init).joined(separator: " ")
        let forms = [
            text.uppercased(), text.lowercased(), " \(text)\t", spaced, text.decomposedStringWithCanonicalMapping,
            "\(text)!", "\(text.first.map(String.init) ?? "")\u{200B}\(text.dropFirst())", "🍜\(text)🍜",
        ]
        for form in forms { #expect(try await search(form) == plain, "\(form.debugDescription)") }
    }

    @Test(arguments: [
        ".", ".*", "^", "$", "(", "[가-힣]", "\\", "a|b|", "(?=x)", "\\x00", "\u{D4E}(", "\u{D4E}*\u{D4E})", "a\0b",
        "가{1000}", "{\"$gt\":\"\"}", "𝒶", "ﬁ", "½", "1️⃣", "\u{301}", "ㅋㅋ", "👩‍👩‍👧", "", "   ", "\u{0}", "العربية",
        "\u{600}1",
        "\u{1F1F0}\u{1F1F7}", "É", "İ", "ß", String(repeating: "가", count: 10_000),
        String(repeating: "가나", count: 11_000),
        String(repeating: "a.", count: 5000), String(repeating: "\u{301}", count: 10_000),
        "a" + String(repeating: "\u{301}", count: 10_000), String(repeating: "🙂", count: 10_000),
    ])
    func `No text makes the search fail, and none is taken for a pattern`(text: String) async throws {
        let answer = try await search(text)
        #expect(answer.codes == [] || answer.codes == ["BAD_ARGUMENT"], "\(text.prefix(20).debugDescription)")
        let station = try await city.ask(
            "query ($name: String!) { subwayStation(name: $name) { id } }", ["name": .string(text)])
        #expect(station == Answer(json: try Value(json: #"{"data":{"subwayStation":null}}"#)))
        if text.contains(where: { ".*^$([|".contains($0) }), answer.codes == [] {
            #expect(answer["shops.totalCount"].number ?? .max < 400)
        }
    }

    @Test(arguments: [
        ("Café", "Cafe\u{301}"), ("한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"), ("Ｃ", "Ｃ"), ("Å", "Å"),
    ])
    func `What looks alike is normalized alike`(one: String, other: String) {
        #expect(Array(SearchText.normalized(one).utf8) == Array(SearchText.normalized(other).utf8))
    }

    @Test func `A text of fifty letters is searched for, one of fifty-one is refused`() async throws {
        #expect(try await search(String(repeating: "가", count: 50)).codes == [])
        #expect(try await search(String(repeating: "가", count: 51)).codes == ["BAD_ARGUMENT"])
    }
}
