/// An operation declares a variable once.
/// [Spec 5.8.1](https://spec.graphql.org/September2025/#sec-Variable-Uniqueness)
enum UniqueVariableNamesRule {
    static func check(_ first: Node.ID, _ run: inout Validation) {
        _ = run.forEachRepeatedName(in: first) { run, members in
            run.report(
                .uniqueVariableNames, "There can be only one variable named \"$\(run.name(of: members[0]))\".",
                at: members.map { run.namePosition(of: $0) })
        }
    }
}
