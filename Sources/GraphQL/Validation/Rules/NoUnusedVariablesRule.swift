/// An operation uses every variable that it declares, itself or through its fragments.
/// [Spec 5.8.4](https://spec.graphql.org/September2025/#sec-All-Variables-Used)
enum NoUnusedVariablesRule {
    static func check(_ variables: Range<Int>, of operation: Node.ID, _ run: inout Validation) {
        for position in variables where !run.variables[position].isUsed && !run.isStopped {
            let variable = run.variables[position].definition
            // A second definition of a name is an error of its own.
            guard Int(run.seenNames[run[variable].name]) == position else { continue }
            let name = run[operation].name
            let place = name.isPresent ? " in operation \"\(run.text(name))\"" : ""
            run.report(
                .noUnusedVariables, "Variable \"$\(run.name(of: variable))\" is never used\(place).", at: variable)
        }
    }
}
