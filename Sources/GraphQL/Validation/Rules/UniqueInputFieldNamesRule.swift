/// A field of an input object is given once.
/// [Spec 5.6.3](https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness)
enum UniqueInputFieldNamesRule {
    /// - Returns: whether a field is given twice.
    static func check(_ first: Node.ID, _ run: inout Validation) -> Bool {
        run.forEachDuplicate(in: first) { run, earlier, later in
            run.report(
                .uniqueInputFieldNames, "There can be only one input field named \"\(run.name(of: later))\".",
                at: [run.position(of: earlier), run.position(of: later)])
        }
    }
}
