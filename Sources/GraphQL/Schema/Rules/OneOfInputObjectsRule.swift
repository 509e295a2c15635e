/// Every field of a OneOf input object can be left out, and `@oneOf` stands where the object is defined.
///
/// [Spec 3.10.1](https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects)
enum OneOfInputObjectsRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for type in context.types where type.isOneOf {
            for field in type.inputFields {
                let coordinate = "\(type.name).\(field.name)"
                if field.type.isNonNull {
                    context.report("The fields of a OneOf input object must be nullable: remove the `!`.", coordinate)
                }
                if field.defaultValue != nil {
                    context.report("The fields of a OneOf input object cannot have defaults.", coordinate)
                }
            }
            checkExtensions(of: type, &context)
        }
    }

    private static func checkExtensions(of type: NamedType, _ context: inout SchemaRuleContext) {
        let document = context.document
        for part in (context.sources.types[type.name] ?? []).dropFirst() {
            for directive in document.list(document[part].directives)
            where document.text(document[directive].name) == "oneOf" {
                context.report(
                    "`@oneOf` must stand where \"\(type.name)\" is defined, not on an extension.",
                    type.name, at: directive)
            }
        }
    }
}
