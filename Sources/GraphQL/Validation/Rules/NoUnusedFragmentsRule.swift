/// A fragment is spread, directly or through others, by some operation.
/// [Spec 5.5.1.4](https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used)
enum NoUnusedFragmentsRule {
    static func check(_ run: inout Validation) {
        var isUsed = run.definitions.map(\.isOperation)
        var pending = run.definitions.indices.filter { isUsed[$0] }
        while let position = pending.popLast() {
            for spread in run.definitions[position].spreads {
                run.visits += 1
                let target = Int(run.spreads[spread].target)
                if isUsed[target] { continue }
                isUsed[target] = true
                pending.append(target)
            }
        }
        for position in isUsed.indices where !isUsed[position] && !run.isStopped {
            let id = run.definitions[position].id
            // A second fragment of the same name is an error of its own.
            guard Int(run.fragments[run[id].name]) == position else { continue }
            run.report(.noUnusedFragments, "Fragment \"\(run.name(of: id))\" is never used.", at: id)
        }
    }
}
