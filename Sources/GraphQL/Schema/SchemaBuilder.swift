extension Schema {
    /// Builds a schema from its definition.
    ///
    /// - Parameter source: type system definitions and extensions, as text.
    /// - Throws: ``SyntaxError`` when the text is not GraphQL, ``SchemaError`` with every problem found otherwise.
    /// - Complexity: linear in the size of the source, but for interface implementation checks.
    public convenience init(_ source: String) throws {
        let document = try Document.parse(source, limits: .trusted)
        let prelude = try Document.parse(Schema.prelude, limits: .trusted)
        var builder = SchemaBuilder(document: document, prelude: prelude)
        let parts = try builder.build()
        self.init(
            symbols: parts.symbols,
            description: parts.description,
            directives: parts.directives,
            types: parts.types,
            visibleTypes: parts.types.map(\.id),
            directiveDefinitions: parts.directiveDefinitions,
            queryType: parts.queryType,
            mutationType: parts.mutationType,
            subscriptionType: parts.subscriptionType,
            fieldCount: parts.fieldCount,
            metaFields: parts.metaFields
        )
        let issues = SchemaValidator(self).issues()
        if !issues.isEmpty { throw SchemaError(issues: issues) }
    }
}

/// Turns parsed type system documents into the parts of a ``Schema``.
///
/// Runs once, at start-up: it works with texts rather than symbols, because the symbols are what it makes.
struct SchemaBuilder {
    struct Parts {
        var symbols: Symbols
        var description: String?
        var directives: [AppliedDirective]
        var types: [NamedType]
        var directiveDefinitions: [DirectiveDefinition]
        var queryType: TypeID
        var mutationType: TypeID?
        var subscriptionType: TypeID?
        var fieldCount: Int
        var metaFields: (typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition)
    }

    /// A definition with its extensions: all of them contribute members, in source order.
    private struct Declaration {
        let document: Document
        let definition: Node.ID
        var extensions: [Node.ID] = []

        var nodes: [Node.ID] { [definition] + extensions }
    }

    private let document: Document
    private let prelude: Document

    private var symbols = Symbols.empty
    private var typeNames: [String] = []
    private var declarations: [String: Declaration] = [:]
    private var typeIDs: [String: TypeID] = [:]
    private var directiveNodes: [(document: Document, node: Node.ID)] = []
    private var schemaDefinition: Declaration?
    private var fieldCount = 0
    private var issues: [SchemaError.Issue] = []

    init(document: Document, prelude: Document) {
        self.document = document
        self.prelude = prelude
    }

    mutating func build() throws(SchemaError) -> Parts {
        collect(document)
        collect(prelude)
        collectExtensions()
        symbols = Symbols(gatherNames())

        var types = typeNames.map { makeType($0) }
        connectPossibleTypes(&types)
        let roots = rootTypes()
        let metaFields = makeMetaFields()
        let directiveDefinitions = directiveNodes.map { makeDirectiveDefinition($0.node, in: $0.document) }
        if roots[.query] == nil, issues.isEmpty {
            issue("The schema needs a query root: define `type Query { … }`, or name one in `schema { query: … }`.")
        }
        guard issues.isEmpty, let queryType = roots[.query] else { throw SchemaError(issues: issues) }
        return Parts(
            symbols: symbols,
            description: schemaDefinition.flatMap { describe($0.definition, in: $0.document) },
            directives: schemaDefinition.map { applied($0) } ?? [],
            types: types,
            directiveDefinitions: directiveDefinitions,
            queryType: queryType,
            mutationType: roots[.mutation],
            subscriptionType: roots[.subscription],
            fieldCount: fieldCount,
            metaFields: metaFields
        )
    }

    // MARK: - Collecting

    private mutating func issue(
        _ message: String, coordinate: String? = nil, at node: Node.ID? = nil, in source: Document? = nil
    ) {
        let location = node.map { (source ?? document).location(of: $0) }
        issues.append(SchemaError.Issue(message, coordinate: coordinate, location: location))
    }

