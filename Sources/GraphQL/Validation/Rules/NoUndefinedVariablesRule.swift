/// An operation declares every variable that it uses, also those its fragments use.
/// [Spec 5.8.3](https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined)
enum NoUndefinedVariablesRule {
    static func check(_ uses: VariableUsesOfOperation, _ run: inout Validation) {
        for use in uses.undefined where !run.isStopped {
            let name = run[uses.operation].name
            let place = name.isPresent ? " by operation \"\(run.text(name))\"" : ""
            run.report(
                .noUndefinedVariables, "Variable \"$\(run.name(of: use))\" is not defined\(place).",
                at: [run.position(of: use), run.position(of: uses.operation)])
        }
    }
}
