/// Not in the specification, for ``ValidationOptions/noSchemaIntrospection``: a document does not ask for the schema.
enum NoSchemaIntrospectionRule {
    @inline(__always)
    static func check(_ field: FieldVisit, _ run: inout Validation) {
        guard run.options.noSchemaIntrospection, field.definition >= 0 else { return }
        report(field, &run)
    }

    @inline(never)
    private static func report(_ field: FieldVisit, _ run: inout Validation) {
        guard run.index.fields[Int(field.definition)].introspection == .entry else { return }
        run.report(
            .noSchemaIntrospection,
            "GraphQL introspection has been disabled,"
                + " but the requested query contained the field \"\(run.name(of: field.id))\".", at: field.id)
    }
}
