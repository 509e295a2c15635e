/// No name that a schema defines begins with two underscores: those belong to introspection.
///
/// [Spec 2.1.10](https://spec.graphql.org/September2025/#sec-Names.Reserved-Names)
enum ReservedNamesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for type in context.types {
            check(type.name, type.name, &context)
            for field in type.fields { check(field.name, "\(type.name).\(field.name)", &context) }
            for value in type.enumValues { check(value.name, "\(type.name).\(value.name)", &context) }
        }
        for directive in context.directives { check(directive.name, "@\(directive.name)", &context) }
        for value in context.inputValues { check(value.definition.name, value.coordinate, &context) }
    }

    private static func check(_ name: String, _ coordinate: String, _ context: inout SchemaRuleContext) {
        guard name.hasPrefix("__") else { return }
        context.report("Names that begin with \"__\" belong to introspection: choose another.", coordinate)
    }
}
