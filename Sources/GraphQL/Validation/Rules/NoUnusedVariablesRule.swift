/// An operation uses every variable that it declares, itself or through its fragments.
/// [Spec 5.8.4](https://spec.graphql.org/September2025/#sec-All-Variables-Used)
enum NoUnusedVariablesRule {
    static func check(_ uses: VariableUsesOfOperation, _ run: inout Validation) {
        for variable in uses.unused where !run.isStopped {
            let name = run[uses.operation].name
            let place = name.isPresent ? " in operation \"\(run.text(name))\"" : ""
            run.report(
                .noUnusedVariables, "Variable \"$\(run.name(of: variable))\" is never used\(place).", at: variable)
        }
    }
}
