extension Coercion {
    /// Coerces the values a request gives for an operation's variables.
    ///
    /// Values for variables the operation does not declare are ignored.
    /// [Spec 6.1.2](https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values)
    ///
    /// - Throws: all errors at once.
    func variables(
        of operation: Node.ID, in document: Document, from provided: Value
    ) throws(RequestError) -> VariableValues {
        let given = document.named(provided)
        var values = VariableValues()
        var errors: [GraphQLError] = []
        for definition in document.list(document[operation].variableDefinitions) {
            let node = document[definition]
            let name = document.text(node.name)
            // Validation has made sure that it is an input type.
            guard let type = document.typeReference(node.type, in: schema) else { continue }
            do throws(CoercionFailure) {
                if let value = given[node.name] {
                    values.set(node.name, try coerce(value, to: type, isJSON: true))
                } else if node.defaultValue.isPresent {
                    let value = try coerce(literal: node.defaultValue, in: document, to: type, variables: .none)
                    if let value { values.set(node.name, value) }
                } else if type.isNonNull {
                    throw CoercionFailure(
                        message: "Variable \"$\(name)\" of required type \"\(schema.text(type))\" was not provided.")
                }
            } catch {
                let message: String
                if given[node.name] == nil {
                    message = error.message
                } else if error.path.isEmpty {
                    message = "Variable \"$\(name)\" got an invalid value. \(error.message)"
                } else {
                    message = "Variable \"$\(name)\" got an invalid value at \"\(name)\(error.path)\". \(error.message)"
                }
                errors.append(
                    GraphQLError(message, code: .badVariables, locations: [document.location(of: definition)]))
            }
        }
        if !errors.isEmpty { throw RequestError(errors) }
        return values
    }
}

extension Document {
    /// An object's entries by the names of this document; what has no name in it is left out.
    fileprivate func named(_ object: Value) -> [Name: Value] {
        guard case .object(let fields) = object else { return [:] }
        var named: [Name: Value] = [:]
        for field in fields {
            let name = find(field.name)
            if name.isPresent, named[name] == nil { named[name] = field.value }
        }
        return named
    }

    /// A type as a document writes it; `nil` when it names no type of the schema, or nests lists too deeply.
    func typeReference(_ id: Node.ID, in schema: Schema) -> TypeReference? {
        let node = self[id]
        guard node.kind == .listType else {
            guard let type = schema.type(node.name) else { return nil }
            return TypeReference(named: type.id, nonNullBits: node.isNonNull ? 1 : 0)
        }
        guard let item = typeReference(node.type, in: schema), item.listDepth < TypeReference.maximumListDepth else {
            return nil
        }
        return item.inList(nonNull: node.isNonNull)
    }

    func location(of id: Node.ID) -> SourceLocation { source.location(of: Int(self[id].position)) }
}

/// A request that cannot be executed: nothing was done. [Spec 7.1.2](https://spec.graphql.org/September2025/#sec-Errors.Request-Errors)
public struct RequestError: Error, Sendable {
    /// At least one.
    public let errors: [GraphQLError]

    init(_ errors: [GraphQLError]) { self.errors = errors }

    public init(_ error: GraphQLError) { errors = [error] }
}
