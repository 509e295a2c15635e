@testable import GraphQL

/// A schema is printed as a text that builds an equal one, every view of it as well; and comparing finds the same
/// differences from both sides.
func checkSchema(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).parts(separatedBy: "\n---\n")
    let schemas = parts.compactMap(checkedSchema)
    if schemas.count == 2 {
        let (there, back) = (SchemaComparison(schemas[0], schemas[1]), SchemaComparison(schemas[1], schemas[0]))
        for change in there.changes + back.changes { expect(!change.message.isEmpty, "\(change) without a message") }
        expectEqual(there.changes.isEmpty, back.changes.isEmpty, "a difference from one side only")
        if there.changes.isEmpty {
            expectEqual(schemas[0].sortedLines, schemas[1].sortedLines, "a difference that comparing does not find")
        }
    }
}

private func checkedSchema(_ text: String) -> Schema? {
    let schema: Schema
    do {
        schema = try Schema(text)
    } catch let error as SchemaError {
        let lines = TextLines(text.utf8)
        expect(!error.issues.isEmpty, "a schema error without an issue")
        for issue in error.issues {
            expect(!issue.message.isEmpty, "an issue without a message")
            if let location = issue.location { lines.expectInside(location) }
        }
        return nil
    } catch {
        return nil
    }
    checkPrint(schema)
    checkView(schema, seed: text.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) })
    return schema
}

private func checkPrint(_ schema: Schema) {
    let printed = schema.print()
    let again = unfailing("what was printed is no schema:\n\(printed)\n") { try Schema(printed) }
    expectEqual(again.print(), printed, "what was printed is printed differently")
    expectEqual(SchemaComparison(schema, again).changes, [], "what was printed is another schema")
    expectEqual(SchemaComparison(again, schema).changes, [], "what was printed is another schema")
    _ = schema.print(SchemaPrintOptions(directives: .specified, descriptions: false, lineWidth: 0))
}

/// Hides about an eighth of all elements, chosen by their names.
private func checkView(_ schema: Schema, seed: UInt64) {
    let everything = unfailing("a view that hides nothing") { try schema.view { _ in true } }
    for change in SchemaComparison(schema, everything).changes {
        expect(change.kind == .typeRemoved, "a view that hides nothing hides \(change)")
    }
    var hidden: Set<String> = []
    let view = try? schema.view { element in
        let hash = element.coordinate.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        if hash >> 29 & 7 != 0 { return true }
        hidden.insert(element.coordinate)
        return false
    }
    guard let view else { return }
    checkPrint(view)
    for text in hidden {
        let coordinate = unfailing("the coordinate \(text)") { try SchemaCoordinate(parsing: text) }
        let element = try? view.element(at: coordinate)
        expect((element ?? nil) == nil, "the view shows \(text)")
    }
    for change in SchemaComparison(schema, view).changes {
        let isAddition = change.kind.rawValue.hasSuffix("_ADDED")
        expect(!isAddition, "the view has what the schema does not have: \(change)")
    }
}

extension Schema {
    /// Comparing looks neither at the order of definitions and members nor at the order within a constant object.
    fileprivate var sortedLines: [String] {
        print(SchemaPrintOptions(lineWidth: 0)).split(separator: "\n").map { line in
            String(decoding: line.utf8.sorted().filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        }.sorted()
    }
}
