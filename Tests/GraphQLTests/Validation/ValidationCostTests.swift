import Testing

@testable import GraphQL

/// What strangers may send to keep a server busy: the number of steps grows as the document does, and no further.
@Suite struct ValidationCostTests {
    /// Validates a document of size `n` and one of half the size, and compares the steps with their nodes.
    private func expectLinear(
        _ n: Int, stepsPerNode: Double = 8, stops: Bool = false,
        sourceLocation: Testing.SourceLocation = #_sourceLocation, _ text: (Int) -> String
    ) {
        var options = ValidationOptions()
        options.depth = .max
        options.aliases = .max
        options.directives = .max
        options.directivesPerLocation = .max
        options.selectionsPerSet = .max
        options.overlapSteps = .max
        for size in [n / 2, n] {
            do {
                let schema = TransitFixture.schema
                let document = try Document.parse(text(size), symbols: schema.symbols, limits: .trusted)
                var run = Validation(document, schema: schema, options: options)
                run.findErrors()
                #expect(run.isStopped == stops, "\(run.findings)", sourceLocation: sourceLocation)
                let ratio = Double(run.visits) / Double(document.nodes.count)
                #expect(ratio <= stepsPerNode, "\(run.visits) for size \(size)", sourceLocation: sourceLocation)
            } catch {
                Issue.record("\(error)", sourceLocation: sourceLocation)
            }
        }
    }

