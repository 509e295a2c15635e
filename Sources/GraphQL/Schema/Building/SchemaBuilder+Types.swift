// The second pass: types and directives with all their members.

extension SchemaBuilder {
    mutating func makeType(_ name: String) -> NamedType {
        // `typeNames`, `declarations` and `typeIDs` are filled together.
        guard let declaration = declarations[name], let id = typeIDs[name] else { preconditionFailure(name) }
        let source = declaration.document
        let kind = source[declaration.definition].kind.typeKind ?? .scalar
        var members = Members(name)
        for part in declaration.nodes {
            switch kind {
            case .object, .interface:
                collectReferences(source[part].interfaces, into: \.interfaces, of: &members, in: source)
                collectFields(source[part].members, of: id, into: &members, in: source)
            case .union: collectReferences(source[part].members, into: \.unionMembers, of: &members, in: source)
            case .enum: collectEnumValues(source[part].members, into: &members, in: source)
            case .inputObject: collectInputFields(source[part].members, into: &members, in: source)
            case .scalar, .list, .nonNull: continue
            }
        }
        let directives = applied(declaration)
        return NamedType(
            id: id,
            name: name,
            symbol: symbols.find(name),
            kind: kind,
            description: describe(declaration.definition, in: source),
            directives: directives,
            fields: members.fields,
            interfaces: members.interfaces,
            possibleTypes: kind == .object ? [id] : members.unionMembers,
            enumValues: members.enumValues,
            inputFields: members.inputFields,
            isOneOf: kind == .inputObject && directives.contains { $0.name == "oneOf" },
            specifiedByURL: text(directives, "specifiedBy", "url")
        )
    }

    /// What the definition of a type and its extensions contribute.
    struct Members {
        let typeName: String
        var fields: [FieldDefinition] = []
        var interfaces: [TypeID] = []
        var unionMembers: [TypeID] = []
        var enumValues: [EnumValueDefinition] = []
        var inputFields: [InputValueDefinition] = []
        /// Members, and the types that are implemented or united.
        var names: Set<String> = []

        init(_ typeName: String) { self.typeName = typeName }
    }

    /// Whether the member is the first of its name; if not, says so.
    private mutating func isNew(_ member: Node.ID, in members: inout Members, of source: Document) -> Bool {
        let name = source.text(source[member].name)
        if members.names.insert(name).inserted { return true }
        let coordinate = "\(members.typeName).\(name)"
        issue("\"\(coordinate)\" can be defined only once.", coordinate: coordinate, at: member)
        return false
    }

    private mutating func collectReferences(
        _ first: Node.ID, into path: WritableKeyPath<Members, [TypeID]>, of members: inout Members, in source: Document
    ) {
        for reference in source.list(first) {
            let type = resolve(reference, in: source, usedBy: members.typeName)
            let name = source.text(source[reference].name)
            // Behind a sign that no name has, since a field may be called like an interface.
            if members.names.insert("&\(name)").inserted {
                members[keyPath: path].append(type)
            } else {
                let what = path == \.interfaces ? "implement" : "contain"
                issue(
                    "\"\(members.typeName)\" can \(what) \"\(name)\" only once.", coordinate: members.typeName,
                    at: reference)
            }
        }
    }

    private mutating func collectFields(
        _ first: Node.ID, of parent: TypeID, into members: inout Members, in source: Document
    ) {
        for member in source.list(first) where isNew(member, in: &members, of: source) {
            members.fields.append(makeField(member, of: parent, named: members.typeName, in: source))
        }
    }

    private mutating func collectEnumValues(_ first: Node.ID, into members: inout Members, in source: Document) {
        for member in source.list(first) where isNew(member, in: &members, of: source) {
            let name = source.text(source[member].name)
            sources.record("\(members.typeName).\(name)", member, in: source)
            let directives = applied(source[member].directives, in: source)
            members.enumValues.append(
                EnumValueDefinition(
                    name: name, symbol: symbols.find(name), description: describe(member, in: source),
                    deprecationReason: deprecation(directives), directives: directives))
        }
    }

