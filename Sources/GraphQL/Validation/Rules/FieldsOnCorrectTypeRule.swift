/// A field is defined on the type that it is selected on; on a union, only `__typename`.
/// [Spec 5.3.1](https://spec.graphql.org/September2025/#sec-Field-Selections)
enum FieldsOnCorrectTypeRule {
    @inline(__always)
    static func check(_ field: FieldVisit, _ run: inout Validation) {
        if field.definition < 0, field.parent.isPresent { report(field, &run) }
    }

    @inline(never)
    private static func report(_ field: FieldVisit, _ run: inout Validation) {
        let name = run.name(of: field.id)
        let parent = run.schema[field.parent]
        run.report(
            .fieldsOnCorrectType,
            "Cannot query field \"\(name)\" on type \"\(parent.name)\".\(suggestion(field, name, parent, run))",
            at: field.id)
    }

    private static func suggestion(
        _ field: FieldVisit, _ name: String, _ parent: NamedType, _ run: borrowing Validation
    ) -> String {
        guard run.options.suggestions, !run.isStopped else { return "" }
        let types = types(having: field.node.name, below: parent, run.schema)
        if !types.isEmpty {
            let names = types.prefix(Suggestions.greatestCount).map(\.name)
            return Suggestions.sentence(names, kind: "to use an inline fragment on ")
        }
        return run.suggestion(for: name, among: parent.fields.lazy.map(\.name))
    }

    /// The types that have the field and whose objects may be here: those first that cover most of them.
    private static func types(having field: Name, below parent: NamedType, _ schema: Schema) -> [NamedType] {
        guard parent.isAbstract else { return [] }
        var coverage: [TypeID: Int] = [:]
        for possible in parent.possibleTypes where schema[possible].field(field) != nil {
            coverage[possible, default: 0] += 1
            for interface in schema[possible].interfaces where schema[interface].field(field) != nil {
                coverage[interface, default: 0] += 1
            }
        }
        return coverage.sorted { one, other in
            if one.value != other.value { return one.value > other.value }
            let isWider = schema[one.key].kind == .interface
            if isWider != (schema[other.key].kind == .interface) { return isWider }
            return schema[one.key].name < schema[other.key].name
        }.map { schema[$0.key] }
    }
}
