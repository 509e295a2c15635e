/// A GraphQL type system, built from the schema definition language.
///
/// Immutable. A schema may be *viewed* through a predicate (``view(_:)``): the view is itself a schema, in which
/// what is hidden does not exist, so nothing that works on a schema can show it by mistake.
/// [Spec 3](https://spec.graphql.org/September2025/#sec-Type-System)
public final class Schema: Sendable {
    /// Every name of the schema, numbered. Documents are parsed against them; views share them.
    package let symbols: Symbols
    package let description: String?
    package let directives: [AppliedDirective]
    /// By ``TypeID``. In a view, hidden types keep their place but are reachable through nothing.
    package let types: [NamedType]
    /// The types that exist in this view, in source order, the specification's own types last.
    package let visibleTypes: [TypeID]
    package let directiveDefinitions: [DirectiveDefinition]
    package let queryType: TypeID
    package let mutationType: TypeID?
    package let subscriptionType: TypeID?
    /// How many fields the whole schema has: ``FieldDefinition/id`` counts below it.
    package let fieldCount: Int

    let typenameField: FieldDefinition
    let schemaField: FieldDefinition
    let typeField: FieldDefinition

    /// By symbol: the type of that name, or −1.
    private let typeBySymbol: [Int32]
    private let directiveIndex: SymbolIndex
    let known: KnownNames
    /// What validation looks up for each node of a document.
    let index: SchemaIndex
    /// What it says about costs.
    let costs: CostModel

    init(
        symbols: Symbols,
        description: String?,
        directives: [AppliedDirective],
        types: [NamedType],
        visibleTypes: [TypeID],
        directiveDefinitions: [DirectiveDefinition],
        queryType: TypeID,
        mutationType: TypeID?,
        subscriptionType: TypeID?,
        fieldCount: Int,
        metaFields: (typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition)
    ) {
        self.symbols = symbols
        self.description = description
        self.directives = directives
        self.types = types
        self.visibleTypes = visibleTypes
        self.directiveDefinitions = directiveDefinitions
        self.queryType = queryType
        self.mutationType = mutationType
        self.subscriptionType = subscriptionType
        self.fieldCount = fieldCount
        typenameField = metaFields.typename
        schemaField = metaFields.schema
        typeField = metaFields.type
        var typeBySymbol = [Int32](repeating: -1, count: symbols.count)
        for id in visibleTypes { typeBySymbol[Int(types[id.index].symbol.raw)] = id.raw }
        self.typeBySymbol = typeBySymbol
        directiveIndex = SymbolIndex(directiveDefinitions.map(\.symbol))
        known = KnownNames(symbols)
        index = SchemaIndex(
            types: types, visibleTypes: visibleTypes, directives: directiveDefinitions, symbolCount: symbols.count,
            queryType: queryType, metaFields: metaFields)
        costs = CostModel(types, visible: visibleTypes, directiveDefinitions)
    }

    @inline(__always)
    package subscript(id: TypeID) -> NamedType { types[id.index] }

    /// The named type a reference is built on.
    @inline(__always)
    package func named(_ reference: TypeReference) -> NamedType { types[reference.named.index] }

    @inline(__always)
    func type(_ name: Name) -> NamedType? {
        let index = Int(name.raw)
        guard index >= 0, index < typeBySymbol.count else { return nil }
        let id = typeBySymbol[index]
        return id < 0 ? nil : types[Int(id)]
    }

    package func type(named name: String) -> NamedType? { type(symbols.find(name)) }

    func directive(_ name: Name) -> DirectiveDefinition? {
        let position = directiveIndex.position(of: name)
        return position < 0 ? nil : directiveDefinitions[position]
    }

    func rootType(for operation: OperationType) -> NamedType? {
        switch operation {
        case .query: types[queryType.index]
        case .mutation: mutationType.map { types[$0.index] }
        case .subscription: subscriptionType.map { types[$0.index] }
        }
    }

    /// The field `name` of `parent`, introspection's meta-fields included.
    /// [Spec 4.1](https://spec.graphql.org/September2025/#sec-Type-Name-Introspection)
    @inline(__always)
    func field(_ name: Name, of parent: NamedType) -> FieldDefinition? {
        if let field = parent.field(name) { return field }
        guard parent.isComposite else { return nil }
        if name == known.typename { return typenameField }
        guard parent.id == queryType else { return nil }
        if name == known.schema { return schemaField }
        if name == known.type { return typeField }
        return nil
    }

    package func text(_ reference: TypeReference) -> String { reference.text { types[$0.index].name } }

    /// `Shop.reviews`, the way people name a field. [Spec 3.14](https://spec.graphql.org/September2025/#sec-Schema-Coordinates)
    package func coordinate(of field: FieldDefinition) -> String {
        field.parent.isPresent ? "\(types[field.parent.index].name).\(field.name)" : field.name
    }
}

/// Names that the engine itself looks for.
struct KnownNames: Sendable {
    let typename, schema, type, skip, include, `if`: Name

    init(_ symbols: Symbols) {
        typename = symbols.find("__typename")
        schema = symbols.find("__schema")
        type = symbols.find("__type")
        skip = symbols.find("skip")
        include = symbols.find("include")
        `if` = symbols.find("if")
    }
}
