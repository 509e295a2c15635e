/// Arguments and input fields take input types. [Spec 3.4.2](https://spec.graphql.org/September2025/#IsInputType())
enum InputTypesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for value in context.inputValues {
            let type = context.schema.named(value.definition.type)
            if type.isInput { continue }
            let what = value.kind == .argument ? "An argument" : "An input field"
            context.report(
                "\(what) cannot take \(type.kind.noun): \"\(type.name)\" should be a scalar, enum or input object.",
                value.coordinate)
        }
    }
}
