@testable import GraphQL

/// Tokens come one behind the other, nothing but what is ignored lies between them, and each is read alike from its own
/// beginning.
func checkLexer(_ bytes: [UInt8]) {
    let source = Source(bytes)
    let lines = TextLines(bytes)
    source.withBytes { sourceBytes in
        var lexer = Lexer(sourceBytes, source)
        var end = 0
        while true {
            do throws(SyntaxError) {
                try lexer.advance()
            } catch {
                expect((0...bytes.count).contains(error.position), "an error at byte \(error.position)")
                expect(error.position >= end, "an error in front of the last token")
                expectReadable(error.message)
                guard let location = error.location else { fail("a syntax error without a location") }
                lines.expectInside(location)
                return
            }
            expect(lexer.start >= end && lexer.end <= bytes.count, "the token \(lexer.start)..<\(lexer.end)")
            expectIgnored(bytes[end..<lexer.start])
            end = lexer.end
            _ = lexer.description.utf8.count
            if lexer.kind == .endOfFile {
                expect(lexer.start == bytes.count, "the text ends at byte \(lexer.start)")
                return
            }
            expect(lexer.start < lexer.end, "an empty token")
            expectSameAgain(lexer, sourceBytes, source)
        }
    }
}

/// White space, line ends, commas, byte order marks and comments.
/// [Spec 2.1](https://spec.graphql.org/September2025/#Ignored)
private func expectIgnored(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: ","): continue
        case UInt8(ascii: "#"): rest = rest.drop { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        case 0xEF where rest.starts(with: [0xBB, 0xBF]): rest = rest.dropFirst(2)
        default: fail("byte \(byte) was ignored")
        }
    }
}

private func expectSameAgain(_ lexer: Lexer, _ bytes: SourceBytes, _ source: Source) {
    var again = Lexer(bytes, source, at: lexer.start)
    unfailing("a token read again") { try again.advance() }
    let isString = lexer.kind == .string || lexer.kind == .blockString
    expect(
        again.kind == lexer.kind && again.start == lexer.start && again.end == lexer.end
            && (!isString || again.isVerbatim == lexer.isVerbatim),
        "a token is another one when it is read again")
}
