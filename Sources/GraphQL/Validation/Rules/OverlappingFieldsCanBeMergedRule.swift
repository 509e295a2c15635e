/// Fields that share a response name can be answered as one.
///
/// They are the same field with the same arguments wherever one object may be asked for both, and their values have the
/// same shape everywhere. ``FieldMerging`` finds the fields to compare; here is what is compared.
/// [Spec 5.3.2](https://spec.graphql.org/September2025/#sec-Field-Selection-Merging)
enum OverlappingFieldsCanBeMergedRule {
    static func check(_ run: inout Validation) {
        guard !run.selectionSets.isEmpty else { return }
        var merging = FieldMerging(run)
        merging.check(&run)
    }

    /// Why two fields cannot be merged that one object may be asked for.
    static func difference(
        ofMeaning one: FieldMerging.Entry, _ other: FieldMerging.Entry, _ run: inout Validation
    ) -> String? {
        let (a, b) = (run[one.field], run[other.field])
        if a.name != b.name { return "\"\(run.text(a.name))\" and \"\(run.text(b.name))\" are different fields" }
        guard a.arguments.isPresent || b.arguments.isPresent else { return nil }
        return LiteralComparison.areSameMembers(a.arguments, b.arguments, &run) ? nil : "they have differing arguments"
    }

    /// Why two fields cannot stand in one place of a response.
    static func difference(
        ofShape one: FieldMerging.Entry, _ other: FieldMerging.Entry, _ run: borrowing Validation
    ) -> String? {
        let (a, b) = (run.index.fields[Int(one.definition)], run.index.fields[Int(other.definition)])
        let isSameWrapping = a.type.listDepth == b.type.listDepth && a.type.nonNullBits == b.type.nonNullBits
        if isSameWrapping, a.type.named == b.type.named || a.isComposite && b.isComposite { return nil }
        return "they return conflicting types \"\(run.text(a.type))\" and \"\(run.text(b.type))\""
    }

    /// - Parameters:
    ///   - names: the response names from the selection set that holds both fields' ancestors down to the fields.
    ///   - one: the fields on the way to the first one, the outermost first; `other` likewise.
    static func report(
        _ names: [Name], _ one: [Node.ID], _ other: [Node.ID], because reason: String, _ run: inout Validation
    ) {
        let steps = names.map { "\"\(run.text($0))\" conflict because " }.joined(separator: "subfields ")
        run.report(
            .overlappingFieldsCanBeMerged,
            "Fields \(steps)\(reason). Use different aliases on the fields to fetch both if this was intentional.",
            at: (one + other).map { run.position(of: $0) })
    }
}
