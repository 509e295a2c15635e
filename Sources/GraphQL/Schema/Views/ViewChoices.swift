/// What a predicate answered about each element of a schema.
///
/// Kept by the definitions' identities, so that it is asked once about each.
struct ViewChoices {
    private var hidden: Set<ObjectIdentifier> = []

    init(_ schema: Schema, _ isVisible: (SchemaElement) -> Bool) {
        func ask(_ definition: AnyObject, _ element: SchemaElement) {
            if !isVisible(element) { hidden.insert(ObjectIdentifier(definition)) }
        }
        for id in schema.visibleTypes where !schema[id].isSpecified {
            let type = schema[id]
            ask(type, SchemaElement(.type, type.name, directives: type.directives))
            for field in type.fields {
                ask(field, SchemaElement(.field, type.name, member: field.name, directives: field.directives))
                for argument in field.arguments {
                    ask(
                        argument,
                        SchemaElement(
                            .argument, type.name, member: field.name, argument: argument.name,
                            directives: argument.directives))
                }
            }
            for field in type.inputFields {
                ask(field, SchemaElement(.inputField, type.name, member: field.name, directives: field.directives))
            }
            for value in type.enumValues {
                ask(value, SchemaElement(.enumValue, type.name, member: value.name, directives: value.directives))
            }
        }
        for directive in schema.directiveDefinitions where !directive.isSpecified {
            let name = "@\(directive.name)"
            ask(directive, SchemaElement(.directive, name, locations: directive.locations))
            for argument in directive.arguments {
                ask(
                    argument,
                    SchemaElement(.directiveArgument, name, argument: argument.name, directives: argument.directives))
            }
        }
    }

    func shows(_ definition: AnyObject) -> Bool { !hidden.contains(ObjectIdentifier(definition)) }
}