    private func many(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: " ")
    }

    @Test func `ten thousand fields of one name`() {
        expectLinear(10_000) { n in "{ stop { \(many(n) { _ in "id" }) } }" }
    }

    @Test func `ten thousand aliases of one field`() {
        expectLinear(10_000) { n in "{ stop { \(many(n) { "a\($0): id" }) } }" }
    }

    @Test func `ten thousand objects of one name, each with fields`() {
        expectLinear(5_000) { n in "{ \(many(n) { _ in "stop { id name }" }) }" }
    }

    @Test func `objects of one name nested in each other`() {
        expectLinear(100) { n in
            func level(_ depth: Int) -> String {
                depth == 0 ? "id" : "id next { id } next { \(level(depth - 1)) }"
            }
            return "{ line(id: 1) { \(level(n)) } }"
        }
    }

    @Test func `a binary tree of objects of one name`() {
        func level(_ depth: Int) -> String {
            depth == 0 ? "id" : "next { \(level(depth - 1)) } next { \(level(depth - 1)) }"
        }
        expectLinear(12) { n in "{ line(id: 1) { \(level(n)) } }" }
    }

    @Test func `conflicts everywhere`() {
        expectLinear(5_000, stops: true) { n in "{ stop { \(many(n) { "x: \($0 % 2 == 0 ? "id" : "name")" }) } }" }
    }

    @Test func `overlapping inline fragments, side by side and in each other`() {
        expectLinear(5_000) { n in "{ vehicle { \(many(n) { _ in "... on Bus { name line { id } }" }) } }" }
        expectLinear(5_000) { n in
            "{ vehicle { \(many(n) { "... on \($0 % 2 == 0 ? "Bus" : "Tram") { name line { id } }" }) name } }"
        }
        expectLinear(200) { n in
            "{ vehicle { \(many(n) { _ in "... on Bus { name" }) \(String(repeating: "}", count: n)) } }"
        }
    }

    @Test func `fans of fragments`() {
        expectLinear(200, stepsPerNode: 16) { n in
            let fragments = many(n) { i in
                "fragment F\(i) on Line { a: next { ...F\(i + 1) } b: next { ...F\(i + 1) } ...F\(i + 1) ...F\(i + 1) }"
            }
            return "{ line(id: 1) { ...F0 } } \(fragments) fragment F\(n) on Line { id }"
        }
    }

    @Test func `fans of fragments among other fields`() {
        expectLinear(60, stepsPerNode: 16) { n in
            let fragments = many(n) { i in
                "fragment F\(i) on Line { a: next { id ...F\(i + 1) } a: next { name ...F\(i + 1) } "
                    + "b: next { id ...F\(i + 1) } b: next { name ...F\(i + 1) } }"
            }
            return "{ line(id: 1) { ...F0 } } \(fragments) fragment F\(n) on Line { id }"
        }
    }

    @Test func `one fragment in ten thousand places`() {
        expectLinear(10_000, stepsPerNode: 10) { n in
            "{ \(many(n) { "a\($0): stop { ...F id }" }) } fragment F on Stop { id name x: id y: name }"
        }
    }

    @Test func `a chain of ten thousand fragments`() {
        expectLinear(5_000, stepsPerNode: 10) { n in
            "{ stop { ...F0 } } \(many(n) { "fragment F\($0) on Stop { a\($0): id ...F\($0 + 1) }" }) "
                + "fragment F\(n) on Stop { id }"
        }
    }

    @Test func `a cycle of ten thousand fragments, and ten thousand cycles`() {
        expectLinear(5_000) { n in
            "{ stop { ...F0 } } \(many(n) { "fragment F\($0) on Stop { id ...F\(($0 + 1) % n) }" })"
        }
        expectLinear(5_000, stops: true) { n in
            "{ stop { ...F0 } } \(many(n) { "fragment F\($0) on Stop { id ...F\($0) ...F0 ...F\(($0 + 1) % n) }" })"
        }
    }

    @Test func `ten thousand variables, used and unused`() {
        expectLinear(10_000) { n in
            "query (\(many(n) { "$v\($0): String" })) { values { \(many(n) { "a\($0): string(a: $v\($0))" }) } }"
        }
        expectLinear(10_000, stops: true) { n in "query (\(many(n) { "$v\($0): String" })) { stop { id } }" }
        expectLinear(10_000, stops: true) { n in "{ values { strings(a: [\(many(n) { "$v\($0)" })]) } }" }
    }

    @Test func `variables used in a chain of fragments by many operations`() {
        // Each operation walks over all fragments, so their number is limited.
        expectLinear(1_000, stepsPerNode: 200) { n in
            "\(many(100) { "query Q\($0)($v: String) { values { ...F0 } }" }) "
                + "\(many(n) { "fragment F\($0) on Values { a\($0): string(a: $v) ...F\($0 + 1) }" }) "
                + "fragment F\(n) on Values { string(a: $v) }"
        }
    }

    @Test func `ten thousand arguments, different, alike, and in another order`() {
        expectLinear(10_000, stops: true) { n in "{ stop(\(many(n) { "a\($0): 1" })) { id } }" }
        expectLinear(10_000) { n in "{ line(\(many(n) { _ in "id: 1" })) { id } }" }
        expectLinear(10_000) { n in
            "{ search(any: {\(many(n) { "a\($0): 1" })}) { id } "
                + "search(any: {\(many(n) { "a\(n - 1 - $0): 1" })}) { id } }"
        }
    }

    @Test func `one field with many arguments among ten thousand with few`() {
        expectLinear(5_000) { n in
            "{ search(any: {\(many(n) { "a\($0): 1" })}) { id } \(many(20) { _ in "search(any: {a0: 1}) { id }" }) }"
        }
    }

    @Test func `ten thousand directives`() {
        expectLinear(10_000) { n in "{ stop \(many(n) { _ in "@tag(label: \"\")" }) { id } }" }
        expectLinear(10_000, stops: true) { n in "{ stop \(many(n) { _ in "@skip(if: true)" }) { id } }" }
        expectLinear(10_000, stops: true) { n in "{ stop \(many(n) { "@d\($0)" }) { id } }" }
    }

    @Test func `ten thousand fields of an input object, and lists in lists`() {
        expectLinear(10_000, stops: true) { n in "{ search(area: {\(many(n) { "f\($0): 1" })}) { id } }" }
        expectLinear(200) { n in
            "{ search(any: \(String(repeating: "[", count: n))\(String(repeating: "]", count: n))) { id } }"
        }
    }

    @Test func `a subscription with ten thousand root fields`() {
        expectLinear(10_000) { n in "subscription { \(many(n) { "a\($0): departures { id }" }) }" }
    }

    @Test func `gives up where comparing would grow faster than the document`() {
        // Each object needs all fields of a large fragment: as many comparisons as both have fields together, squared.
        let n = 2_000
        let text = "{ \(many(n) { "a\($0): stop { x: id ...F }" }) } fragment F on Stop { \(many(n) { "f\($0): id" }) }"
        let errors = validationErrors(text)
        #expect(errors.map(\.code) == [.overlapTooComplex])
    }

    @Test func `gives up where large arguments are compared again and again`() {
        // Two fragments meet in many places, and their arguments differ: in the first member by name, in their number, or
        // not at all.
        func codes(_ one: String, _ other: String) -> [ErrorCode] {
            validationErrors(
                "{ \(many(500) { "a\($0): values { ...F ...G }" }) } fragment F on Values { any(a: \(one)) } "
                    + "fragment G on Values { any(a: \(other)) }"
            ).map(\.code)
        }
        let members = many(500) { "k\($0): 1" }
        let reversed = many(500) { "k\(499 - $0): 1" }
        #expect(codes("{z: 1 \(members)}", "{\(reversed) z: 2}") == [.validationFailed, .overlapTooComplex])
        #expect(codes("{z: 1 \(members)}", "{\(reversed)}") == [.validationFailed, .overlapTooComplex])
        #expect(codes("{\(members)}", "{\(reversed)}") == [.overlapTooComplex])
        let text = String(repeating: "x", count: 20_000)
        #expect(codes("\"\(text)\"", "\"\(text)\"") == [.overlapTooComplex])
        #expect(codes("\"\(text)a\"", "\"\(text)b\"") == [.validationFailed, .overlapTooComplex])
        #expect(codes("\"\(text)\"", "\"\(text)\\n\"") == [.validationFailed, .overlapTooComplex])
    }

    @Test func `stays within the stack where everything is nested as deep as the parser allows`() {
        var options = ValidationOptions()
        options.depth = .max
        let depth = ParseLimits.greatestDepth - 2
        func nested(_ open: String, _ inner: String, _ close: String) -> String {
            String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
        }
        expectValid("{ line(id: 1) { \(nested("next { ", "id", " }")) } }", options: options)
        expectValid("{ line(id: 1) { \(nested("... { ", "id", " }")) } }", options: options)
        expectValid("{ line(id: 1) { \(nested("next { id } next { ", "id", " }")) } }", options: options)
        expectValid("{ search(any: \(nested("[", "1", "]"))) { id } }", options: options)
        expectValid("{ search(any: \(nested("{a: ", "1", "}"))) { id } }", options: options)
        _ = validationErrors("{ search(area: \(nested("{inner: ", "1", "}"))) { id } }")
        _ = validationErrors("{ \(nested("unknown { ", "id", " }")) }")
    }
}
