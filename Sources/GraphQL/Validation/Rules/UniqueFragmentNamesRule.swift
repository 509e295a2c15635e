/// A spread names one fragment.
/// [Spec 5.5.1.1](https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness)
enum UniqueFragmentNamesRule {
    static func check(_ run: inout Validation) {
        for position in run.definitions.indices where !run.definitions[position].isOperation && !run.isStopped {
            let id = run.definitions[position].id
            let first = Int(run.fragments[run[id].name])
            guard first >= 0, first != position else { continue }
            run.report(
                .uniqueFragmentNames, "There can be only one fragment named \"\(run.name(of: id))\".",
                at: [run.namePosition(of: run.definitions[first].id), run.namePosition(of: id)])
        }
    }
}
