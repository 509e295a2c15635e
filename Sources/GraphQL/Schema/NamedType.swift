/// The kinds of types, with the names introspection gives them.
public enum TypeKind: String, Sendable, CaseIterable {
    case scalar = "SCALAR"
    case object = "OBJECT"
    case interface = "INTERFACE"
    case union = "UNION"
    case `enum` = "ENUM"
    case inputObject = "INPUT_OBJECT"
    case list = "LIST"
    case nonNull = "NON_NULL"
}

/// A named type of a schema. [Spec 3.4](https://spec.graphql.org/September2025/#sec-Types)
///
/// The members that do not belong to the type's ``kind`` are empty.
package final class NamedType: Sendable {
    package let id: TypeID
    package let name: String
    let symbol: Name
    package let kind: TypeKind
    package let description: String?
    package let directives: [AppliedDirective]

    /// Objects and interfaces.
    package let fields: [FieldDefinition]
    /// Objects and interfaces: all implemented interfaces, in source order.
    package let interfaces: [TypeID]
    /// Unions: the members. Interfaces: the implementing objects. Objects: the type itself.
    package let possibleTypes: [TypeID]
    package let enumValues: [EnumValueDefinition]
    package let inputFields: [InputValueDefinition]
    /// Views: the coerced defaults of the hidden input fields, which resolvers get with every value of the type.
    let hiddenDefaults: [Value.ObjectField]
    package let isOneOf: Bool
    package let specifiedByURL: String?
    /// Which of the specification's scalars it is; `nil` for every other type.
    let builtInScalar: BuiltInScalar?

    private let fieldIndex: SymbolIndex
    private let inputFieldIndex: SymbolIndex
    private let enumValueIndex: SymbolIndex
    /// One bit per object type of the schema.
    private let possibleTypeBits: [UInt64]

    init(
        id: TypeID,
        name: String,
        symbol: Name,
        kind: TypeKind,
        description: String?,
        directives: [AppliedDirective],
        fields: [FieldDefinition] = [],
        interfaces: [TypeID] = [],
        possibleTypes: [TypeID] = [],
        enumValues: [EnumValueDefinition] = [],
        inputFields: [InputValueDefinition] = [],
        hiddenDefaults: [Value.ObjectField] = [],
        isOneOf: Bool = false,
        specifiedByURL: String? = nil
    ) {
        self.id = id
        self.name = name
        self.symbol = symbol
        self.kind = kind
        self.description = description
        self.directives = directives
        self.fields = fields
        self.interfaces = interfaces
        self.possibleTypes = possibleTypes
        self.enumValues = enumValues
        self.inputFields = inputFields
        self.hiddenDefaults = hiddenDefaults
        self.isOneOf = isOneOf
        self.specifiedByURL = specifiedByURL
        builtInScalar = kind == .scalar ? BuiltInScalar(rawValue: name) : nil
        fieldIndex = SymbolIndex(fields.map(\.symbol))
        inputFieldIndex = SymbolIndex(inputFields.map(\.symbol))
        enumValueIndex = SymbolIndex(enumValues.map(\.symbol))
        var bits = [UInt64](repeating: 0, count: ((possibleTypes.map(\.index).max() ?? -1) + 64) / 64)
        for type in possibleTypes { bits[type.index / 64] |= 1 << UInt64(type.index % 64) }
        possibleTypeBits = bits
    }

    @inline(__always)
    package var isComposite: Bool { kind == .object || kind == .interface || kind == .union }

    @inline(__always)
    package var isLeaf: Bool { kind == .scalar || kind == .enum }

    package var isAbstract: Bool { kind == .interface || kind == .union }

    package var isInput: Bool { kind == .scalar || kind == .enum || kind == .inputObject }

    package var isOutput: Bool { kind != .inputObject }

    /// Names that begin with two underscores belong to introspection.
    package var isIntrospection: Bool { name.hasPrefix("__") }

    @inline(__always)
    func field(_ name: Name) -> FieldDefinition? {
        let position = fieldIndex.position(of: name)
        return position < 0 ? nil : fields[position]
    }

    func inputField(_ name: Name) -> InputValueDefinition? {
        let position = inputFieldIndex.position(of: name)
        return position < 0 ? nil : inputFields[position]
    }

    func enumValue(_ name: Name) -> EnumValueDefinition? {
        let position = enumValueIndex.position(of: name)
        return position < 0 ? nil : enumValues[position]
    }

    /// Whether an object of the type `other` can stand where this type is expected.
    @inline(__always)
    func includes(_ other: TypeID) -> Bool {
        let word = other.index / 64
        return word < possibleTypeBits.count && possibleTypeBits[word] & (1 << UInt64(other.index % 64)) != 0
    }

    /// Whether some object is of both types.
    func overlaps(_ other: NamedType) -> Bool {
        if id == other.id { return true }
        for word in 0..<min(possibleTypeBits.count, other.possibleTypeBits.count)
        where possibleTypeBits[word] & other.possibleTypeBits[word] != 0 {
            return true
        }
        return false
    }
}

/// [Spec 3.5](https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars)
enum BuiltInScalar: String, Sendable {
    case int = "Int"
    case float = "Float"
    case string = "String"
    case boolean = "Boolean"
    case id = "ID"
}

