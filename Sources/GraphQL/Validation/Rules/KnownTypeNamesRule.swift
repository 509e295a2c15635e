/// A type that a document names exists in the schema.
/// [Spec 5.5.1.2](https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence)
enum KnownTypeNamesRule {
    /// - Parameter fragment: a fragment or inline fragment with a type condition.
    @inline(__always)
    static func check(fragment: Node.ID, _ run: inout Validation) {
        let name = run[fragment].typeCondition
        if !run.index.type(name).isPresent { report(name, at: run.typeConditionPosition(of: fragment), &run) }
    }

    /// - Returns: whether the type of the variable exists.
    static func check(variable: Node.ID, _ run: inout Validation) -> Bool {
        var type = run[variable].type
        while run[type].kind == .listType { type = run[type].type }
        if run.index.type(run[type].name).isPresent { return true }
        report(run[type].name, at: run.position(of: type), &run)
        return false
    }

    @inline(never)
    private static func report(_ type: Name, at position: Int, _ run: inout Validation) {
        let name = run.text(type)
        let schema = run.schema
        let suggestion = run.suggestion(
            for: name, among: schema.visibleTypes.lazy.map { schema[$0] }.filter { !$0.isIntrospection }.map(\.name))
        run.report(.knownTypeNames, "Unknown type \"\(name)\".\(suggestion)", at: [position])
    }
}
