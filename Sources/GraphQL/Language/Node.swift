/// One piece of a parsed document: 32 trivial bytes in ``Document/nodes``.
///
/// A document is one flat array of nodes. Nodes refer to each other by index, and the members of a list (selections,
/// arguments, field definitions …) are chained through ``next`` in source order. The words `a` to `e` mean something
/// different for each ``Kind``; read them only through the named accessors below, which say what the specification
/// calls them.
package struct Node: Sendable {
    /// Index of a node in its document. `NodeID.none` where the grammar allows the part to be absent.
    package struct ID: Hashable, Sendable {
        package let index: Int32

        @inline(__always)
        package init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

        @inline(__always)
        init(raw: Int32) { self.index = raw }

        package static let none = ID(raw: -1)

        @inline(__always)
        package var isPresent: Bool { index >= 0 }
    }

    package enum Kind: UInt8, Sendable {
        // Executable definitions
        case operation, variableDefinition, fragment
        // Selections
        case field, fragmentSpread, inlineFragment
        // Shared
        case argument, directive, namedType, listType
        // Values
        case variable, int, float, string, blockString, boolean, null, enumValue, list, object, objectField
        // Type system definitions
        case schema, rootOperationType, scalarType, objectType, interfaceType, unionType, enumType, inputObjectType
        case fieldDefinition, inputValueDefinition, enumValueDefinition, directiveDefinition, directiveLocation
    }

    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A type reference that ends in `!`.
        package static let nonNull = Flags(rawValue: 1)
        /// `extend …`
        package static let isExtension = Flags(rawValue: 2)
        /// `{ … }` without the keyword `query`.
        package static let isShorthand = Flags(rawValue: 4)
        /// `directive @x repeatable on …`
        package static let isRepeatable = Flags(rawValue: 8)
        /// A Boolean value that is `true`.
        package static let isTrue = Flags(rawValue: 16)
        /// A quoted string without any escape, or a block string that is used as it stands.
        package static let isVerbatim = Flags(rawValue: 32)
    }

    package var kind: Kind
    package var flags: Flags
    /// `query`, `mutation` or `subscription`, for an operation and a root operation type.
    var operationByte: UInt8 = 0
    /// The next member of the list this node belongs to.
    package var next: ID = .none
    /// Byte offset of the node's first character in the source.
    package var position: UInt32
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    var d: Int32 = -1
    var e: Int32 = -1

    init(_ kind: Kind, at position: Int, flags: Flags = []) {
        self.kind = kind
        self.flags = flags
        self.position = UInt32(truncatingIfNeeded: position)
    }
}

// MARK: - What the words mean

extension Node {
    /// The name of an operation, fragment, field, argument, directive, type, variable, enum value, object field or
    /// definition. `Name.none` for an anonymous operation and an inline fragment.
    @inline(__always)
    package var name: Name {
        get { Name(raw: a) }
        set { a = newValue.raw }
    }

    /// `query`, `mutation` or `subscription`. Kinds: operation, rootOperationType.
    package var operationType: OperationType {
        get { OperationType(rawValue: operationByte) ?? .query }
        set { operationByte = newValue.rawValue }
    }

    // Executable parts ---------------------------------------------------------------------------------------------

    /// First selection. Kinds: operation, fragment, field, inlineFragment.
    @inline(__always)
    package var selections: ID {
        get { ID(raw: d) }
        set { d = newValue.index }
    }

    /// First directive. Kinds: everything that may carry directives.
    @inline(__always)
    package var directives: ID {
        get { ID(raw: c) }
        set { c = newValue.index }
    }

    /// First argument. Kinds: field, directive. First argument definition: fieldDefinition, directiveDefinition.
    @inline(__always)
    package var arguments: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    /// First variable definition. Kind: operation.
    package var variableDefinitions: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    /// The alias of a field, or `Name.none`.
    @inline(__always)
    package var alias: Name {
        get { Name(raw: e) }
        set { e = newValue.raw }
    }

    /// The name under which a field appears in the response.
    @inline(__always)
    package var responseName: Name { e >= 0 ? Name(raw: e) : Name(raw: a) }

    /// The name of the type condition, or `Name.none`. Kinds: fragment, inlineFragment.
    package var typeCondition: Name {
        get { Name(raw: b) }
        set { b = newValue.raw }
    }

    /// The value of an argument or object field.
    @inline(__always)
    package var value: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    /// The description, a string or block string. Kinds: operation, fragment, variableDefinition and all definitions.
    package var description: ID {
        get { ID(raw: e) }
        set { e = newValue.index }
    }

    /// First item of a list value, first field of an object value.
    @inline(__always)
    package var items: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    // Types --------------------------------------------------------------------------------------------------------

    /// The type reference of a variableDefinition, inputValueDefinition or fieldDefinition; the inner type of a listType.
    package var type: ID {
        get { ID(raw: d) }
        set { d = newValue.index }
    }

    /// The default value. Kinds: variableDefinition, inputValueDefinition.
    package var defaultValue: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    @inline(__always)
    package var isNonNull: Bool { flags.contains(.nonNull) }

    // Type system definitions --------------------------------------------------------------------------------------

    /// First implemented interface, each a namedType. Kinds: objectType, interfaceType.
    package var interfaces: ID {
        get { ID(raw: b) }
        set { b = newValue.index }
    }

    /// First member: field definitions, enum value definitions, input fields, the namedTypes of a union, the root
    /// operation types of a schema, the directiveLocations of a directive definition.
    package var members: ID {
        get { ID(raw: d) }
        set { d = newValue.index }
    }

    package var isExtension: Bool { flags.contains(.isExtension) }

    // Literals -----------------------------------------------------------------------------------------------------

    /// Where the text of an int, float, string or blockString stands in the source: without the quotes.
    var textStart: Int {
        get { Int(b) }
        set { b = Int32(truncatingIfNeeded: newValue) }
    }

    var textEnd: Int {
        get { Int(c) }
        set { c = Int32(truncatingIfNeeded: newValue) }
    }
}

/// The kinds of operation. [Spec 2.3](https://spec.graphql.org/September2025/#sec-Language.Operations)
public enum OperationType: UInt8, Sendable, CaseIterable {
    case query, mutation, subscription
}