    private mutating func collectInputFields(_ first: Node.ID, into members: inout Members, in source: Document) {
        for member in source.list(first) where isNew(member, in: &members, of: source) {
            let coordinate = "\(members.typeName).\(source.text(source[member].name))"
            members.inputFields.append(makeInputValue(member, coordinate: coordinate, in: source))
        }
    }

    private mutating func makeField(
        _ id: Node.ID, of parent: TypeID, named parentName: String, in source: Document
    ) -> FieldDefinition {
        let node = source[id]
        let name = source.text(node.name)
        let coordinate = "\(parentName).\(name)"
        sources.record(coordinate, id, in: source)
        let directives = applied(node.directives, in: source)
        defer { fieldCount += 1 }
        return FieldDefinition(
            id: fieldCount,
            name: name,
            symbol: symbols.find(name),
            parent: parent,
            description: describe(id, in: source),
            arguments: makeArguments(node.arguments, of: coordinate, in: source),
            type: typeReference(node.type, in: source, usedBy: coordinate),
            deprecationReason: deprecation(directives),
            directives: directives
        )
    }

    private mutating func makeArguments(
        _ first: Node.ID, of owner: String, in source: Document
    ) -> [InputValueDefinition] {
        var arguments: [InputValueDefinition] = []
        var names: Set<String> = []
        for argument in source.list(first) {
            let name = source.text(source[argument].name)
            let coordinate = "\(owner)(\(name):)"
            if names.insert(name).inserted {
                arguments.append(makeInputValue(argument, coordinate: coordinate, in: source))
            } else {
                issue("\"\(coordinate)\" can be defined only once.", coordinate: coordinate, at: argument)
            }
        }
        return arguments
    }

    private mutating func makeInputValue(
        _ id: Node.ID, coordinate: String, in source: Document
    ) -> InputValueDefinition {
        let node = source[id]
        let name = source.text(node.name)
        sources.record(coordinate, id, in: source)
        let directives = applied(node.directives, in: source)
        return InputValueDefinition(
            name: name,
            symbol: symbols.find(name),
            description: describe(id, in: source),
            type: typeReference(node.type, in: source, usedBy: coordinate),
            defaultValue: node.defaultValue.isPresent
                ? defaultValue(node.defaultValue, ofTypeAt: node.type, in: source) : nil,
            deprecationReason: deprecation(directives),
            directives: directives
        )
    }

    mutating func makeDirectiveDefinition(_ id: Node.ID, in source: Document) -> DirectiveDefinition {
        let node = source[id]
        let name = source.text(node.name)
        var locations: [DirectiveLocation] = []
        for member in source.list(node.members) {
            // The parser accepts only the specification's locations.
            guard let location = DirectiveLocation(rawValue: source.text(source[member].name)) else { continue }
            if !locations.contains(location) { locations.append(location) }
        }
        return DirectiveDefinition(
            name: name,
            symbol: symbols.find(name),
            description: describe(id, in: source),
            arguments: makeArguments(node.arguments, of: "@\(name)", in: source),
            locations: locations,
            isRepeatable: node.flags.contains(.isRepeatable)
        )
    }

    /// A default as a ``Value``. An ID may be a longer number than an Int can hold; then, and only then, reading it takes
    /// knowing its type.
    private func defaultValue(_ id: Node.ID, ofTypeAt type: Node.ID, in source: Document) -> Value {
        hasLongNumber(id, in: source) ? constant(id, ofTypeAt: type, in: source) : source.constantValue(id)
    }

    private func hasLongNumber(_ id: Node.ID, in source: Document) -> Bool {
        let node = source[id]
        switch node.kind {
        case .int: return node.textEnd - node.textStart > 18
        case .list: return source.list(node.items).contains { hasLongNumber($0, in: source) }
        case .object: return source.list(node.items).contains { hasLongNumber(source[$0].value, in: source) }
        default: return false
        }
    }

