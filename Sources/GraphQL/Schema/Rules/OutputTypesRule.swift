/// Fields return output types. [Spec 3.4.2](https://spec.graphql.org/September2025/#IsOutputType())
enum OutputTypesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for type in context.types {
            for field in type.fields {
                let returned = context.schema.named(field.type)
                if returned.isOutput { continue }
                context.report(
                    "A field cannot return \(returned.kind.noun): \"\(returned.name)\" should be a scalar, enum, "
                        + "object, interface or union.",
                    "\(type.name).\(field.name)")
            }
        }
    }
}
