/// How a schema differs from an earlier one.
///
/// ```swift
/// let comparison = SchemaComparison(old, new)
/// for change in comparison.changes where change.severity == .breaking { print(change) }
/// ```
public struct SchemaComparison: Sendable {
    /// In the order of the old schema, what was added behind what was there. The order of definitions and members, and
    /// the specification's own definitions, do not count.
    public let changes: [SchemaChange]

    /// - Complexity: linear in the size of both schemas.
    public init(_ old: Schema, _ new: Schema) {
        var comparer = SchemaComparer(old: old, new: new)
        changes = comparer.compare()
    }

    /// The greatest severity of all changes; `nil` when there are none.
    public var severity: SchemaChange.Severity? { changes.map(\.severity).max() }
}
