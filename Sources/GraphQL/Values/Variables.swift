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
    private let names: VariableNames
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
        names = VariableNames(variables.map(\.symbol))
    }

    /// Coerces the values a request gives.
    ///
    /// Values for variables the operation does not declare are ignored.
    /// [Spec 6.1.2](https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values)
    ///
    /// - Throws: all errors at once, but at most fifty, and one that says that there are more.
    func coerce(_ provided: Value, document: Document, schema: Schema) throws(RequestError) -> VariableValues {
        if variables.isEmpty { return .none }
        let given = GivenValues(provided, variableCount: variables.count)
        var values = VariableValues(names)
        var failures: [(message: String, position: Int)] = []
        for (position, variable) in variables.enumerated() {
            let givenValue = given.value(variable.name, probablyAt: position)
            do throws(CoercionFailure) {
                if let value = givenValue {
                    values.set(position, try Coercion(schema: schema).coerce(value, to: variable.type, isJSON: true))
                } else if let value = variable.defaultValue {
                    values.set(position, value)
                } else if variable.type.isNonNull {
                    let type = schema.text(variable.type)
                    throw CoercionFailure(
                        message:
                            "Variable \"$\(variable.name.shortened())\" of required type \"\(type)\" was not provided.")
                }
            } catch {
                failures.append(
                    (
                        message(error, variable, isProvided: givenValue != nil),
                        document.startPosition(of: document[variable.definition])
                    ))
                if failures.count > VariablesPlan.greatestErrorCount { break }
            }
        }
        if failures.isEmpty { return values }
        let located = document.locations(of: failures.map(\.position))
        var errors = failures.prefix(VariablesPlan.greatestErrorCount).map { failure in
            GraphQLError(
                failure.message, code: .badVariables, locations: located[failure.position].map { [$0] } ?? [])
        }
        if failures.count > errors.count {
            let message = "Too many errors processing variables, error limit reached. Execution aborted."
            errors.append(GraphQLError(message, code: .tooManyErrors))
        }
        throw RequestError(errors)
    }

    private func message(_ failure: CoercionFailure, _ variable: Variable, isProvided: Bool) -> String {
        if !isProvided { return failure.message }
        let name = variable.name.shortened()
        let place = failure.path.isEmpty ? "" : " at \"\(name)\(failure.path)\""
        return "Variable \"$\(name)\" got an invalid value\(place). \(failure.message)"
    }
}

/// The values that a request gives for variables, found by name.
private struct GivenValues {
    private let fields: [Value.ObjectField]
    /// Only made where there are so many that searching would take long.
    private var places: [ExactText: Int]?
    private static let few = 64

    init(_ provided: Value, variableCount: Int) {
        guard case .object(let fields) = provided else {
            self.fields = []
            return
        }
        self.fields = fields
        guard fields.count * variableCount > GivenValues.few else { return }
        places = Dictionary(
            fields.indices.map { (ExactText(fields[$0].name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter place: clients mostly send variables in the order in which they are declared.
    func value(_ name: String, probablyAt place: Int) -> Value? {
        let name = ExactText(name)
        if place < fields.count, ExactText(fields[place].name) == name { return fields[place].value }
        if let places { return places[name].map { fields[$0].value } }
        return fields.first { ExactText($0.name) == name }?.value
    }
}

extension Document {
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

    /// One reason why.
    public init(_ error: GraphQLError) { errors = [error] }
}
