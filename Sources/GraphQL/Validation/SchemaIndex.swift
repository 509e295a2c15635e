/// What validation asks of a schema, as trivial values in a few flat arrays: made once for a schema, so that a check on
/// a node costs a look-up by two integers and no reference counting.
final class SchemaIndex: Sendable {
    enum Category: UInt8, Sendable {
        case int, float, string, boolean, id, customScalar, enumeration, inputObject, object, interface, union
    }

    /// Arguments of a field or directive, or the fields of an input object: a range of ``inputs``.
    struct Inputs: Sendable {
        let first: Int32
        let count: Int32
        let requiredCount: Int32

        static let none = Inputs(first: -1, count: 0, requiredCount: 0)

        var range: Range<Int> { Int(first)..<Int(first + count) }
    }

    struct TypeEntry: Sendable {
        let category: Category
        let isOneOf: Bool
        let isIntrospection: Bool
        /// The fields of an input object.
        let inputs: Inputs

        var isComposite: Bool { category.rawValue >= Category.object.rawValue }
        var isInput: Bool { category.rawValue <= Category.inputObject.rawValue }
    }

    struct FieldEntry: Sendable {
        let parent: TypeID
        let type: TypeReference
        let arguments: Inputs
        let isDeprecated: Bool
        /// The field is an object, interface or union, or a list of them.
        let isComposite: Bool
        let parentIsObject: Bool
        let introspection: Introspection
    }

    enum Introspection: UInt8, Sendable {
        case none
        /// `__schema` and `__type`.
        case entry
        /// A list within introspection that leads back to types, so that it can be nested without end.
        case list
    }

    struct InputEntry: Sendable {
        let name: Name
        let type: TypeReference
        let isRequired: Bool
        let hasDefault: Bool
        let isDeprecated: Bool
    }

    struct DirectiveEntry: Sendable {
        let name: Name
        let arguments: Inputs
        let isRepeatable: Bool
        /// A bit for each executable location.
        let locations: UInt8
    }

    /// By ``TypeID``.
    let types: [TypeEntry]
    /// The fields of all types, each type's meta-fields included.
    let fields: [FieldEntry]
    let inputs: [InputEntry]
    let directives: [DirectiveEntry]

    private let typeBySymbol: [Int32]
    private let fieldPlaces: PairTable
    private let inputPlaces: PairTable
    private let enumPlaces: PairTable
    private let directivePlaces: PairTable
    /// For each type, a bit for each object that it may be.
    private let possibleTypes: [UInt64]
    private let possibleWords: Int

    init(
        types: [NamedType], visibleTypes: [TypeID], directives: [DirectiveDefinition], symbolCount: Int,
        queryType: TypeID, metaFields: (typename: FieldDefinition, schema: FieldDefinition, type: FieldDefinition)
    ) {
        var builder = Builder()
        var typeEntries: [TypeEntry] = []
        for type in types {
            typeEntries.append(
                TypeEntry(
                    category: Category(of: type), isOneOf: type.isOneOf, isIntrospection: type.isIntrospection,
                    inputs: builder.add(type.inputFields)))
            for (position, value) in type.enumValues.enumerated() {
                builder.enumPlaces.append((type.id.raw, value.symbol.raw, Int32(position)))
            }
            for field in type.fields { builder.add(field, of: type, in: types) }
            if type.isComposite { builder.add(metaFields.typename, of: type, in: types) }
            if type.id == queryType {
                builder.add(metaFields.schema, of: type, in: types, introspection: .entry)
                builder.add(metaFields.type, of: type, in: types, introspection: .entry)
            }
        }
        var directivePlaces: [PairTable.Pair] = []
        self.directives = directives.enumerated().map { position, directive in
            directivePlaces.append((0, directive.symbol.raw, Int32(position)))
            return DirectiveEntry(
                name: directive.symbol, arguments: builder.add(directive.arguments),
                isRepeatable: directive.isRepeatable,
                locations: directive.locations.reduce(0) { $0 | ($1.executableBit ?? 0) })
        }
        var typeBySymbol = [Int32](repeating: -1, count: symbolCount)
        for id in visibleTypes { typeBySymbol[Int(types[id.index].symbol.raw)] = id.raw }
        self.typeBySymbol = typeBySymbol
        self.types = typeEntries
        fields = builder.fields
        inputs = builder.inputs
        fieldPlaces = PairTable(builder.fieldPlaces)
        inputPlaces = PairTable(builder.inputPlaces)
        enumPlaces = PairTable(builder.enumPlaces)
        self.directivePlaces = PairTable(directivePlaces)
        possibleWords = (types.count + 63) / 64
        var possibleTypes = [UInt64](repeating: 0, count: types.count * possibleWords)
        for type in types {
            for possible in type.possibleTypes {
                possibleTypes[type.id.index * possibleWords + possible.index / 64] |= 1 << UInt64(possible.index % 64)
            }
        }
        self.possibleTypes = possibleTypes
    }

    @inline(__always)
    subscript(type: TypeID) -> TypeEntry { types[type.index] }

    /// The type of this name, or `TypeID.none`.
    @inline(__always)
    func type(_ name: Name) -> TypeID {
        let index = Int(name.raw)
        return index >= 0 && index < typeBySymbol.count ? TypeID(Int(typeBySymbol[index])) : .none
    }

