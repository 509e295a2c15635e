/// Where the elements of a schema stand in the document that defines them.
struct SchemaSources {
    let document: Document
    /// By name: the definition of each type of the document, then its extensions.
    var types: [String: [Node.ID]] = [:]
    /// The schema definition, if there is one, then its extensions.
    var schema: [Node.ID] = []
    var roots: [OperationType: Node.ID] = [:]
    /// By name, without `@`.
    var directives: [String: Node.ID] = [:]
    /// What stands for types that do not exist.
    var unknownType = TypeID.none
    /// By coordinate: fields, input fields, enum values and arguments.
    private var members: [String: Node.ID] = [:]

    init(document: Document) { self.document = document }

    /// Notes where an element is defined; what the specification's own document defines has no place.
    mutating func record(_ coordinate: String, _ node: Node.ID, in source: Document) {
        if source === document { members[coordinate] = node }
    }

    /// The node that defines an element; `nil` when the document does not define it.
    func node(of coordinate: String) -> Node.ID? {
        if let node = members[coordinate] ?? types[coordinate]?.first { return node }
        return coordinate.utf8.first == UInt8(ascii: "@") ? directives[String(coordinate.dropFirst())] : nil
    }

    /// Where to look when something is wrong with a node: its name, if it defines something.
    func position(of id: Node.ID) -> Int {
        let node = document[id]
        return node.kind == .directive ? Int(node.position) : document.namePosition(of: node)
    }
}

/// A ``SchemaError/Issue`` before it is located.
struct SchemaIssue {
    let message: String
    let coordinate: String?
    /// The byte offset in the schema's source.
    let position: Int?

    init(_ message: String, coordinate: String?, position: Int?) {
        self.message = message
        self.coordinate = coordinate
        self.position = position
    }
}
