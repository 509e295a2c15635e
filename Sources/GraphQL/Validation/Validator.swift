/// Checks documents. [Spec 5](https://spec.graphql.org/September2025/#sec-Validation)
///
/// Takes time in proportion to the document, and never traps, whatever was parsed.
enum Validator {
    /// All errors in the order of the document, up to the options' limit.
    static func errors(in document: Document, schema: Schema, options: ValidationOptions) -> [GraphQLError] {
        var run = Validation(document, schema: schema, options: options)
        run.findErrors()
        return run.findings.isEmpty ? [] : run.errors()
    }
}
