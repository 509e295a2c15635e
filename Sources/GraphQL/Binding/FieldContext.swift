/// What a resolver knows besides its parents and arguments.
///
/// The request's own context is reached directly: `context.reviews` is `context.request.reviews`.
@dynamicMemberLookup
public struct FieldContext<Context: Sendable>: Sendable {
    /// The value the request was executed with.
    public let request: Context
    /// The fields that are asked of the results, for fetching only what is needed.
    public let selection: SelectedFields
    /// The schema as the caller sees it.
    public let schema: Schema

    init(_ batch: Batch) {
        // `ExecutableSchema<Context>` accepts only fields and requests of its own `Context`.
        request = batch.context as! Context
        selection = batch.selection
        schema = batch.schema
    }

    public subscript<Member>(dynamicMember member: KeyPath<Context, Member>) -> Member { request[keyPath: member] }
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
