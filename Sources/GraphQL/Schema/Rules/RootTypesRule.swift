/// The query root exists, the roots are objects, and no type is two of them.
///
/// [Spec 3.3.1](https://spec.graphql.org/September2025/#sec-Root-Operation-Types)
enum RootTypesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let schema = context.schema
        let roots: [(operation: OperationType, type: TypeID)] = [
            (.query, schema.queryType),
            (.mutation, schema.mutationType ?? .none),
            (.subscription, schema.subscriptionType ?? .none),
        ]
        if !schema.queryType.isPresent {
            context.report(
                "The schema needs a query root: define `type Query { … }`, or name one in `schema { query: … }`.",
                nil, at: context.sources.schema.first)
        }
        var earlier: [TypeID: OperationType] = [:]
        for (operation, id) in roots where id.isPresent && !context.isUnknown(id) {
            let type = schema[id]
            let node = context.sources.roots[operation]
            if type.kind != .object {
                context.report(
                    "The \(operation.keyword) root must be an object, but \"\(type.name)\" is \(type.kind.noun).",
                    type.name, at: node)
            }
            if let other = earlier[id] {
                context.report(
                    "The \(other.keyword) and \(operation.keyword) roots must be different types, "
                        + "but \"\(type.name)\" is both.",
                    type.name, at: node)
            } else {
                earlier[id] = operation
            }
        }
    }
}
