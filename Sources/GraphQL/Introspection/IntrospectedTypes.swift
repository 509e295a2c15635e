struct IntrospectedSchema: ObjectValue {
    let schema: Schema
    let description: String?

    init(_ schema: Schema) {
        self.schema = schema
        description = schema.description
    }
}

/// A type as `__Type` shows it: named, or one layer of a list or non-null type.
struct IntrospectedType: ObjectValue {
    let schema: Schema
    let reference: TypeReference
    let kind: TypeKind
    let name: String?
    let description: String?
    let specifiedByURL: String?
    let isOneOf: Bool?

    init(_ reference: TypeReference, in schema: Schema) {
        let named = reference.isNonNull || reference.isList ? nil : schema.named(reference)
        self.schema = schema
        self.reference = reference
        kind = named?.kind ?? (reference.isNonNull ? .nonNull : .list)
        name = named?.name
        description = named?.description
        specifiedByURL = named?.specifiedByURL
        isOneOf = kind == .inputObject ? named?.isOneOf : nil
    }

    init(_ type: NamedType, in schema: Schema) {
        self.init(TypeReference(named: type.id), in: schema)
    }

    /// The named type; `nil` for a list or non-null type.
    private var named: NamedType? { name == nil ? nil : schema.named(reference) }

    func fields(includeDeprecated: Bool) -> [IntrospectedField]? {
        guard let named, kind == .object || kind == .interface else { return nil }
        return named.fields
            .filter { includeDeprecated || $0.deprecationReason == nil }
            .map { IntrospectedField($0, in: schema) }
    }

    var interfaces: [IntrospectedType]? {
        guard let named, kind == .object || kind == .interface else { return nil }
        return named.interfaces.map { IntrospectedType(schema[$0], in: schema) }
    }

    var possibleTypes: [IntrospectedType]? {
        guard let named, kind == .interface || kind == .union else { return nil }
        return named.possibleTypes.map { IntrospectedType(schema[$0], in: schema) }
    }

    func enumValues(includeDeprecated: Bool) -> [IntrospectedEnumValue]? {
        guard let named, kind == .enum else { return nil }
        return named.enumValues
            .filter { includeDeprecated || $0.deprecationReason == nil }
            .map(IntrospectedEnumValue.init)
    }

    func inputFields(includeDeprecated: Bool) -> [IntrospectedInputValue]? {
        guard let named, kind == .inputObject else { return nil }
        return IntrospectedInputValue.all(named.inputFields, includeDeprecated, in: schema)
    }

    var ofType: IntrospectedType? {
        if reference.isNonNull { return IntrospectedType(reference.nullable, in: schema) }
        return reference.item.map { IntrospectedType($0, in: schema) }
    }
}

struct IntrospectedField: ObjectValue {
    let schema: Schema
    let definition: FieldDefinition
    let name: String
    let description: String?
    let isDeprecated: Bool
    let deprecationReason: String?

    init(_ definition: FieldDefinition, in schema: Schema) {
        self.schema = schema
        self.definition = definition
        name = definition.name
        description = definition.description
        isDeprecated = definition.deprecationReason != nil
        deprecationReason = definition.deprecationReason
    }
}

struct IntrospectedInputValue: ObjectValue {
    let schema: Schema
    let definition: InputValueDefinition
    let name: String
    let description: String?
    let defaultValue: String?
    let isDeprecated: Bool
    let deprecationReason: String?

    static func all(
        _ definitions: [InputValueDefinition], _ includeDeprecated: Bool, in schema: Schema
    ) -> [IntrospectedInputValue] {
        definitions
            .filter { includeDeprecated || $0.deprecationReason == nil }
            .map { IntrospectedInputValue($0, in: schema) }
    }

    private init(_ definition: InputValueDefinition, in schema: Schema) {
        self.schema = schema
        self.definition = definition
        name = definition.name
        description = definition.description
        defaultValue = definition.defaultValue?.description
        isDeprecated = definition.deprecationReason != nil
        deprecationReason = definition.deprecationReason
    }
}

struct IntrospectedEnumValue: ObjectValue {
    let name: String
    let description: String?
    let isDeprecated: Bool
    let deprecationReason: String?

    init(_ definition: EnumValueDefinition) {
        name = definition.name
        description = definition.description
        isDeprecated = definition.deprecationReason != nil
        deprecationReason = definition.deprecationReason
    }
}

struct IntrospectedDirective: ObjectValue {
    let schema: Schema
    let definition: DirectiveDefinition
    let name: String
    let description: String?
    let isRepeatable: Bool
    let locations: [DirectiveLocation]

    init(_ definition: DirectiveDefinition, in schema: Schema) {
        self.schema = schema
        self.definition = definition
        name = definition.name
        description = definition.description
        isRepeatable = definition.isRepeatable
        locations = definition.locations
    }
}

extension TypeKind: EnumValue {
    public static var graphQLName: String { "__TypeKind" }
}

extension DirectiveLocation: EnumValue {
    public static var graphQLName: String { "__DirectiveLocation" }
}
