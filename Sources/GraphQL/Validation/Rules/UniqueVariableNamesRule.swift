/// An operation declares a variable once.
/// [Spec 5.8.1](https://spec.graphql.org/September2025/#sec-Variable-Uniqueness)
enum UniqueVariableNamesRule {
    static func check(_ first: Node.ID, _ run: inout Validation) {
        _ = run.forEachDuplicate(in: first) { run, earlier, later in
            run.report(
                .uniqueVariableNames, "There can be only one variable named \"$\(run.name(of: later))\".",
                at: [run.namePosition(of: earlier), run.namePosition(of: later)])
        }
    }
}
