/// Something of a schema that a view can show or hide.
public struct SchemaElement: Sendable {
    /// The type's name.
    public let type: String
    /// The field's, input field's or enum value's name; `nil` for the type itself.
    public let member: String?
    /// The argument's name, for an argument.
    public let argument: String?
    let directives: [AppliedDirective]

    /// The value of an argument of a directive on the element; `nil` when the element does not carry it.
    public func directive(_ name: String, _ argument: String) -> Value? {
        directives.first { $0.name == name }?.argument(argument)
    }

    public func hasDirective(_ name: String) -> Bool { directives.contains { $0.name == name } }
}

extension Schema {
    /// The schema as somebody sees it for whom `isVisible` decides.
    ///
    /// Hidden with an element is everything that only made sense with it: fields and arguments of a hidden type, union
    /// members, and types that nothing visible leads to any more. The predicate is asked about types, fields, arguments,
    /// input fields and enum values; the specification's own elements are always visible.
    ///
    /// - Throws: ``SchemaError`` when what is left is no schema: a type without fields, a required argument hidden.
    public func view(_ isVisible: (SchemaElement) -> Bool) throws(SchemaError) -> Schema {
        let chosen = types.map { type in
            type.isIntrospection
                || isVisible(SchemaElement(type: type.name, member: nil, argument: nil, directives: type.directives))
        }
        let result = withoutActuallyEscaping(isVisible) { isVisible in
            var builder = ViewBuilder(schema: self, isVisible: isVisible, chosen: chosen)
            return Result { () throws(SchemaError) in try builder.build() }
        }
        return try result.get()
    }

    /// By field number: the coordinate, meta-fields included.
    var fieldCoordinates: [String] {
        var coordinates = [String](repeating: "", count: fieldCount)
        for type in types { for field in type.fields { coordinates[field.id] = coordinate(of: field) } }
        for field in [typenameField, schemaField, typeField] { coordinates[field.id] = field.name }
        return coordinates
    }

    /// By field number: the type of its results.
    var fieldReturnTypes: [String] {
        var texts = [String](repeating: "", count: fieldCount)
        for type in types { for field in type.fields { texts[field.id] = text(field.type) } }
        for field in [typenameField, schemaField, typeField] { texts[field.id] = text(field.type) }
        return texts
    }
}

private struct ViewBuilder {
    let schema: Schema
    let isVisible: (SchemaElement) -> Bool
    /// By type: whether the predicate shows it.
    let chosen: [Bool]
    private var issues: [SchemaError.Issue] = []

    init(schema: Schema, isVisible: @escaping (SchemaElement) -> Bool, chosen: [Bool]) {
        self.schema = schema
        self.isVisible = isVisible
        self.chosen = chosen
    }

    mutating func build() throws(SchemaError) -> Schema {
        let types = schema.types.map { filter($0) }
        let reachable = reachable(in: types)
        let visible = schema.visibleTypes.filter { reachable.contains($0) }
        let final = types.map { type in
            type.kind == .union || type.kind == .interface
                ? type.with(possibleTypes: type.possibleTypes.filter(reachable.contains)) : type
        }
        if !issues.isEmpty { throw SchemaError(issues: issues) }
        return Schema(
            symbols: schema.symbols, description: schema.description, directives: schema.directives, types: final,
            visibleTypes: visible, directiveDefinitions: schema.directiveDefinitions, queryType: schema.queryType,
            mutationType: schema.mutationType.flatMap { reachable.contains($0) ? $0 : nil },
            subscriptionType: schema.subscriptionType.flatMap { reachable.contains($0) ? $0 : nil },
            fieldCount: schema.fieldCount,
            metaFields: (schema.typenameField, schema.schemaField, schema.typeField))
    }

    private func isChosen(_ id: TypeID) -> Bool { chosen[id.index] }

    private func shows(
        _ type: NamedType, _ member: String? = nil, _ argument: String? = nil, _ directives: [AppliedDirective]
    ) -> Bool {
        type.isIntrospection
            || isVisible(SchemaElement(type: type.name, member: member, argument: argument, directives: directives))
    }

    private mutating func filter(_ type: NamedType) -> NamedType {
        let fields = type.fields.compactMap { filter($0, of: type) }
        let inputFields = type.inputFields.filter { field in
            isChosen(field.type.named) && shows(type, field.name, nil, field.directives)
        }
        let enumValues = type.enumValues.filter { shows(type, $0.name, nil, $0.directives) }
        if isChosen(type.id) {
            if fields.isEmpty, !type.fields.isEmpty, type.id == schema.queryType {
                issues.append(.init("The view shows no field of the query root.", coordinate: type.name))
            }
            for field in type.inputFields
            where field.isRequired && !inputFields.contains(where: { $0 === field }) {
                issues.append(
                    .init("A required input field cannot be hidden.", coordinate: "\(type.name).\(field.name)"))
            }
        }
        return NamedType(
            id: type.id, name: type.name, symbol: type.symbol, kind: type.kind, description: type.description,
            directives: type.directives, fields: fields, interfaces: type.interfaces.filter(isChosen),
            possibleTypes: type.possibleTypes.filter(isChosen), enumValues: enumValues, inputFields: inputFields,
            isOneOf: type.isOneOf, specifiedByURL: type.specifiedByURL)
    }

    private mutating func filter(_ field: FieldDefinition, of type: NamedType) -> FieldDefinition? {
        guard isChosen(field.type.named), shows(type, field.name, nil, field.directives) else { return nil }
        let arguments = field.arguments.filter {
            isChosen($0.type.named) && shows(type, field.name, $0.name, $0.directives)
        }
        if arguments.count == field.arguments.count { return field }
        for argument in field.arguments
        where argument.isRequired && !arguments.contains(where: { $0 === argument }) {
            issues.append(
                .init(
                    "A required argument cannot be hidden.", coordinate: "\(type.name).\(field.name)(\(argument.name):)"
                ))
        }
        return FieldDefinition(
            id: field.id, name: field.name, symbol: field.symbol, parent: field.parent, description: field.description,
            arguments: arguments, type: field.type, deprecationReason: field.deprecationReason,
            directives: field.directives)
    }

    /// Follows fields, arguments, interfaces and members from the roots. Types that implement a reachable interface are
    /// reachable; empty types are not.
    private func reachable(in types: [NamedType]) -> Set<TypeID> {
        var reachable: Set<TypeID> = []
        var pending: [TypeID] = [schema.queryType, schema.mutationType, schema.subscriptionType].compactMap { $0 }
        pending += schema.types.filter { $0.isIntrospection }.map(\.id)
        pending += schema.directiveDefinitions.flatMap { $0.arguments.map(\.type.named) }
        pending += ["Int", "Float", "String", "Boolean", "ID"].compactMap { schema.type(named: $0)?.id }
        while let id = pending.popLast() {
            guard isChosen(id), !reachable.contains(id) else { continue }
            let type = types[id.index]
            if type.fields.isEmpty, type.kind == .object || type.kind == .interface { continue }
            reachable.insert(id)
            pending += type.interfaces + type.possibleTypes
            pending += type.inputFields.map(\.type.named)
            for field in type.fields {
                pending.append(field.type.named)
                pending += field.arguments.map(\.type.named)
            }
        }
        return reachable
    }
}
