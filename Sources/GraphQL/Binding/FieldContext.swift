/// What a resolver knows besides its parents and arguments.
///
/// The request's own context is reached directly: `context.reviews` is `context.request.reviews`.
@dynamicMemberLookup
public struct FieldContext<Context: Sendable>: Sendable {
    @usableFromInline let context: ContextBox<Context>
    @usableFromInline let field: FieldPlan

    @inlinable
    init(_ batch: Batch) {
        // `ExecutableSchema<Context>` accepts only fields of its own `Context`, and boxes each request's.
        context = unsafeDowncast(batch.context, to: ContextBox<Context>.self)
        field = batch.field
    }

    /// The value the request was executed with.
    @inlinable public var request: Context { context.value }

    /// The schema as the caller sees it.
    public var schema: Schema { context.schema }

    /// The fields that are asked of the results, for fetching only what is needed.
    public var selection: SelectedFields { field.selected }

    /// A member of the request's own context.
    @inlinable
    public subscript<Member>(dynamicMember member: KeyPath<Context, Member>) -> Member { request[keyPath: member] }
}

/// A request's context, whatever its type, and the schema that the caller sees; boxed, so that it is handed on without
/// being copied.
///
/// - Note: `@unchecked Sendable`: immutable, and of Sendable parts.
@usableFromInline
class AnyContext: @unchecked Sendable {
    @usableFromInline let schema: Schema

    @inlinable
    init(schema: Schema) { self.schema = schema }
}

/// - Note: `@unchecked Sendable`: immutable, and of Sendable parts.
@usableFromInline
final class ContextBox<Context: Sendable>: AnyContext, @unchecked Sendable {
    @usableFromInline let value: Context

    @inlinable
    init(_ value: Context, schema: Schema) {
        self.value = value
        super.init(schema: schema)
    }
}

/// The fields an operation selects on a field's results, through fragments, over all concrete types.
public struct SelectedFields: Sendable {
    /// Those of one concrete type; most fields have no other.
    private let fields: [FieldPlan]
    private let others: [[FieldPlan]]

    static let none = SelectedFields([])

    init(_ fields: [FieldPlan], others: [[FieldPlan]] = []) {
        self.fields = fields
        self.others = others
    }

    /// Whether the field `name` is asked for. Names are the schema's, not aliases.
    ///
    /// - Complexity: linear in the number of selected fields.
    public func contains(_ name: String) -> Bool {
        fields.contains { $0.field.name == name } || others.contains { $0.contains { $0.field.name == name } }
    }

    /// What is asked of the field `name`; nothing when it is not asked for.
    ///
    /// - Complexity: linear in the number of selected fields.
    public subscript(name: String) -> SelectedFields {
        var found = SelectedFields.none
        for field in fields where field.field.name == name { found = found.union(field.selected) }
        for fields in others {
            for field in fields where field.field.name == name { found = found.union(field.selected) }
        }
        return found
    }

    /// What either asks for.
    public func union(_ other: SelectedFields) -> SelectedFields {
        if fields.isEmpty { return other }
        if other.fields.isEmpty { return self }
        return SelectedFields(fields, others: others + [other.fields] + other.others)
    }
}
