/// Operations are told apart by their names.
/// [Spec 5.2.2.1](https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness)
enum UniqueOperationNamesRule {
    static func check(_ run: inout Validation) {
        run.seenNames.removeAll()
        for definition in run.definitions where definition.isOperation && run[definition.id].name.isPresent {
            let earlier = run.seenNames.insert(definition.id.index, for: run[definition.id].name)
            guard earlier >= 0, !run.isStopped else { continue }
            run.report(
                .uniqueOperationNames, "There can be only one operation named \"\(run.name(of: definition.id))\".",
                at: [run.namePosition(of: Node.ID(Int(earlier))), run.namePosition(of: definition.id)])
        }
    }
}