    private func constant(_ id: Node.ID, ofTypeAt type: Node.ID, in source: Document) -> Value {
        var named = source[type]
        while named.kind == .listType { named = source[named.type] }
        let name = source.text(named.name)
        switch source[id].kind {
        case .int where name == "ID":
            let value = source.constantValue(id)
            if case .float = value { return .string(source.numberText(of: id)) }
            return value
        case .list: return .list(source.list(source[id].items).map { constant($0, ofTypeAt: type, in: source) })
        case .object:
            let fields = declarations[name].map(inputFieldTypes) ?? [:]
            return .object(
                source.list(source[id].items).map { entry in
                    let name = source.text(source[entry].name)
                    let value = source[entry].value
                    return Value.ObjectField(
                        name,
                        fields[name].map { constant(value, ofTypeAt: $0, in: source) } ?? source.constantValue(value))
                })
        default: return source.constantValue(id)
        }
    }

    /// By name: the types of the fields of an input object; none if it is something else.
    private func inputFieldTypes(_ declaration: Declaration) -> [String: Node.ID] {
        let source = declaration.document
        guard source[declaration.definition].kind == .inputObjectType else { return [:] }
        let fields = declaration.nodes.flatMap { Array(source.list(source[$0].members)) }
        return Dictionary(fields.map { (source.text(source[$0].name), source[$0].type) }) { first, _ in first }
    }

    // MARK: - References

    mutating func resolve(_ id: Node.ID, in source: Document, usedBy user: String?) -> TypeID {
        let name = source.text(source[id].name)
        if let type = typeIDs[name] { return type }
        issue("There is no type \"\(name)\": define it, or correct the name.", coordinate: user, at: id)
        return unknownType
    }

    private mutating func typeReference(_ id: Node.ID, in source: Document, usedBy user: String) -> TypeReference {
        let node = source[id]
        guard node.kind == .listType else {
            let type = resolve(id, in: source, usedBy: user)
            return TypeReference(named: type, nonNullBits: node.isNonNull ? 1 : 0)
        }
        let item = typeReference(node.type, in: source, usedBy: user)
        if item.named == unknownType { return item }
        guard item.listDepth < TypeReference.maximumListDepth else {
            issue("Lists can nest at most \(TypeReference.maximumListDepth) deep.", coordinate: user, at: id)
            return TypeReference(named: unknownType)
        }
        return item.inList(nonNull: node.isNonNull)
    }

    // MARK: - Descriptions and directives

    func describe(_ id: Node.ID, in source: Document) -> String? {
        let description = source[id].description
        return description.isPresent ? source.stringValue(of: description) : nil
    }

    func applied(_ declaration: Declaration) -> [AppliedDirective] {
        declaration.nodes.flatMap { applied(declaration.document[$0].directives, in: declaration.document) }
    }

    private func applied(_ first: Node.ID, in source: Document) -> [AppliedDirective] {
        source.list(first).map { id in
            AppliedDirective(
                name: source.text(source[id].name),
                arguments: source.list(source[id].arguments).map { argument in
                    (source.text(source[argument].name), source.constantValue(source[argument].value))
                }
            )
        }
    }

    private func text(_ directives: [AppliedDirective], _ name: String, _ argument: String) -> String? {
        let directive = directives.first { $0.name == name }
        guard case .string(let text)? = directive?.argument(argument) else { return nil }
        return text
    }

    private func deprecation(_ directives: [AppliedDirective]) -> String? {
        guard directives.contains(where: { $0.name == "deprecated" }) else { return nil }
        return text(directives, "deprecated", "reason") ?? "No longer supported"
    }
}

extension NamedType {
    func with(possibleTypes: [TypeID]) -> NamedType {
        NamedType(
            id: id, name: name, symbol: symbol, kind: kind, description: description, directives: directives,
            fields: fields, interfaces: interfaces, possibleTypes: possibleTypes, enumValues: enumValues,
            inputFields: inputFields, hiddenDefaults: hiddenDefaults, isOneOf: isOneOf, specifiedByURL: specifiedByURL
        )
    }
}
