// How a plan gets the arguments of its fields.

extension Planner {
    func arguments(
        of field: FieldDefinition, at id: Node.ID, _ binding: FieldBinding
    ) throws(RequestError) -> ArgumentsPlan {
        guard let read = binding.readArguments else { return .none }
        let coercion = Coercion(schema: schema)
        var sources: [ArgumentSource] = []
        var isConstant = true
        for (name, _) in binding.arguments {
            guard let definition = field.arguments.first(where: { $0.name == name }) else {
                // The view hides it from the client, but not from the resolver.
                sources.append(.constant(field.hiddenDefaults.first { $0.name == name }?.value))
                continue
            }
            guard
                let argument = document.list(document[id].arguments).first(where: {
                    document[$0].name == definition.symbol
                })
            else {
                sources.append(.constant(coercion.defaultValue(of: definition)))
                continue
            }
            let literal = document[argument].value
            if document.hasVariables(literal) {
                isConstant = false
                sources.append(.literal(literal, definition))
                continue
            }
            do throws(CoercionFailure) {
                sources.append(
                    .constant(
                        try coercion.coerce(literal: literal, in: document, to: definition.type, variables: .none)))
            } catch {
                throw refusal(error.message, .validationFailed, at: error.node ?? argument)
            }
        }
        guard isConstant else { return .dynamic(sources) }
        do {
            return .constant(
                try read { position in if case .constant(let value) = sources[position] { value } else { nil } })
        } catch let error as GraphQLError {
            throw refusal(error.message, error.code, at: id)
        } catch {
            throw refusal("Argument \(error)", .validationFailed, at: id)
        }
    }
}

extension Document {
    func hasVariables(_ id: Node.ID) -> Bool {
        let node = self[id]
        switch node.kind {
        case .variable: return true
        case .list: return list(node.items).contains(where: hasVariables)
        case .object: return list(node.items).contains { hasVariables(self[$0].value) }
        default: return false
        }
    }
}
