/// What a resolver knows besides its parents and arguments.
///
/// The request's own context is reached directly: `context.reviews` is `context.request.reviews`.
@dynamicMemberLookup
public struct FieldContext<Context: Sendable>: Sendable {
    @usableFromInline let context: ContextBox<Context>
    @usableFromInline let field: FieldPlan
    /// The schema as the caller sees it.
    public let schema: Schema

    @inlinable
    init(_ batch: Batch) {
        // `ExecutableSchema<Context>` accepts only fields of its own `Context`, and boxes each request's.
        context = unsafeDowncast(batch.context, to: ContextBox<Context>.self)
        field = batch.field
        schema = batch.schema
    }

    /// The value the request was executed with.
    @inlinable public var request: Context { context.value }

    /// The fields that are asked of the results, for fetching only what is needed.
    public var selection: SelectedFields { field.selected }

    @inlinable
    public subscript<Member>(dynamicMember member: KeyPath<Context, Member>) -> Member { request[keyPath: member] }
}

/// A request's context, whatever its type, so that it is handed on without being copied.
@usableFromInline
class AnyContext: @unchecked Sendable {}

/// - Note: `@unchecked Sendable`: immutable, and of Sendable parts.
@usableFromInline
final class ContextBox<Context: Sendable>: AnyContext, @unchecked Sendable {
    @usableFromInline let value: Context

    init(_ value: Context) { self.value = value }
}

/// The fields an operation selects on a field's results, through fragments, over all concrete types.
public struct SelectedFields: Sendable {
    let names: Set<String>
    let children: [String: SelectedFields]

    /// Whether the field `name` is asked for. Names are the schema's, not aliases.
    public func contains(_ name: String) -> Bool { names.contains(name) }

    /// What is asked of the field `name`; nothing when it is not asked for.
    public subscript(name: String) -> SelectedFields { children[name] ?? SelectedFields.none }

    static let none = SelectedFields(names: [], children: [:])
}
