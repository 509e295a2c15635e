/// Not in the specification, for ``ValidationOptions/introspectionDepth``: a small document does not ask for each type
/// of each field of each type, which would be a very large answer.
enum MaxIntrospectionDepthRule {
    /// - Parameter depth: how many growing lists are inside one another in the operation, fragments expanded.
    static func check(_ operation: Node.ID, _ depth: Int32, _ run: inout Validation) {
        guard let limit = run.options.introspectionDepth, depth > limit else { return }
        run.refuse(
            .introspectionTooDeep,
            "Maximum introspection depth exceeded: lists of fields and types may be nested \(limit) deep.",
            at: operation, rule: .maxIntrospectionDepth)
    }
}
