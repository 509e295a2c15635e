/// A schema that has no root type for a kind of operation does not have such operations.
/// [Spec 5.2.1.1](https://spec.graphql.org/September2025/#sec-Operation-Type-Existence)
enum KnownOperationTypesRule {
    static func check(_ operation: Node.ID, _ run: inout Validation) {
        let type = run[operation].operationType
        guard run.schema.rootType(for: type) == nil else { return }
        run.report(.knownOperationTypes, "The \(type) operation is not supported by the schema.", at: operation)
    }
}