    private mutating func collect(_ source: Document) {
        for id in source.definitions {
            let node = source[id]
            switch node.kind {
            case .operation, .fragment:
                issue("Only type system definitions may stand in a schema.", at: id, in: source)
            case .directiveDefinition:
                let name = source.text(node.name)
                if let earlier = directiveNodes.first(where: { $0.document.text($0.document[$0.node].name) == name }) {
                    // A schema may spell out the specification's own directives.
                    if earlier.document === source {
                        issue("There can be only one directive named \"@\(name)\".", coordinate: "@\(name)", at: id, in: source)
                    }
                } else {
                    directiveNodes.append((source, id))
                }
            case .schema where node.isExtension: continue
            case .schema:
                if schemaDefinition == nil {
                    schemaDefinition = Declaration(document: source, definition: id)
                } else {
                    issue("There can be only one schema definition.", at: id, in: source)
                }
            case _ where node.isExtension: continue
            default:
                let name = source.text(node.name)
                if let earlier = declarations[name] {
                    if earlier.document === source {
                        issue("There can be only one type named \"\(name)\".", coordinate: name, at: id, in: source)
                    } else if node.kind != .scalarType {
                        issue("The name \"\(name)\" belongs to the specification.", coordinate: name, at: earlier.definition)
                    }
                } else {
                    declarations[name] = Declaration(document: source, definition: id)
                    typeIDs[name] = TypeID(typeNames.count)
                    typeNames.append(name)
                }
            }
        }
    }

    private mutating func collectExtensions() {
        for id in document.definitions where document[id].isExtension {
            let node = document[id]
            if node.kind == .schema {
                guard schemaDefinition != nil else {
                    issue("`extend schema` needs a schema definition to extend.", at: id)
                    continue
                }
                schemaDefinition?.extensions.append(id)
                continue
            }
            let name = document.text(node.name)
            guard let declaration = declarations[name], declaration.document === document else {
                issue("Cannot extend type \"\(name)\" because it is not defined.", coordinate: name, at: id)
                continue
            }
            guard document[declaration.definition].kind == node.kind else {
                issue("Cannot extend \"\(name)\" as another kind of type than it is.", coordinate: name, at: id)
                continue
            }
            declarations[name]?.extensions.append(id)
        }
    }

