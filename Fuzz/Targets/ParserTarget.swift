@testable import GraphQL

/// Printing keeps what a document means, and what was printed is printed as itself.
func checkParser(_ bytes: [UInt8]) {
    let lines = TextLines(bytes)
    let document: Document
    do {
        document = try Document.parse(bytes)
    } catch {
        expect((0...bytes.count).contains(error.position), "an error at byte \(error.position)")
        expectReadable(error.message)
        if let location = error.location { lines.expectInside(location) }
        return
    }
    expectPositionsInside(document, bytes.count)
    let printed = document.print()
    let again = parsed(printed)
    expectEqual(meaning(of: document), meaning(of: again), "printing changed the document")
    expectEqual(again.print(), printed, "what was printed is printed differently")

    let bare = document.printWithoutValues()
    expectEqual(parsed(bare).printWithoutValues(), bare, "a document without values is printed differently")
    for node in document.nodes where node.kind == .argument { checkConstant(node.value, in: document) }
}

/// A document that the engine wrote itself.
private func parsed(_ text: String) -> Document {
    // Indentation and quotes may make it longer than what was read, but neither deeper nor richer in tokens.
    unfailing("what was printed cannot be parsed:\n\(text)\n") {
        try Document.parse(text, limits: ParseLimits(byteCount: .max))
    }
}

private func expectPositionsInside(_ document: Document, _ count: Int) {
    for node in document.nodes {
        var positions = [Int(node.position), document.namePosition(of: node)]
        if node.kind == .fragment || node.kind == .inlineFragment {
            positions.append(document.typeConditionPosition(of: node))
        }
        if node.kind == .field { positions.append(document.selectionSetPosition(of: node)) }
        expect(positions.allSatisfy((0..<count).contains), "\(node.kind) at \(positions)")
    }
}

/// Everything a document says, and nothing of how it is written. Nodes are made in the order of the text, so equal
/// documents have equal nodes.
private func meaning(of document: Document) -> [String] {
    document.nodes.map { node in
        switch node.kind {
        case .string, .blockString: return "string \(document.stringValue(of: node))"
        case .int, .float: return "\(node.kind) \(document.numberText(of: node))"
        default:
            // What the other words mean depends on the kind; printing again compares them.
            let flags = node.flags.subtracting([.isVerbatim, .isShorthand]).rawValue
            let name = node.name.isPresent && node.kind != .list && node.kind != .object ? document.text(node.name) : ""
            return "\(node.kind) \(name) \(flags) \(node.operationByte) \(node.next.index)"
        }
    }
}

/// A constant is written by ``Value`` as a literal that means the same.
private func checkConstant(_ id: Node.ID, in document: Document) {
    guard !document.hasVariables(id) else { return }
    let value = document.constantValue(id)
    let text = "{a(b:\(value))}"
    let again = parsed(text)
    let field = again[again[again.firstDefinition].selections]
    expectEqual(again.constantValue(again[field.arguments].value), value, "a value is written as another one")
}