/// A field of an object or interface. [Spec 3.6](https://spec.graphql.org/September2025/#FieldsDefinition)
package final class FieldDefinition: Sendable {
    /// The number of the field in its schema, from zero; views keep it. Resolvers and statistics are indexed by it.
    package let id: Int
    package let name: String
    let symbol: Name
    package let parent: TypeID
    package let description: String?
    package let arguments: [InputValueDefinition]
    /// Views: the coerced defaults of the arguments that are hidden, which the resolver gets all the same.
    let hiddenDefaults: [Value.ObjectField]
    package let type: TypeReference
    package let deprecationReason: String?
    package let directives: [AppliedDirective]

    private let argumentIndex: SymbolIndex

    init(
        id: Int,
        name: String,
        symbol: Name,
        parent: TypeID,
        description: String?,
        arguments: [InputValueDefinition],
        hiddenDefaults: [Value.ObjectField] = [],
        type: TypeReference,
        deprecationReason: String?,
        directives: [AppliedDirective]
    ) {
        self.id = id
        self.name = name
        self.symbol = symbol
        self.parent = parent
        self.description = description
        self.arguments = arguments
        self.hiddenDefaults = hiddenDefaults
        self.type = type
        self.deprecationReason = deprecationReason
        self.directives = directives
        argumentIndex = SymbolIndex(arguments.map(\.symbol))
    }

    func argumentPosition(_ name: Name) -> Int { argumentIndex.position(of: name) }

    func argument(_ name: Name) -> InputValueDefinition? {
        let position = argumentIndex.position(of: name)
        return position < 0 ? nil : arguments[position]
    }
}

/// An argument of a field or directive, or a field of an input object.
package final class InputValueDefinition: Sendable {
    package let name: String
    let symbol: Name
    package let description: String?
    package let type: TypeReference
    /// The default as the schema writes it; `nil` when there is none. ``coercedDefault`` is what execution uses.
    package let defaultValue: Value?
    package let deprecationReason: String?
    package let directives: [AppliedDirective]

    init(
        name: String,
        symbol: Name,
        description: String?,
        type: TypeReference,
        defaultValue: Value?,
        deprecationReason: String?,
        directives: [AppliedDirective]
    ) {
        self.name = name
        self.symbol = symbol
        self.description = description
        self.type = type
        self.defaultValue = defaultValue
        self.deprecationReason = deprecationReason
        self.directives = directives
    }

    /// Required: non-null and without a default.
    @inline(__always)
    package var isRequired: Bool { type.isNonNull && defaultValue == nil }
}

package final class EnumValueDefinition: Sendable {
    package let name: String
    let symbol: Name
    package let description: String?
    package let deprecationReason: String?
    package let directives: [AppliedDirective]

    init(
        name: String, symbol: Name, description: String?, deprecationReason: String?, directives: [AppliedDirective]
    ) {
        self.name = name
        self.symbol = symbol
        self.description = description
        self.deprecationReason = deprecationReason
        self.directives = directives
    }
}

/// A directive on an element of the schema: `@cost(weight: 3)`.
package struct AppliedDirective: Sendable {
    package let name: String
    /// As written; defaults are not filled in.
    package let arguments: [(name: String, value: Value)]

    package func argument(_ name: String) -> Value? { arguments.first { $0.name == name }?.value }
}

/// The definition of a directive. [Spec 3.13](https://spec.graphql.org/September2025/#sec-Type-System.Directives)
package final class DirectiveDefinition: Sendable {
    package let name: String
    let symbol: Name
    package let description: String?
    package let arguments: [InputValueDefinition]
    package let locations: [DirectiveLocation]
    package let isRepeatable: Bool
    private let argumentIndex: SymbolIndex

    init(
        name: String,
        symbol: Name,
        description: String?,
        arguments: [InputValueDefinition],
        locations: [DirectiveLocation],
        isRepeatable: Bool
    ) {
        self.name = name
        self.symbol = symbol
        self.description = description
        self.arguments = arguments
        self.locations = locations
        self.isRepeatable = isRepeatable
        argumentIndex = SymbolIndex(arguments.map(\.symbol))
    }

    func argument(_ name: Name) -> InputValueDefinition? {
        let position = argumentIndex.position(of: name)
        return position < 0 ? nil : arguments[position]
    }
}

/// Finds a member by its symbol in constant time: a small open-addressed table, built once.
struct SymbolIndex: Sendable {
    /// Pairs of (symbol, position); symbol −1 marks a free place.
    private let entries: [(symbol: Int32, position: Int32)]
    private let mask: UInt32

    init(_ symbols: [Name]) {
        var size = 1
        while size < symbols.count * 2 { size *= 2 }
        mask = UInt32(size - 1)
        var entries = [(symbol: Int32, position: Int32)](repeating: (-1, -1), count: size)
        for (position, symbol) in symbols.enumerated() {
            var place = Int(Self.hash(symbol.raw) & mask)
            while entries[place].symbol >= 0, entries[place].symbol != symbol.raw { place = (place + 1) & Int(mask) }
            if entries[place].symbol < 0 { entries[place] = (symbol.raw, Int32(position)) }
        }
        self.entries = entries
    }

    @inline(__always)
    private static func hash(_ symbol: Int32) -> UInt32 {
        let mixed = UInt32(bitPattern: symbol) &* 0x9E37_79B1
        return mixed ^ mixed >> 16
    }

    /// The position of the member, or −1.
    @inline(__always)
    func position(of symbol: Name) -> Int {
        var place = Int(Self.hash(symbol.raw) & mask)
        while true {
            let entry = entries[place]
            if entry.symbol == symbol.raw { return Int(entry.position) }
            if entry.symbol < 0 { return -1 }
            place = (place + 1) & Int(mask)
        }
    }
}
