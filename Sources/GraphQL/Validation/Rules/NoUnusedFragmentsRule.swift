/// A fragment is spread, directly or through others, by some operation.
/// [Spec 5.5.1.4](https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used)
enum NoUnusedFragmentsRule {
    static func check(_ run: inout Validation) {
        run.walkFromOperations()
        for definition in run.definitions where !run.isStopped {
            if definition.isOperation || definition.lastWalk == run.walkCount { continue }
            // A second fragment of the same name is an error of its own.
            guard run.definitions[Int(run.fragments[run[definition.id].name])].id == definition.id else { continue }
            run.report(
                .noUnusedFragments, "Fragment \"\(run.name(of: definition.id))\" is never used.", at: definition.id)
        }
    }
}
