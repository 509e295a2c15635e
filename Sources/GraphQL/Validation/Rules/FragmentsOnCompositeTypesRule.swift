/// A fragment selects from an object, interface or union.
/// [Spec 5.5.1.3](https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types)
enum FragmentsOnCompositeTypesRule {
    /// - Parameter fragment: a fragment or inline fragment with a type condition.
    @inline(__always)
    static func check(_ fragment: Node.ID, _ run: inout Validation) {
        let type = run.index.type(run[fragment].typeCondition)
        if type.isPresent, !run.index[type].isComposite { report(fragment, &run) }
    }

    @inline(never)
    private static func report(_ fragment: Node.ID, _ run: inout Validation) {
        let subject = run[fragment].kind == .fragment ? "Fragment \"\(run.name(of: fragment))\"" : "Fragment"
        run.report(
            .fragmentsOnCompositeTypes,
            "\(subject) cannot condition on non composite type \"\(run.text(run[fragment].typeCondition))\".",
            at: [run.typeConditionPosition(of: fragment)])
    }
}
