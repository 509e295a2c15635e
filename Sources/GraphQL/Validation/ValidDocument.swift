/// A document that every validation rule has accepted for a schema. Only such a document can be planned.
struct ValidDocument {
    let document: Document
    let fragments: [Name: Node.ID]
    private let operations: [Node.ID]

    /// - Throws: every error the rules find, up to the options' limit.
    init(_ document: Document, schema: Schema, options: ValidationOptions) throws(RequestError) {
        self.document = document
        var fragments: [Name: Node.ID] = [:]
        var operations: [Node.ID] = []
        for id in document.definitions {
            switch document[id].kind {
            case .operation: operations.append(id)
            case .fragment: fragments[document[id].name] = id
            default: continue
            }
        }
        self.fragments = fragments
        self.operations = operations
        let errors = Validator.errors(in: document, schema: schema, options: options)
        if !errors.isEmpty { throw RequestError(errors) }
    }

    /// [Spec 6.1](https://spec.graphql.org/September2025/#GetOperation())
    func operation(named name: String?) throws(RequestError) -> Node.ID {
        if let name {
            let symbol = document.find(name)
            if let operation = operations.first(where: { document[$0].name == symbol && symbol.isPresent }) {
                return operation
            }
            throw RequestError(
                GraphQLError(
                    "The document has no operation named \"\(name.shortened())\".", code: .operationNotDetermined))
        }
        if operations.count == 1 { return operations[0] }
        throw RequestError(
            GraphQLError(
                operations.isEmpty
                    ? "The document holds no operation."
                    : "The document holds several operations: say which one with operationName.",
                code: .operationNotDetermined))
    }
}
