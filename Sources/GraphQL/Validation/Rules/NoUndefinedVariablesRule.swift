/// An operation declares every variable that it uses, also those its fragments use.
/// [Spec 5.8.3](https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined)
enum NoUndefinedVariablesRule {
    @inline(__always)
    static func check(_ use: VariableUse, of variable: Int32, in operation: Node.ID, _ run: inout Validation) {
        if variable < 0 { report(use.id, in: operation, &run) }
    }

    @inline(never)
    private static func report(_ use: Node.ID, in operation: Node.ID, _ run: inout Validation) {
        let name = run[operation].name
        let place = name.isPresent ? " by operation \"\(run.text(name))\"" : ""
        run.report(
            .noUndefinedVariables, "Variable \"$\(run.name(of: use))\" is not defined\(place).",
            at: [run.position(of: use), run.position(of: operation)])
    }
}
