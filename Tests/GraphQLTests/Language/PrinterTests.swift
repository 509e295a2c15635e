import Testing

@testable import GraphQL

@Suite struct PrinterTests {
    @Test(arguments: KitchenSink.all)
    func `prints a document in its layout as it is`(_ document: String) {
        expectPrintedAsIs(document)
    }

    @Test func `brings every spelling into one layout`() {
        expectPrint("query{a,b,,c#d\n}", "{\n  a\n  b\n  c\n}")
        expectPrint("\u{FEFF}{a\u{FEFF}b}", "{\n  a\n  b\n}")
        expectPrint("query($a:A$b:B=1){a}", "query ($a: A, $b: B = 1) {\n  a\n}")
        expectPrint("union U=|A|B", "union U = A | B")
        expectPrint("type T implements&A&B", "type T implements A & B")
        expectPrint("directive@d on|QUERY|FIELD", "directive @d on QUERY | FIELD")
        expectPrint("{a(b:1.0 c:[1,2,3]d:{e:f,g:$h})@i}", "{\n  a(b: 1.0, c: [1, 2, 3], d: {e: f, g: $h}) @i\n}")
        expectPrint(#"{a(b:"\u{1F600}\/\t")}"#, "{\n  a(b: \"😀/\\t\")\n}")
        expectPrint("type T query{a}query{b}", "type T\n\nquery {\n  a\n}\n\n{\n  b\n}")
        expectPrint("extend schema@a query{a}", "extend schema @a\n\nquery {\n  a\n}")
        expectPrint(#""d" query{a}"#, "\"\"\"d\"\"\"\nquery {\n  a\n}")
    }

    @Test func `leaves out every value that somebody has typed`() throws {
        let document = try Document.parse(
            #"""
            "why" query Q("what for" $a: [Int!]! = [1, 2], $b: I = {c: "secret", d: {e: 5.5}}) @tag(name: "secret") {
              a: field(text: "secret", block: """secret""", number: 1234, other: -1.5e3, list: ["secret", $a], yes: true) # secret
              field(kind: KIND, nothing: null, variable: $b) { ...F }
            }
            fragment F on T { x(y: {z: "secret", w: [1]}) }
            """#)
        #expect(
            document.printWithoutValues() == """
                query Q($a: [Int!]! = [], $b: I = {c: "", d: {e: 0}}) @tag(name: "") {
                  a: field(text: "", block: "", number: 0, other: 0, list: [], yes: true)
                  field(kind: KIND, nothing: null, variable: $b) {
                    ...F
                  }
                }

                fragment F on T {
                  x(y: {z: "", w: []})
                }

                """)
    }

    @Test(arguments: KitchenSink.all)
    func `prints a document without values as itself`(_ document: String) throws {
        let printed = try Document.parse(document).printWithoutValues()
        #expect(try Document.parse(printed).printWithoutValues() == printed)
    }

    @Test func `writes descriptions as block strings where these can say the same`() {
        expectPrint(#""short" scalar A"#, "\"\"\"short\"\"\"\nscalar A")
        expectPrint("\"\" scalar A", "\"\"\"\"\"\"\nscalar A")
        expectPrint(#""a\nb" scalar A"#, "\"\"\"\na\nb\n\"\"\"\nscalar A")
        expectPrint(#""bell\u0007" scalar A"#, "\"bell\\u0007\"\nscalar A")
        expectPrint(#""\na" scalar A"#, "\"\\na\"\nscalar A")
        expectPrint(#""a\n" scalar A"#, "\"a\\n\"\nscalar A")
        expectPrint(#"" a\n b" scalar A"#, "\" a\\n b\"\nscalar A")
        expectPrint(#"" a" scalar A"#, "\"\"\" a\"\"\"\nscalar A")
        expectPrint(#"" " scalar A"#, "\" \"\nscalar A")
        expectPrint(#""carriage\rreturn" scalar A"#, "\"carriage\\rreturn\"\nscalar A")
    }

    @Test(arguments: [
        "", "a", " a", "a ", "\"", "\"\"\"", "a\"\"\"", "\"\"\"a", "\\", "\\\"\"\"", "a\\", "\\\\", "a\"", "a\"\"",
        "a\nb", " a\nb", "a\n b", " a\n b", "\na", "a\n", "\n", " ", "\t", "a\n\nb", "a\n  \nb", "  a\n\n \n b\nc",
        "a\rb", "a\r\nb", "\0", "\u{7F}", "\u{9F}", "가", "😀", "\u{FEFF}", "\u{2028}", "#", "{", "\"\"\"\"\"\"\"",
        String(repeating: "x", count: 71), "  " + String(repeating: "x", count: 71),
    ])
    func `keeps what a string means, in values and descriptions`(_ text: String) throws {
        var escaped = ""
        for scalar in text.unicodeScalars { escaped += "\\u{\(String(scalar.value, radix: 16))}" }
        let printed = try Document.parse(
            "{ a { b(c: \"\(escaped)\") } } type T { \"\(escaped)\" f(\"\(escaped)\" a: B): C }"
        ).print()
        let strings = try tokens(of: printed).filter { $0.hasPrefix("\"") }
        #expect(strings == Array(repeating: "\"" + text, count: 3))
        #expect(try Document.parse(printed).print() == printed)
    }

    @Test func `prints documents that mean the same as what was parsed`() throws {
        var generator = RandomDocument(seed: 1)
        for _ in 0..<2000 {
            let text = generator.document()
            let printed = try Document.parse(text).print()
            #expect(try tokens(of: printed) == tokens(of: text), "\(text)")
            #expect(try Document.parse(printed).print() == printed)
        }
    }
}
