// The first pass: which types and directives there are, and what extends them.

extension SchemaBuilder {
    mutating func collect(_ source: Document) {
        for id in source.definitions where !source[id].isExtension {
            switch source[id].kind {
            case .operation, .fragment:
                issue("An operation or fragment cannot stand in a schema: only type system definitions can.", at: id)
            case .directiveDefinition: collectDirective(id, in: source)
            case .schema where schemaDeclaration == nil:
                schemaDeclaration = Declaration(document: source, definition: id)
                sources.schema = [id]
            case .schema:
                issue("There can be only one schema definition: put the rest into `extend schema`.", at: id)
            default: collectType(id, in: source)
            }
        }
    }

    private mutating func collectType(_ id: Node.ID, in source: Document) {
        let node = source[id]
        let name = source.text(node.name)
        guard let earlier = declarations[name] else {
            declarations[name] = Declaration(document: source, definition: id)
            typeIDs[name] = TypeID(typeNames.count)
            typeNames.append(name)
            return
        }
        if earlier.document === source {
            issue(
                "There can be only one type named \"\(name)\": rename one, or write `extend`.", coordinate: name, at: id
            )
        } else if node.kind == .scalarType, document[earlier.definition].kind != .scalarType {
            // A schema may spell out the specification's own scalars, but not make something else of them.
            issue(
                "\"\(name)\" is a scalar of the specification: give the type another name.",
                coordinate: name, at: earlier.definition)
        }
    }

    private mutating func collectDirective(_ id: Node.ID, in source: Document) {
        let name = source.text(source[id].name)
        guard sources.directives[name] == nil else {
            // A schema may spell out the specification's own directives.
            if source === document {
                issue("There can be only one directive named \"@\(name)\".", coordinate: "@\(name)", at: id)
            }
            return
        }
        if source === document { sources.directives[name] = id }
        directiveNodes.append((source, id))
    }

    /// An extension needs something of its own kind to extend. That it adds something is a matter of grammar; that it
    /// repeats nothing shows with the members.
    /// [Spec 3.4.3](https://spec.graphql.org/September2025/#sec-Type-Extensions)
    mutating func collectExtensions() {
        for id in document.definitions where document[id].isExtension {
            let node = document[id]
            if node.kind == .schema {
                if schemaDeclaration == nil {
                    // Where the root types have their customary names, the definition may be left out.
                    schemaDeclaration = Declaration(document: document, definition: id)
                    isSchemaImplied = true
                } else {
                    schemaDeclaration?.extensions.append(id)
                }
                sources.schema.append(id)
                continue
            }
            let name = document.text(node.name)
            guard let declaration = declarations[name] else {
                issue("There is no type \"\(name)\" to extend: define it.", coordinate: name, at: id)
                continue
            }
            guard declaration.document === document else {
                issue("\"\(name)\" belongs to the specification and cannot be extended.", coordinate: name, at: id)
                continue
            }
            let kind = document[declaration.definition].kind
            guard kind == node.kind else {
                issue(
                    "\"\(name)\" is defined as `\(kind.keyword)`, so its extension must be `extend \(kind.keyword)`.",
                    coordinate: name, at: id)
                continue
            }
            declarations[name]?.extensions.append(id)
        }
        for (name, declaration) in declarations where declaration.document === document {
            sources.types[name] = declaration.nodes
        }
    }

    /// Every name that a document could mention: types, members, arguments, directives and their arguments.
    func gatherNames() -> [String] {
        var seen: Set<String> = ["__typename", "__schema", "__type"]
        var names = ["__typename", "__schema", "__type"]
        for source in [document, prelude] {
            for node in source.nodes {
                switch node.kind {
                case .scalarType, .objectType, .interfaceType, .unionType, .enumType, .inputObjectType,
                    .fieldDefinition, .inputValueDefinition, .enumValueDefinition, .directiveDefinition, .directive:
                    let name = source.text(node.name)
                    if seen.insert(name).inserted { names.append(name) }
                default: continue
                }
            }
        }
        return names
    }
}

extension Node.Kind {
    /// The kind of type a node defines; `nil` for other nodes.
    var typeKind: TypeKind? {
        switch self {
        case .scalarType: .scalar
        case .objectType: .object
        case .interfaceType: .interface
        case .unionType: .union
        case .enumType: .enum
        case .inputObjectType: .inputObject
        default: nil
        }
    }

    /// What a definition of the type begins with.
    fileprivate var keyword: String {
        switch self {
        case .objectType: "type"
        case .interfaceType: "interface"
        case .unionType: "union"
        case .enumType: "enum"
        case .inputObjectType: "input"
        default: "scalar"
        }
    }
}
