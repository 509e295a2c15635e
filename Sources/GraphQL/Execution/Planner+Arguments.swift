// How a plan gets the arguments of its fields.

extension Planner {
    /// A field of the document, or none for one without arguments, and what it is.
    struct ArgumentsKey: Hashable {
        let node: Node.ID
        let field: Int
    }

    /// A field stands wherever its fragment is spread, but its arguments are read once, however large they are. Those with
    /// variables in them are read again for each place and request, which counts as steps.
    mutating func arguments(
        of field: FieldDefinition, at id: Node.ID, _ binding: FieldBinding
    ) throws(RequestError) -> ArgumentsPlan {
        guard let read = binding.readArguments else { return .none }
        let key = ArgumentsKey(node: document[id].arguments.isPresent ? id : .none, field: field.id)
        let arguments: ArgumentsPlan
        if let known = knownArguments[key] {
            arguments = known
        } else {
            arguments = try newArguments(of: field, at: id, binding, read)
            knownArguments[key] = arguments
        }
        if case .dynamic(let sources) = arguments {
            for case .literal(let literal, _) in sources {
                steps += document.size(of: literal)
                document.forEachVariable(in: literal) { parts.variableUses[$0, default: 0] += 1 }
            }
        }
        return arguments
    }

    private func newArguments(
        of field: FieldDefinition, at id: Node.ID, _ binding: FieldBinding, _ read: ArgumentReader
    ) throws(RequestError) -> ArgumentsPlan {
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
    /// How much work it is to read a literal, in values.
    fileprivate func size(of id: Node.ID) -> Int {
        let node = self[id]
        switch node.kind {
        case .list: return list(node.items).reduce(1) { $0 + size(of: $1) }
        case .object: return list(node.items).reduce(1) { $0 + size(of: self[$1].value) }
        case .int, .float, .string, .blockString: return 1 + (node.textEnd - node.textStart) / 16
        default: return 1
        }
    }

    fileprivate func forEachVariable(in id: Node.ID, _ body: (Name) -> Void) {
        let node = self[id]
        switch node.kind {
        case .variable: body(node.name)
        case .list: for item in list(node.items) { forEachVariable(in: item, body) }
        case .object: for entry in list(node.items) { forEachVariable(in: self[entry].value, body) }
        default: return
        }
    }

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
