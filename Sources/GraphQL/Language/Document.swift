/// A parsed GraphQL document: executable definitions, type system definitions, or both.
///
/// Immutable once parsed. Its nodes live in one block of memory; see ``Node``.
///
/// - Names are numbered: those of the ``Symbols`` that the document was parsed with come first, those that only this
///   document uses follow. A schema's documents are parsed with the schema's symbols, so a field name in the document
///   and in the schema is the same number.
public final class Document: Sendable {
    let source: Source
    package let nodes: Nodes
    /// First definition; the others follow through ``Node/next``.
    package let firstDefinition: Node.ID
    package let names: DocumentNames

    init(source: Source, nodes: Nodes, firstDefinition: Node.ID, names: DocumentNames) {
        self.source = source
        self.nodes = nodes
        self.firstDefinition = firstDefinition
        self.names = names
    }

    @inline(__always)
    package subscript(id: Node.ID) -> Node { nodes[Int(id.index)] }

    /// The members of the list that begins with `first`, in source order; empty for `.none`.
    package func list(_ first: Node.ID) -> NodeList { NodeList(document: self, first: first) }

    package var definitions: NodeList { list(firstDefinition) }

    package func text(_ name: Name) -> String { names.text(name) }

    /// The name with this text, or `Name.none` if neither the symbols nor the document have it.
    package func find(_ text: String) -> Name { names.find(text) }

    /// The source text as UTF-8.
    package var sourceBytes: ArraySlice<UInt8> { source.bytes }
}

/// The nodes of one list, in source order.
package struct NodeList: Sequence {
    let document: Document
    let first: Node.ID

    package struct Iterator: IteratorProtocol {
        let document: Document
        var upcoming: Node.ID

        package mutating func next() -> Node.ID? {
            guard upcoming.isPresent else { return nil }
            let current = upcoming
            upcoming = document[current].next
            return current
        }
    }

    package func makeIterator() -> Iterator { Iterator(document: document, upcoming: first) }

    package var isEmpty: Bool { !first.isPresent }
}
