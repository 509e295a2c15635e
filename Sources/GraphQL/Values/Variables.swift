/// The variables of one operation: what is known of them before any request gives values.
struct VariablesPlan: Sendable {
    private struct Variable: Sendable {
        let definition: Node.ID
        let symbol: Name
        let name: String
        let type: TypeReference
        let defaultValue: Value?
    }

    private let variables: [Variable]
    /// Finding the place of an error takes reading the document up to there.
    private static let greatestErrorCount = 50

    var isEmpty: Bool { variables.isEmpty }

    /// - Throws: when a default does not fit its type, which validation has found out before.
    init(of operation: Node.ID, in document: Document, schema: Schema) throws(RequestError) {
        var variables: [Variable] = []
        for definition in document.list(document[operation].variableDefinitions) {
            let node = document[definition]
            // Validation has made sure that it is an input type.
            guard let type = document.typeReference(node.type, in: schema) else { continue }
            var defaultValue: Value?
            if node.defaultValue.isPresent {
                do throws(CoercionFailure) {
                    defaultValue = try Coercion(schema: schema)
                        .coerce(literal: node.defaultValue, in: document, to: type, variables: .none)
                } catch {
                    throw RequestError(
                        GraphQLError(error.message, code: .badVariables, locations: [document.location(of: definition)])
                    )
                }
            }
            variables.append(
                Variable(
                    definition: definition, symbol: node.name, name: document.text(node.name), type: type,
                    defaultValue: defaultValue))
        }
        self.variables = variables
    }

    /// Coerces the values a request gives.
    ///
    /// Values for variables the operation does not declare are ignored.
    /// [Spec 6.1.2](https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values)
    ///
    /// - Throws: all errors at once, but at most fifty, and one that says that there are more.
    func coerce(_ provided: Value, document: Document, schema: Schema) throws(RequestError) -> VariableValues {
        let given = document.named(provided)
        var values = VariableValues(capacity: variables.count)
        var errors: [GraphQLError] = []
        for variable in variables {
            do throws(CoercionFailure) {
                if let value = given[variable.symbol] {
                    values.set(
                        variable.symbol, try Coercion(schema: schema).coerce(value, to: variable.type, isJSON: true))
                } else if let value = variable.defaultValue {
                    values.set(variable.symbol, value)
                } else if variable.type.isNonNull {
                    let type = schema.text(variable.type)
                    throw CoercionFailure(
                        message: "Variable \"$\(variable.name)\" of required type \"\(type)\" was not provided.")
                }
            } catch {
                if errors.count == VariablesPlan.greatestErrorCount {
                    let message = "Too many errors processing variables, error limit reached. Execution aborted."
                    throw RequestError(errors + [GraphQLError(message, code: .tooManyErrors)])
                }
                errors.append(
                    GraphQLError(
                        message(error, variable, isProvided: given[variable.symbol] != nil), code: .badVariables,
                        locations: [document.location(of: variable.definition)]))
            }
        }
        if !errors.isEmpty { throw RequestError(errors) }
        return values
    }

    private func message(_ failure: CoercionFailure, _ variable: Variable, isProvided: Bool) -> String {
        if !isProvided { return failure.message }
        let place = failure.path.isEmpty ? "" : " at \"\(variable.name)\(failure.path)\""
        return "Variable \"$\(variable.name)\" got an invalid value\(place). \(failure.message)"
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

    func location(of id: Node.ID) -> SourceLocation { source.location(of: startPosition(of: self[id])) }
}

/// A request that cannot be executed: nothing was done. [Spec 7.1.2](https://spec.graphql.org/September2025/#sec-Errors.Request-Errors)
public struct RequestError: Error, Sendable {
    /// At least one.
    public let errors: [GraphQLError]

    init(_ errors: [GraphQLError]) { self.errors = errors }

    public init(_ error: GraphQLError) { errors = [error] }
}
