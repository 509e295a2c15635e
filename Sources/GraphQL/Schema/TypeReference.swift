/// The number of a named type in its schema. Views of a schema keep the numbers.
package struct TypeID: Hashable, Sendable {
    let raw: Int32

    @inline(__always)
    init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }

    @inline(__always)
    package var index: Int { Int(raw) }

    package static let none = TypeID(-1)

    @inline(__always)
    package var isPresent: Bool { raw >= 0 }
}

/// A type as fields, arguments and variables refer to it: a named type inside lists, each level with or without `!`.
///
/// Eight trivial bytes, so comparing two references compares two words.
/// [Spec 3.11–3.12](https://spec.graphql.org/September2025/#sec-List)
package struct TypeReference: Hashable, Sendable {
    package let named: TypeID
    /// How many lists surround the named type.
    let listDepth: UInt8
    /// Bit 0: the whole type ends in `!`; bit 1: the items of the outermost list; … ; bit `listDepth`: the named type.
    let nonNullBits: UInt32

    /// Deeper lists than this are refused when a schema is built or a variable is declared.
    package static let maximumListDepth = 16

    init(named: TypeID, listDepth: UInt8 = 0, nonNullBits: UInt32 = 0) {
        self.named = named
        self.listDepth = listDepth
        self.nonNullBits = nonNullBits
    }

    @inline(__always)
    package var isNonNull: Bool { nonNullBits & 1 != 0 }

    @inline(__always)
    package var isList: Bool { listDepth > 0 }

    /// The type of the items, if this is a list.
    package var item: TypeReference? {
        listDepth == 0
            ? nil : TypeReference(named: named, listDepth: listDepth - 1, nonNullBits: nonNullBits >> 1)
    }

    /// The same type without its outermost `!`.
    package var nullable: TypeReference {
        TypeReference(named: named, listDepth: listDepth, nonNullBits: nonNullBits & ~1)
    }

    package var nonNull: TypeReference {
        TypeReference(named: named, listDepth: listDepth, nonNullBits: nonNullBits | 1)
    }

    package func inList(nonNull: Bool) -> TypeReference {
        TypeReference(named: named, listDepth: listDepth + 1, nonNullBits: nonNullBits << 1 | (nonNull ? 1 : 0))
    }

    /// The text a reader of the schema knows: `[Shop!]!`.
    func text(naming name: (TypeID) -> String) -> String {
        if let item { return "[\(item.text(naming: name))]\(isNonNull ? "!" : "")" }
        return name(named) + (isNonNull ? "!" : "")
    }
}
