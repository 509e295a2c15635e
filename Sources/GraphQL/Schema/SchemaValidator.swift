/// Checks what a definition alone cannot show: that the parts of a schema fit each other.
///
/// [Spec 3](https://spec.graphql.org/September2025/#sec-Type-System)
struct SchemaValidator {
    private let schema: Schema

    init(_ schema: Schema) { self.schema = schema }

    func issues() -> [SchemaError.Issue] { [] }
}