    /// The position in ``fields``, or −1.
    @inline(__always)
    func field(_ name: Name, of parent: TypeID) -> Int32 { fieldPlaces.find(parent.raw, name.raw) }

    /// The position in ``inputs``, or −1.
    @inline(__always)
    func input(_ name: Name, of owner: Inputs) -> Int32 {
        owner.count == 0 ? -1 : inputPlaces.find(owner.first, name.raw)
    }

    /// The position among the type's values, or −1.
    func enumValue(_ name: Name, of type: TypeID) -> Int32 { enumPlaces.find(type.raw, name.raw) }

    /// The position in ``directives``, or −1.
    func directive(_ name: Name) -> Int32 { directivePlaces.find(0, name.raw) }

    /// Whether some object is of both types, which are composite.
    func overlap(_ one: TypeID, _ other: TypeID) -> Bool {
        if one == other { return true }
        for word in 0..<possibleWords
        where possibleTypes[one.index * possibleWords + word] & possibleTypes[other.index * possibleWords + word] != 0 {
            return true
        }
        return false
    }
}

extension SchemaIndex {
    private struct Builder {
        var fields: [FieldEntry] = []
        var inputs: [InputEntry] = []
        var fieldPlaces: [PairTable.Pair] = []
        var inputPlaces: [PairTable.Pair] = []
        var enumPlaces: [PairTable.Pair] = []

        mutating func add(_ definitions: [InputValueDefinition]) -> Inputs {
            let first = Int32(inputs.count)
            for definition in definitions {
                inputPlaces.append((first, definition.symbol.raw, Int32(inputs.count)))
                inputs.append(
                    InputEntry(
                        name: definition.symbol, type: definition.type, isRequired: definition.isRequired,
                        hasDefault: definition.defaultValue != nil, isDeprecated: definition.deprecationReason != nil))
            }
            let required = definitions.count { $0.isRequired }
            return Inputs(first: first, count: Int32(definitions.count), requiredCount: Int32(required))
        }

        mutating func add(
            _ field: FieldDefinition, of parent: NamedType, in types: [NamedType],
            introspection: Introspection? = nil
        ) {
            fieldPlaces.append((parent.id.raw, field.symbol.raw, Int32(fields.count)))
            let named = types[field.type.named.index]
            let isIntrospectionList =
                parent.name == "__Type" && named.isComposite && named.name != "__EnumValue" && field.type.isList
            fields.append(
                FieldEntry(
                    parent: parent.id, type: field.type, arguments: add(field.arguments),
                    isDeprecated: field.deprecationReason != nil, isComposite: named.isComposite,
                    parentIsObject: parent.kind == .object,
                    introspection: introspection ?? (isIntrospectionList ? .list : .none)))
        }
    }
}

extension SchemaIndex.Category {
    fileprivate init(of type: NamedType) {
        switch (type.kind, type.name) {
        case (.enum, _): self = .enumeration
        case (.inputObject, _): self = .inputObject
        case (.object, _): self = .object
        case (.interface, _): self = .interface
        case (.union, _): self = .union
        case (_, "Int"): self = .int
        case (_, "Float"): self = .float
        case (_, "String"): self = .string
        case (_, "Boolean"): self = .boolean
        case (_, "ID"): self = .id
        default: self = .customScalar
        }
    }
}

extension DirectiveLocation {
    /// A bit for each location that an executable document has.
    var executableBit: UInt8? {
        switch self {
        case .query: 1
        case .mutation: 2
        case .subscription: 4
        case .field: 8
        case .fragmentDefinition: 16
        case .fragmentSpread: 32
        case .inlineFragment: 64
        case .variableDefinition: 128
        default: nil
        }
    }
}

/// Finds a number by two others in constant time. Open addressing, at most half full; what is in it comes from the
/// schema, so nobody can choose colliding entries.
struct PairTable: Sendable {
    typealias Pair = (first: Int32, second: Int32, value: Int32)

    private struct Slot: Sendable {
        var key: UInt64
        var value: Int32
    }

    /// A free slot has a key that no pair has: both halves of a pair count from zero.
    private static let free = UInt64.max

    private var slots: [Slot]
    private let shift: UInt64

    init(_ pairs: [Pair]) {
        var bits: UInt64 = 1
        while 1 << bits < pairs.count * 2 { bits += 1 }
        shift = 64 - bits
        slots = Array(repeating: Slot(key: PairTable.free, value: -1), count: 1 << Int(bits))
        for pair in pairs {
            let key = PairTable.key(pair.first, pair.second)
            var place = place(of: key)
            while slots[place].key != PairTable.free, slots[place].key != key { place = next(place) }
            if slots[place].key == PairTable.free { slots[place] = Slot(key: key, value: pair.value) }
        }
    }

    /// −1 when there is none.
    @inline(__always)
    func find(_ first: Int32, _ second: Int32) -> Int32 {
        let key = PairTable.key(first, second)
        var place = place(of: key)
        while true {
            let slot = slots[place]
            if slot.key == key { return slot.value }
            if slot.key == PairTable.free { return -1 }
            place = next(place)
        }
    }

    @inline(__always)
    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    @inline(__always)
    private func next(_ place: Int) -> Int { (place &+ 1) & (slots.count &- 1) }
}
