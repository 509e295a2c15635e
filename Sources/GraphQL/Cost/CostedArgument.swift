/// What stands for an argument in a document, as far as its value matters for the cost.
enum CostedArgument: Sendable {
    case constant(Value?)
    case variable(Name)
    /// A literal that holds variables.
    case literal(Node.ID, InputValueDefinition)

    var isConstant: Bool { if case .constant = self { true } else { false } }

    /// The coerced value; `nil` when there is none. One that does not fit counts as none, since its field will fail.
    func value(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Value? {
        switch self {
        case .constant(let value): value
        case .variable(let name): variables[name]
        case .literal(let literal, let definition):
            try? Coercion(schema: schema)
                .coerce(literal: literal, in: document, to: definition.type, variables: variables)
        }
    }
}

/// An argument whose own cost depends on variables.
struct CostedInput: Sendable {
    let definition: InputValueDefinition
    let argument: CostedArgument
    let defaultValue: Value?

    func cost(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Points {
        schema.cost(of: argument.value(variables, document, schema) ?? defaultValue, for: definition)
    }
}

extension Schema {
    /// Whether an argument of this definition can cost anything.
    func mayCost(_ definition: InputValueDefinition) -> Bool {
        let type = named(definition.type)
        return type.kind == .inputObject || costs.weight(definition, type) != .zero
    }

    /// What an argument or input field costs that has this value: its weight and those of the input fields inside that
    /// have values. It may be less than nothing.
    ///
    /// [Cost directives 5.3.2.2](https://ibm.github.io/graphql-specs/cost-spec.html#sec-Field-Cost)
    ///
    /// - Parameter value: coerced, so that it is the same whether the client wrote it as a literal or as a variable.
    /// - Complexity: linear in the value.
    func cost(of value: Value?, for definition: InputValueDefinition) -> Points {
        guard let value, !value.isNull else { return .zero }
        let type = named(definition.type)
        return costs.weight(definition, type) + inputFieldCost(of: value, type)
    }

    private func inputFieldCost(of value: Value, _ type: NamedType) -> Points {
        guard type.kind == .inputObject else { return .zero }
        switch value {
        case .list(let items): return items.reduce(.zero) { $0 + inputFieldCost(of: $1, type) }
        case .object(let entries):
            var cost = Points.zero
            // Coerced entries come in the order of the type's fields; those that a view hides are the last.
            var fields = type.inputFields[...]
            for entry in entries {
                guard let place = fields.firstIndex(where: { $0.name == entry.name }) else { break }
                cost += self.cost(of: entry.value, for: fields[place])
                fields = fields[(place + 1)...]
            }
            return cost
        default: return .zero
        }
    }
}
