import Testing

@testable import GraphQL

@Suite struct SyntaxErrorTests {
    @Test func `says what was expected and what was found`() {
        expectError("{ a 1️⃣", "Expected Name, found <EOF>.")
        expectError("{ ...MissingOn }\nfragment MissingOn 1️⃣Type", #"Expected "on", found Name "Type"."#)
        expectError("{ field: 1️⃣{} }", #"Expected Name, found "{"."#)
        expectError("1️⃣notAnOperation Foo { field }", #"Unexpected Name "notAnOperation"."#)
        expectError("1️⃣...", #"Unexpected "..."."#)
        expectError(#"{ 1️⃣"" }"#, #"Expected Name, found String ""."#)
        expectError(#"{ 1️⃣"""a"""}"#, #"Expected Name, found BlockString "a"."#)
        expectError("query 1️⃣", #"Expected "{", found <EOF>."#)
        expectError("query ($a 1️⃣Int) { a }", #"Expected ":", found Name "Int"."#)
        expectError("{ a } 1️⃣}", #"Unexpected "}"."#)
    }

    @Test func `refuses a document without definitions`() {
        expectError("1️⃣", "Unexpected <EOF>.")
        expectError(" # nothing\n,1️⃣", "Unexpected <EOF>.")
    }

    @Test func `refuses empty lists where the grammar wants a member`() {
        expectError("{1️⃣}", #"Expected Name, found "}"."#)
        expectError("{ a {1️⃣} }", #"Expected Name, found "}"."#)
        expectError("{ a(1️⃣) }", #"Expected Name, found ")"."#)
        expectError("{ a @b(1️⃣) }", #"Expected Name, found ")"."#)
        expectError("query (1️⃣) { a }", #"Expected "$", found ")"."#)
        expectError("type T {1️⃣}", #"Expected Name, found "}"."#)
        expectError("type T { f(1️⃣): A }", #"Expected Name, found ")"."#)
        expectError("input I {1️⃣}", #"Expected Name, found "}"."#)
        expectError("enum E {1️⃣}", #"Expected Name, found "}"."#)
        expectError("schema {1️⃣}", #"Unexpected "}"."#)
        expectError("type T implements 1️⃣{ a: B }", #"Expected Name, found "{"."#)
        expectError("union U = 1️⃣", "Expected Name, found <EOF>.")
        expectError("directive @d on 1️⃣", "Expected Name, found <EOF>.")
    }

    @Test func `knows the names that are no names in their place`() {
        expectError("fragment 1️⃣on on T { a }", #"Unexpected Name "on"."#)
        expectError("{ ...on 1️⃣}", #"Expected Name, found "}"."#)
        expectError("enum E { 1️⃣true }", #"Name "true" is reserved and cannot be used for an enum value."#)
        expectError("enum E { A 1️⃣false }", #"Name "false" is reserved and cannot be used for an enum value."#)
        expectError("enum E { 1️⃣null }", #"Name "null" is reserved and cannot be used for an enum value."#)
        expectError("directive @d on 1️⃣NOWHERE", #"Unexpected Name "NOWHERE"."#)
        expectError("schema { 1️⃣mutate: M }", #"Unexpected Name "mutate"."#)
        expectError("extend 1️⃣directive @d on FIELD", #"Unexpected Name "directive"."#)
    }

    @Test func `refuses variables where values are constant`() {
        expectError(
            "query ($a: [Int] = [1, 1️⃣$b]) { a }", #"Unexpected variable "$b" in constant value."#)
        expectError("query ($a: A @b(c: 1️⃣$d)) { a }", #"Unexpected variable "$d" in constant value."#)
        expectError("type T @a(b: {c: 1️⃣$d}) { a: B }", #"Unexpected variable "$d" in constant value."#)
        expectError("input I { a: B = 1️⃣$ }", #"Unexpected "$"."#)
    }

    @Test func `refuses descriptions where nothing can be described`() {
        expectError(
            #"1️⃣"d" { a }"#, "Unexpected description, descriptions are not supported on shorthand queries.")
        expectError(
            #"1️⃣"d" extend type T { a: B }"#,
            "Unexpected description, only GraphQL definitions support descriptions.")
        expectError(#"{ 1️⃣"d" a }"#, #"Expected Name, found String "d"."#)
        expectError(#""d" 1️⃣"e" type T"#, #"Unexpected String "e"."#)
        expectError(
            #"1️⃣"d" foo"#, "Unexpected description, only GraphQL definitions support descriptions.")
    }

    @Test(arguments: ["schema", "scalar S", "type T", "interface I", "union U", "enum E", "input I"])
    func `refuses extensions that add nothing`(_ definition: String) {
        expectError("extend \(definition) 1️⃣", "Unexpected <EOF>.")
    }

    @Test func `wants an ampersand between interfaces`() {
        expectError("type T implements A 1️⃣B { a: C }", #"Unexpected Name "B"."#)
        expectError("type T implements A, 1️⃣B", #"Unexpected Name "B"."#)
        expectError("type T implements A & 1️⃣& B", #"Expected Name, found "&"."#)
    }

    @Test func `refuses characters that begin no token`() {
        expectError("{ 1️⃣? }", #"Unexpected character: "?"."#)
        expectError("{ 1️⃣'a' }", #"Unexpected single quote character ('), did you mean to use a double quote (")?"#)
        expectError("{ 1️⃣\u{7} }", "Unexpected character: U+0007.")
        expectError("{ 1️⃣\u{0} }", "Unexpected character: U+0000.")
        expectError("{ 1️⃣\u{A0}a }", "Unexpected character: U+00A0.")
        expectError("{ 1️⃣\u{2028}a }", "Unexpected character: U+2028.")
        expectError("{ 1️⃣가 }", "Unexpected character: U+AC00.")
        expectError("{ 1️⃣\u{1F600} }", "Unexpected character: U+1F600.")
        expectError("{ a 1️⃣. }", #"Unexpected character: "."."#)
        expectError("{ 1️⃣.. }", #"Unexpected "..", did you mean "..."?"#)
        expectError("{ a(b: 1️⃣.12) }", #"Invalid number, expected digit before ".", did you mean "0.12"?"#)
    }

    @Test func `refuses numbers that are not quite numbers`() {
        func expectNumberError(_ number: String, _ message: String) {
            expectError("{ a(b: \(number)) }", "Invalid number, " + message)
        }
        expectNumberError("01️⃣0", #"unexpected digit after 0: "0"."#)
        expectNumberError("-01️⃣7", #"unexpected digit after 0: "7"."#)
        expectError("{ a(b: 1️⃣+1) }", #"Unexpected character: "+"."#)
        expectNumberError("1.1️⃣", #"expected digit but got: ")"."#)
        expectNumberError("1.1️⃣e1", #"expected digit but got: "e"."#)
        expectNumberError("-1️⃣A", #"expected digit but got: "A"."#)
        expectNumberError("1.0e1️⃣", #"expected digit but got: ")"."#)
        expectNumberError("1.0e+1️⃣\"", #"expected digit but got: '"'."#)
        expectNumberError("1.2e31️⃣e", #"expected digit but got: "e"."#)
        expectNumberError("1.21️⃣.3", #"expected digit but got: "."."#)
        expectNumberError("01️⃣xF", #"expected digit but got: "x"."#)
        expectNumberError("11️⃣_000", #"expected digit but got: "_"."#)
        expectError("{ a(b: 1.1️⃣", "Invalid number, expected digit but got: <EOF>.")
        expectError("{ a(b: -1️⃣é", "Invalid number, expected digit but got: U+00E9.")
    }

    @Test func `refuses strings that do not end on their line`() {
        expectError(#"{ a(b: "1️⃣"#, "Unterminated string.")
        expectError(#"{ a(b: "cd1️⃣"#, "Unterminated string.")
        expectError("{ a(b: \"cd1️⃣\n\") }", "Unterminated string.")
        expectError("{ a(b: \"cd1️⃣\r\") }", "Unterminated string.")
        expectError(#"{ a(b: """cd1️⃣"#, "Unterminated string.")
        expectError(#"{ a(b: """cd\"""1️⃣"#, "Unterminated string.")
        expectError(#"{ a(b: """cd""1️⃣"#, "Unterminated string.")
    }

    @Test func `refuses escapes that mean nothing`() {
        func expectEscapeError(_ string: String, _ found: String, kind: String = "Unicode") {
            expectError("{ a(b: \"x\(string)\") }", "Invalid \(kind) escape sequence: \"\(found)\".")
        }
        expectEscapeError(#"1️⃣\z y"#, #"\z"#, kind: "character")
        expectEscapeError(#"1️⃣\U0041"#, #"\U"#, kind: "character")
        expectEscapeError(#"1️⃣\'"#, #"\'"#, kind: "character")
        expectEscapeError(#"1️⃣\u1 y z"#, #"\u1 y z"#.prefix(6).description)
        expectEscapeError(#"1️⃣\u0XX1"#, #"\u0XX1"#)
        expectEscapeError(#"1️⃣\uFXXX"#, #"\uFXXX"#)
        expectEscapeError(#"1️⃣\u{}"#, #"\u{}"#)
        expectEscapeError(#"1️⃣\u{FXXX}"#, #"\u{FXXX}"#)
        expectEscapeError(#"1️⃣\u{110000}"#, #"\u{110000}"#)
        expectEscapeError(#"1️⃣\u{D800}"#, #"\u{D800}"#)
        expectEscapeError(#"1️⃣\u{FFFFFFFFFFFFFFFFFFFF}"#, #"\u{FFFFFFFFF"#)
        expectEscapeError(#"1️⃣\uD83D"#, #"\uD83D"#)
        expectEscapeError(#"1️⃣\uDE00"#, #"\uDE00"#)
        expectEscapeError(#"1️⃣\uDE00\uD83D"#, #"\uDE00"#)
        expectEscapeError(#"1️⃣\uD83D\uD83D"#, #"\uD83D"#)
        expectEscapeError(#"1️⃣\uD83D\u{DE00}"#, #"\uD83D"#)
        expectEscapeError(#"1️⃣\uD83Dx"#, #"\uD83D"#)
    }

    @Test func `refuses invalid UTF-8 wherever it stands`() {
        func expectInvalid(_ bytes: [UInt8], before: String, after: String) {
            do {
                _ = try Document.parse(Array(before.utf8) + bytes + Array(after.utf8))
                Issue.record("parsed \(bytes)")
            } catch {
                let hexadecimal = String(bytes[0], radix: 16, uppercase: true)
                #expect(error.message == "Syntax Error: Invalid UTF-8: \(hexadecimal).")
                #expect(error.position == before.utf8.count)
            }
        }
        let invalid: [[UInt8]] = [
            [0x80], [0xFF], [0xC0, 0xAF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ]
        for bytes in invalid {
            expectInvalid(bytes, before: "{ ", after: " }")
            expectInvalid(bytes, before: "{ # ", after: "\n a }")
            expectInvalid(bytes, before: "{ a(b: \"", after: "\") }")
            expectInvalid(bytes, before: "{ a(b: \"\"\"", after: "\"\"\") }")
            expectInvalid(bytes, before: "# é", after: "")
        }
    }

    @Test func `shows no more than the beginning of a long token`() {
        let name = String(repeating: "x", count: 1000)
        expectError("1️⃣\(name)", "Unexpected Name \"\(name.prefix(60))…\".")
    }

    @Test func `gives line and column in characters, whatever ends the lines`() throws {
        func location(_ marked: String) -> GraphQL.SourceLocation? {
            let (text, _) = withoutMark(marked)
            do {
                _ = try Document.parse(text)
                return nil
            } catch {
                return error.location
            }
        }
        #expect(location("1️⃣?") == SourceLocation(line: 1, column: 1))
        #expect(location("{\n  a\n  1️⃣?") == SourceLocation(line: 3, column: 3))
        #expect(location("{\r\n  a\r\n  1️⃣?") == SourceLocation(line: 3, column: 3))
        #expect(location("{\r  a\r  1️⃣?") == SourceLocation(line: 3, column: 3))
        #expect(location("{\n\r1️⃣?") == SourceLocation(line: 3, column: 1))
        #expect(location("{ a(b: \"가é\u{1F600}\") 1️⃣?") == SourceLocation(line: 1, column: 15))
        #expect(location("{ a\n1️⃣") == SourceLocation(line: 2, column: 1))
        #expect(location("{ a(b: \"c1️⃣\r\n") == SourceLocation(line: 1, column: 10))
    }
}
