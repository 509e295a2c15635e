/// A variable is of an input type: scalars, enums, input objects, and lists of them.
/// [Spec 5.8.2](https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types)
enum VariablesAreInputTypesRule {
    /// - Parameter variable: one whose named type exists.
    /// - Returns: its type, if it is an input type.
    static func check(_ variable: Node.ID, _ run: inout Validation) -> TypeReference? {
        let type = run[variable].type
        guard let reference = run.document.typeReference(type, in: run.schema) else {
            run.report(
                .variablesAreInputTypes,
                "Variable \"$\(run.name(of: variable))\" nests lists more than \(TypeReference.maximumListDepth) deep.",
                at: type)
            return nil
        }
        if run.index[reference.named].isInput { return reference }
        run.report(
            .variablesAreInputTypes,
            "Variable \"$\(run.name(of: variable))\" cannot be non-input type \"\(run.text(reference))\".", at: type)
        return nil
    }
}
