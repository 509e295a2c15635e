/// What a client must give cannot be deprecated.
///
/// [Spec 3.13.3](https://spec.graphql.org/September2025/#sec--deprecated)
enum DeprecatedInputsRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for value in context.inputValues where value.definition.isRequired && value.definition.deprecationReason != nil
        {
            let what = value.kind == .argument ? "argument" : "input field"
            context.report(
                "A required \(what) cannot be deprecated: make it nullable, or give it a default, first.",
                value.coordinate)
        }
    }
}
