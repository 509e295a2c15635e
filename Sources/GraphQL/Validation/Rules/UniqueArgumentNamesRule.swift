/// An argument is given once.
/// [Spec 5.4.2](https://spec.graphql.org/September2025/#sec-Argument-Uniqueness)
enum UniqueArgumentNamesRule {
    /// - Returns: whether an argument is given twice.
    @inline(__always)
    static func check(_ first: Node.ID, _ run: inout Validation) -> Bool {
        run.forEachRepeatedName(in: first) { run, members in
            run.report(
                .uniqueArgumentNames, "There can be only one argument named \"\(run.name(of: members[0]))\".",
                at: members.map { run.position(of: $0) })
        }
    }
}
