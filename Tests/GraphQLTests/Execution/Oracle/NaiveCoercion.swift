import GraphQL

/// Input coercion by the letter of the specification, for values that fit.
/// [Spec 3.10, 3.11, 6.1.2, 6.4.1](https://spec.graphql.org/September2025/#sec-Coercing-Field-Arguments)
struct NaiveCoercion {
    struct Failure: Error { let message: String }

    /// A variable that was not given and has no default has no entry.
    var variables: [String: Value] = [:]

    init(_ operation: RandomOperation) throws {
        for variable in operation.variables {
            if let provided = variable.provided {
                variables[variable.spec.name] = try coerce(provided, variable.spec.type)
            } else if let value = variable.spec.defaultValue {
                variables[variable.spec.name] = try coerce(value, variable.spec.type)
            }
        }
    }

    /// The arguments of a field in the order of the schema; what is absent reads as null.
    func arguments(of spec: [InputSpec], from given: [(name: String, value: Literal)]) throws -> [Value] {
        try spec.map { try value(of: $0, in: given) ?? .null }
    }

    /// nil: no entry.
    private func value(of spec: InputSpec, in given: [(name: String, value: Literal)]) throws -> Value? {
        guard let literal = given.first(where: { $0.name == spec.name })?.value, !isAbsent(literal) else {
            return try spec.defaultValue.map { try coerce($0, spec.type) }
        }
        return try coerce(literal, spec.type)
    }

    private func isAbsent(_ literal: Literal) -> Bool {
        if case .variable(let name) = literal { variables[name] == nil } else { false }
    }

    private func coerce(_ literal: Literal, _ type: TypeText) throws -> Value {
        if case .variable(let name) = literal {
            let value = variables[name] ?? .null
            if value.isNull, type.isNonNull {
                throw Failure(
                    message: "Variable \"$\(name)\" must not be null here: a value of type \"\(type)\" is expected.")
            }
            return value
        }
        if case .nonNull(let inner) = type {
            if literal.isNull { throw Failure(message: "null for \(type)") }
            return try coerce(literal, inner)
        }
        if literal.isNull { return .null }
        if case .list(let item) = type {
            guard case .list(let items) = literal else { return .list([try coerce(literal, item)]) }
            return .list(try items.map { try coerce($0, item) })
        }
        switch (type.named, literal) {
        case ("Int", .int(let number)): return .int(number)
        case ("Float", .int(let number)): return .float(Double(number))
        case ("Float", .float(let number)): return .float(number)
        case ("String", .string(let text)), ("ID", .string(let text)): return .string(text)
        case ("ID", .int(let number)): return .string("\(number)")
        case ("Boolean", .boolean(let flag)): return .boolean(flag)
        case ("Triple", .enumValue(let name)): return .enumValue(name)
        case (let name, .object(let fields)):
            return .object(
                try InputSpec.objects[name]!.compactMap { spec in
                    try value(of: spec, in: fields).map { .init(spec.name, $0) }
                })
        default: throw Failure(message: "\(literal.text) for \(type)")
        }
    }
}
