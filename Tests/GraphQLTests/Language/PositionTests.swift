import Testing

@testable import GraphQL

@Suite struct PositionTests {
    /// Expects that the definition's name stands at `1️⃣`.
    private func expectName(
        _ marked: String, of find: (Document) -> Node.ID = { $0.firstDefinition },
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let (text, position) = withoutMark(marked)
        let document = try Document.parse(text)
        #expect(document.namePosition(of: document[find(document)]) == position, sourceLocation: sourceLocation)
    }

    @Test func `finds the names of definitions`() throws {
        try expectName("# comment\nquery # comment\n 1️⃣Q { a }")
        try expectName("\"d\" mutation 1️⃣M($a: B) { a }")
        try expectName("1️⃣{ a }")
        try expectName("1️⃣query { a }")
        try expectName("fragment 1️⃣F on T { a }")
        try expectName("\"d\" type 1️⃣T")
        try expectName("extend type 1️⃣T @a")
        try expectName("extend\n\ninput 1️⃣I @a")
        try expectName("\"\"\"d\"\"\" scalar 1️⃣S")
        try expectName("directive @ 1️⃣d on FIELD")
        try expectName("\"d\" 1️⃣schema { query: Q }")
        try expectName("schema { query: 1️⃣Q }", of: { $0[$0.firstDefinition].members })
        try expectName("type T { \"d\" 1️⃣f: A }", of: { $0[$0.firstDefinition].members })
        try expectName("enum E { \"d\" 1️⃣V }", of: { $0[$0.firstDefinition].members })
        try expectName("query ($1️⃣v: A) { a }", of: { $0[$0.firstDefinition].variableDefinitions })
        try expectName("query @1️⃣d { a }", of: { $0[$0.firstDefinition].directives })
    }

    @Test func `finds the names of selections`() throws {
        try expectName("{ 1️⃣a }", of: { $0[$0.firstDefinition].selections })
        try expectName("{ b: 1️⃣a }", of: { $0[$0.firstDefinition].selections })
        try expectName("{ ...1️⃣F }", of: { $0[$0.firstDefinition].selections })
        try expectName("{ 1️⃣... on T { a } }", of: { $0[$0.firstDefinition].selections })
    }

    @Test func `finds type conditions`() throws {
        for marked in ["fragment F on 1️⃣T { a }", "{ ... on 1️⃣T { a } }"] {
            let (text, position) = withoutMark(marked)
            let document = try Document.parse(text)
            let definition = document[document.firstDefinition]
            let node = definition.kind == .fragment ? definition : document[definition.selections]
            #expect(document.typeConditionPosition(of: node) == position)
        }
    }

    @Test func `begins a definition at its keyword, behind the description`() throws {
        let (text, position) = withoutMark("\"\"\"\nd\n\"\"\"\n1️⃣type T { a: B }")
        let document = try Document.parse(text)
        let node = document[document.firstDefinition]
        #expect(Int(node.position) == position)
        #expect(document.location(of: node) == SourceLocation(line: 4, column: 1))
        #expect(document[node.description].position == 0)
    }
}
