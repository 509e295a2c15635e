/// A directive stands once in one place, unless it is repeatable.
/// [Spec 5.7.3](https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location)
enum UniqueDirectivesPerLocationRule {
    static func check(_ first: Node.ID, _ run: inout Validation) {
        _ = run.forEachDuplicate(in: first) { run, earlier, later in
            let definition = run.index.directive(run[later].name)
            // Whether a directive that does not exist may be repeated, nobody knows.
            guard definition >= 0, !run.index.directives[Int(definition)].isRepeatable else { return }
            run.report(
                .uniqueDirectivesPerLocation,
                "The directive \"@\(run.name(of: later))\" can only be used once at this location.",
                at: [run.position(of: earlier), run.position(of: later)])
        }
    }
}
