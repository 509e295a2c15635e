/// Selections end in scalars and enums, and only there.
/// [Spec 5.3.3](https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections)
enum ScalarLeafsRule {
    @inline(__always)
    static func check(_ field: FieldVisit, _ run: inout Validation) {
        guard field.definition >= 0 else { return }
        let isComposite = run.index.fields[Int(field.definition)].isComposite
        if isComposite != field.node.selections.isPresent { report(field, &run) }
    }

    @inline(never)
    private static func report(_ field: FieldVisit, _ run: inout Validation) {
        let name = run.name(of: field.id)
        let type = run.text(run.index.fields[Int(field.definition)].type)
        if field.node.selections.isPresent {
            run.report(
                .scalarLeafs, "Field \"\(name)\" must not have a selection since type \"\(type)\" has no subfields.",
                at: [run.document.selectionSetPosition(of: field.node)])
        } else {
            run.report(
                .scalarLeafs,
                "Field \"\(name)\" of type \"\(type)\" must have a selection of subfields."
                    + " Did you mean \"\(name) { ... }\"?", at: field.id)
        }
    }
}