    /// Every name that a document could mention: types, members, arguments, directives and their arguments.
    private func gatherNames() -> [String] {
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

    // MARK: - Types

    private mutating func makeType(_ name: String) -> NamedType {
        // `typeNames` and `declarations` are filled together.
        guard let declaration = declarations[name], let id = typeIDs[name] else { preconditionFailure(name) }
        let source = declaration.document
        let kind = kind(of: source[declaration.definition].kind)
        var fields: [FieldDefinition] = []
        var interfaces: [TypeID] = []
        var members: [TypeID] = []
        var enumValues: [EnumValueDefinition] = []
        var inputFields: [InputValueDefinition] = []
        for part in declaration.nodes {
            let node = source[part]
            switch kind {
            case .object, .interface:
                for interface in source.list(node.interfaces) {
                    guard let type = resolve(interface, in: source, usedBy: name) else { continue }
                    if interfaces.contains(type) {
                        issue("Type \(name) can implement \(typeNames[type.index]) only once.", coordinate: name, at: interface, in: source)
                    } else {
                        interfaces.append(type)
                    }
                }
                for member in source.list(node.members) {
                    fields.append(makeField(member, of: id, named: name, in: source))
                }
            case .union:
                for member in source.list(node.members) {
                    guard let type = resolve(member, in: source, usedBy: name) else { continue }
                    if members.contains(type) {
                        issue("Union \(name) can include \(typeNames[type.index]) only once.", coordinate: name, at: member, in: source)
                    } else {
                        members.append(type)
                    }
                }
            case .enum:
                for member in source.list(node.members) { enumValues.append(makeEnumValue(member, in: source)) }
            case .inputObject:
                for member in source.list(node.members) {
                    inputFields.append(makeInputValue(member, coordinate: "\(name).\(source.text(source[member].name))", in: source))
                }
            case .scalar, .list, .nonNull: continue
            }
        }
        refuseDuplicates(fields.map(\.name), "Field", of: name, in: declaration)
        refuseDuplicates(enumValues.map(\.name), "Enum value", of: name, in: declaration)
        refuseDuplicates(inputFields.map(\.name), "Input field", of: name, in: declaration)
        let directives = applied(declaration)
        return NamedType(
            id: id,
            name: name,
            symbol: symbols.find(name),
            kind: kind,
            description: describe(declaration.definition, in: source),
            directives: directives,
            fields: fields,
            interfaces: interfaces,
            possibleTypes: kind == .object ? [id] : members,
            enumValues: enumValues,
            inputFields: inputFields,
            isOneOf: kind == .inputObject && directives.contains { $0.name == "oneOf" },
            specifiedByURL: text(directives, "specifiedBy", "url")
        )
    }

    private mutating func refuseDuplicates(_ names: [String], _ what: String, of type: String, in declaration: Declaration) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            issue(
                "\(what) \"\(type).\(name)\" can be defined only once.",
                coordinate: "\(type).\(name)", at: declaration.definition, in: declaration.document
            )
        }
    }

    private func kind(of node: Node.Kind) -> TypeKind {
        switch node {
        case .objectType: .object
        case .interfaceType: .interface
        case .unionType: .union
        case .enumType: .enum
        case .inputObjectType: .inputObject
        default: .scalar
        }
    }

    private mutating func makeField(_ id: Node.ID, of parent: TypeID, named parentName: String, in source: Document) -> FieldDefinition {
        let node = source[id]
        let name = source.text(node.name)
        let directives = applied(node.directives, in: source)
        defer { fieldCount += 1 }
        return FieldDefinition(
            id: fieldCount,
            name: name,
            symbol: symbols.find(name),
            parent: parent,
            description: describe(id, in: source),
            arguments: makeArguments(node.arguments, of: "\(parentName).\(name)", in: source),
            type: typeReference(node.type, in: source, usedBy: "\(parentName).\(name)"),
            deprecationReason: deprecation(directives),
            directives: directives
        )
    }

    private mutating func makeArguments(_ first: Node.ID, of owner: String, in source: Document) -> [InputValueDefinition] {
        var arguments: [InputValueDefinition] = []
        for argument in source.list(first) {
            let name = source.text(source[argument].name)
            let coordinate = "\(owner)(\(name):)"
            if arguments.contains(where: { $0.name == name }) {
                issue("Argument \"\(coordinate)\" can be defined only once.", coordinate: coordinate, at: argument, in: source)
            }
            arguments.append(makeInputValue(argument, coordinate: coordinate, in: source))
        }
        return arguments
    }

    private mutating func makeInputValue(_ id: Node.ID, coordinate: String, in source: Document) -> InputValueDefinition {
        let node = source[id]
        let name = source.text(node.name)
        let directives = applied(node.directives, in: source)
        return InputValueDefinition(
            name: name,
            symbol: symbols.find(name),
            description: describe(id, in: source),
            type: typeReference(node.type, in: source, usedBy: coordinate),
            defaultValue: node.defaultValue.isPresent ? source.constantValue(node.defaultValue) : nil,
            deprecationReason: deprecation(directives),
            directives: directives
        )
    }

    private mutating func makeEnumValue(_ id: Node.ID, in source: Document) -> EnumValueDefinition {
        let name = source.text(source[id].name)
        let directives = applied(source[id].directives, in: source)
        return EnumValueDefinition(
            name: name,
            symbol: symbols.find(name),
            description: describe(id, in: source),
            deprecationReason: deprecation(directives),
            directives: directives
        )
    }

    private mutating func makeDirectiveDefinition(_ id: Node.ID, in source: Document) -> DirectiveDefinition {
        let node = source[id]
        let name = source.text(node.name)
        var locations: [DirectiveLocation] = []
        for member in source.list(node.members) {
            // The parser accepts only the specification's locations.
            guard let location = DirectiveLocation(rawValue: source.text(source[member].name)) else { continue }
            locations.append(location)
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

    // MARK: - References

    private mutating func resolve(_ id: Node.ID, in source: Document, usedBy user: String) -> TypeID? {
        let name = source.text(source[id].name)
        if let type = typeIDs[name] { return type }
        issue("Unknown type \"\(name)\".", coordinate: user, at: id, in: source)
        return nil
    }

    private mutating func typeReference(_ id: Node.ID, in source: Document, usedBy user: String) -> TypeReference {
        let node = source[id]
        guard node.kind == .listType else {
            let type = resolve(id, in: source, usedBy: user) ?? TypeID(0)
            return TypeReference(named: type, nonNullBits: node.isNonNull ? 1 : 0)
        }
        let item = typeReference(node.type, in: source, usedBy: user)
        guard item.listDepth < TypeReference.maximumListDepth else {
            issue("Lists nest at most \(TypeReference.maximumListDepth) deep.", coordinate: user, at: id, in: source)
            return item
        }
        return item.inList(nonNull: node.isNonNull)
    }

    private mutating func connectPossibleTypes(_ types: inout [NamedType]) {
        var implementations: [TypeID: [TypeID]] = [:]
        for type in types where type.kind == .object {
            for interface in type.interfaces { implementations[interface, default: []].append(type.id) }
        }
        for index in types.indices where types[index].kind == .interface {
            types[index] = types[index].with(possibleTypes: implementations[types[index].id] ?? [])
        }
    }

    /// [Spec 3.3.1](https://spec.graphql.org/September2025/#sec-Root-Operation-Types): named by the schema definition,
    /// or, without one, the types called `Query`, `Mutation` and `Subscription`.
    private mutating func rootTypes() -> [OperationType: TypeID] {
        var roots: [OperationType: TypeID] = [:]
        guard let schemaDefinition else {
            for (operation, name) in [(OperationType.query, "Query"), (.mutation, "Mutation"), (.subscription, "Subscription")] {
                if let id = typeIDs[name] { roots[operation] = id }
            }
            return roots
        }
        let source = schemaDefinition.document
        for part in schemaDefinition.nodes {
            for root in source.list(source[part].members) {
                let node = source[root]
                guard let type = resolve(root, in: source, usedBy: "schema") else { continue }
                if roots[node.operationType] != nil {
                    issue("There can be only one \(node.operationType) type in a schema.", at: root, in: source)
                }
                roots[node.operationType] = type
            }
        }
        return roots
    }

    /// The fields that exist without being written in the schema.
    private mutating func makeMetaFields() -> (typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition) {
        func type(_ name: String, nonNull: Bool) -> TypeReference {
            TypeReference(named: typeIDs[name] ?? TypeID(0), nonNullBits: nonNull ? 1 : 0)
        }
        func field(_ name: String, _ type: TypeReference, _ arguments: [InputValueDefinition] = []) -> FieldDefinition {
            defer { fieldCount += 1 }
            return FieldDefinition(
                id: fieldCount, name: name, symbol: symbols.find(name), parent: .none, description: nil,
                arguments: arguments, type: type, deprecationReason: nil, directives: []
            )
        }
        let name = InputValueDefinition(
            name: "name", symbol: symbols.find("name"), description: nil, type: type("String", nonNull: true),
            defaultValue: nil, deprecationReason: nil, directives: []
        )
        return (
            field("__typename", type("String", nonNull: true)),
            field("__schema", type("__Schema", nonNull: true)),
            field("__type", type("__Type", nonNull: false), [name])
        )
    }

    // MARK: - Descriptions and directives

    private func describe(_ id: Node.ID, in source: Document) -> String? {
        let description = source[id].description
        return description.isPresent ? source.stringValue(of: description) : nil
    }

    private func applied(_ declaration: Declaration) -> [AppliedDirective] {
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
        guard case .string(let text)? = directives.first(where: { $0.name == name })?.argument(argument) else { return nil }
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
            inputFields: inputFields, isOneOf: isOneOf, specifiedByURL: specifiedByURL
        )
    }
}
