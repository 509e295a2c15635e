extension Schema {
    /// Builds a schema from its definition.
    ///
    /// - Parameter source: type system definitions and extensions, as text.
    /// - Throws: ``SyntaxError`` when the text is not GraphQL, ``SchemaError`` with every problem found otherwise.
    /// - Complexity: linear in the size of the source, but that each interface is compared with each type that
    ///   implements it.
    public convenience init(_ source: String) throws {
        let document = try Document.parse(source, limits: .trusted)
        let prelude = try Document.parse(Schema.prelude, limits: .trusted)
        var builder = SchemaBuilder(document: document, prelude: prelude)
        let parts = builder.build()
        self.init(
            symbols: parts.symbols,
            description: parts.description,
            directives: parts.directives,
            types: parts.types,
            visibleTypes: parts.visibleTypes,
            directiveDefinitions: parts.directiveDefinitions,
            queryType: parts.roots[.query] ?? .none,
            mutationType: parts.roots[.mutation],
            subscriptionType: parts.roots[.subscription],
            fieldCount: parts.fieldCount,
            metaFields: parts.metaFields
        )
        let issues = SchemaValidator(self, sources: builder.sources).issues(after: builder.issues)
        if !issues.isEmpty { throw SchemaError(issues: issues) }
    }
}

/// Turns parsed type system documents into the parts of a ``Schema``.
///
/// Runs once, at start-up: it works with texts rather than symbols, because the symbols are what it makes. It reports
/// what keeps it from putting the parts together: unknown names, things defined twice, extensions of nothing. What is
/// put together may still be wrong, and ``SchemaValidator`` judges it, so that one error holds everything.
struct SchemaBuilder {
    struct Parts {
        var symbols: Symbols
        var description: String?
        var directives: [AppliedDirective]
        var types: [NamedType]
        var visibleTypes: [TypeID]
        var directiveDefinitions: [DirectiveDefinition]
        var roots: [OperationType: TypeID]
        var fieldCount: Int
        var metaFields: (typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition)
    }

    /// A definition with its extensions: all of them contribute members, in source order.
    struct Declaration {
        let document: Document
        let definition: Node.ID
        var extensions: [Node.ID] = []

        var nodes: [Node.ID] { [definition] + extensions }
    }

    let document: Document
    let prelude: Document

    var symbols = Symbols.empty
    var typeNames: [String] = []
    var declarations: [String: Declaration] = [:]
    var typeIDs: [String: TypeID] = [:]
    var directiveNodes: [(document: Document, node: Node.ID)] = []
    var schemaDeclaration: Declaration?
    /// There are only extensions of the schema: ``schemaDeclaration`` begins with the first of them.
    var isSchemaImplied = false
    /// Stands where a type is meant that does not exist, so that nothing else seems wrong because of it. There is an
    /// issue whenever it is used, and so no schema that has it.
    var unknownType = TypeID.none
    var fieldCount = 0
    var sources: SchemaSources
    private(set) var issues: [SchemaIssue] = []

    init(document: Document, prelude: Document) {
        self.document = document
        self.prelude = prelude
        sources = SchemaSources(document: document)
    }

    mutating func build() -> Parts {
        collect(document)
        collect(prelude)
        collectExtensions()
        symbols = Symbols(gatherNames())
        unknownType = TypeID(typeNames.count)

        var types = typeNames.map { makeType($0) }
        connectPossibleTypes(&types)
        let roots = rootTypes()
        let metaFields = makeMetaFields()
        let directives = directiveNodes.map { makeDirectiveDefinition($0.node, in: $0.document) }
        let visibleTypes = types.map(\.id)
        if !issues.isEmpty {
            types.append(
                NamedType(id: unknownType, name: "?", symbol: .none, kind: .scalar, description: nil, directives: []))
        }
        sources.unknownType = unknownType
        return Parts(
            symbols: symbols,
            description: schemaDeclaration.flatMap { describe($0.definition, in: $0.document) },
            directives: schemaDeclaration.map { applied($0) } ?? [],
            types: types,
            visibleTypes: Schema.withoutUnusedScalars(visibleTypes, of: types, directives: directives),
            directiveDefinitions: directives,
            roots: roots,
            fieldCount: fieldCount,
            metaFields: metaFields
        )
    }

    mutating func issue(_ message: String, coordinate: String? = nil, at node: Node.ID? = nil) {
        issues.append(SchemaIssue(message, coordinate: coordinate, position: node.map { sources.position(of: $0) }))
    }

    // MARK: - Roots

    /// [Spec 3.3.1](https://spec.graphql.org/September2025/#sec-Root-Operation-Types): named by the schema definition,
    /// or, without one, the types called `Query`, `Mutation` and `Subscription`.
    private mutating func rootTypes() -> [OperationType: TypeID] {
        var roots: [OperationType: TypeID] = [:]
        if schemaDeclaration == nil || isSchemaImplied {
            for operation in OperationType.allCases { roots[operation] = typeIDs[operation.customaryTypeName] }
        }
        guard let schemaDeclaration else { return roots }
        for part in schemaDeclaration.nodes {
            for root in document.list(document[part].members) {
                let operation = document[root].operationType
                let type = resolve(root, in: document, usedBy: nil)
                if roots[operation] == nil {
                    roots[operation] = type
                    sources.roots[operation] = root
                } else {
                    issue("The \(operation.keyword) root can be named only once.", at: root)
                }
            }
        }
        return roots
    }

    /// The fields that exist without being written in the schema.
    private mutating func makeMetaFields() -> (
        typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition
    ) {
        func type(_ name: String, nonNull: Bool) -> TypeReference {
            TypeReference(named: typeIDs[name] ?? unknownType, nonNullBits: nonNull ? 1 : 0)
        }
        func field(_ name: String, _ type: TypeReference, _ arguments: [InputValueDefinition] = []) -> FieldDefinition {
            defer { fieldCount += 1 }
            return FieldDefinition(
                id: fieldCount, name: name, symbol: symbols.find(name), parent: .none, description: nil,
                arguments: arguments, type: type, deprecationReason: nil, directives: [])
        }
        let name = InputValueDefinition(
            name: "name", symbol: symbols.find("name"), description: nil, type: type("String", nonNull: true),
            defaultValue: nil, deprecationReason: nil, directives: [])
        return (
            field("__typename", type("String", nonNull: true)),
            field("__schema", type("__Schema", nonNull: true)),
            field("__type", type("__Type", nonNull: false), [name])
        )
    }

    private func connectPossibleTypes(_ types: inout [NamedType]) {
        var implementations: [TypeID: [TypeID]] = [:]
        for type in types where type.kind == .object {
            for interface in type.interfaces { implementations[interface, default: []].append(type.id) }
        }
        for index in types.indices where types[index].kind == .interface {
            types[index] = types[index].with(possibleTypes: implementations[types[index].id] ?? [])
        }
    }
}

extension Schema {
    /// A scalar of the specification that nothing uses does not exist in the schema.
    /// [Spec 3.5](https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars)
    static func withoutUnusedScalars(
        _ visible: [TypeID], of types: [NamedType], directives: [DirectiveDefinition]
    ) -> [TypeID] {
        var used = Set(directives.flatMap { $0.arguments.map(\.type.named) })
        for id in visible {
            for field in types[id.index].fields {
                used.insert(field.type.named)
                used.formUnion(field.arguments.map(\.type.named))
            }
            used.formUnion(types[id.index].inputFields.map(\.type.named))
        }
        return visible.filter { used.contains($0) || !Schema.specifiedScalars.contains(types[$0.index].name) }
    }
}
