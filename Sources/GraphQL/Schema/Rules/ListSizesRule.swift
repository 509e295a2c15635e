/// `@listSize` speaks of lists that exist, and takes their sizes from arguments that are numbers.
///
/// [Cost directives 9.2](https://ibm.github.io/graphql-specs/cost-spec.html#sec-List-Size-Directive), but that an
/// assumed size may stand beside a slicing argument with a default: which of them counts is clear. An argument that is
/// a list, such as `ids`, may be a slicing argument too; its length counts.
enum ListSizesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        guard let definition = context.schema.directiveDefinitions.first(where: { $0.name == "listSize" }) else {
            return
        }
        for type in context.types {
            for field in type.fields {
                guard let directive = field.directives.first(where: { $0.name == definition.name }) else { continue }
                check(directive, definition, field, "\(type.name).\(field.name)", &context)
            }
        }
    }

    private static func check(
        _ directive: AppliedDirective, _ definition: DirectiveDefinition, _ field: FieldDefinition,
        _ coordinate: String, _ context: inout SchemaRuleContext
    ) {
        func report(_ message: String, _ argument: String? = nil) {
            context.report(message, coordinate, at: context.appliedArgument("listSize", argument, coordinate))
        }
        let size = ListSize(directive, definition)
        let schema = context.schema
        if case .int(let assumed)? = directive.argument("assumedSize"), assumed < 0 {
            report("A list cannot have \(assumed) items.", "assumedSize")
        }
        if size.assumedSize == nil, size.slicingArguments.isEmpty {
            report("\"@listSize\" says no size: give it `assumedSize` or `slicingArguments`.")
        }
        if size.sizedFields.isEmpty, !field.type.isList {
            report(
                "`\(schema.text(field.type))` is no list: name the fields below that are, with `sizedFields`.")
        }
        for slicing in size.slicingArguments {
            if let problem = problem(slicing, field, context) {
                report("\"\(slicing.text)\" is no slicing argument: \(problem)", "slicingArguments")
            }
        }
        let type = schema.named(field.type)
        for name in size.sizedFields {
            if context.isUnknown(type.id) { break }
            guard let sized = type.fields.first(where: { $0.name == name }) else {
                report("\"\(type.name)\" has no field \"\(name)\" to be sized.", "sizedFields")
                continue
            }
            if !sized.type.isList, !context.isUnknown(sized.type.named) {
                report("\"\(type.name).\(name)\" cannot be sized: it is no list.", "sizedFields")
            }
        }
    }

    private static func problem(
        _ slicing: ListSize.SlicingArgument, _ field: FieldDefinition, _ context: SchemaRuleContext
    ) -> String? {
        let schema = context.schema
        guard var input = field.arguments.first(where: { $0.name == slicing.argument }) else {
            return "the field has no argument \"\(slicing.argument)\"."
        }
        for name in slicing.path {
            let type = schema.named(input.type)
            if input.type.isList { return "\"\(input.name)\" is a list." }
            guard let next = type.inputFields.first(where: { $0.name == name }) else {
                return "\"\(type.name)\" has no field \"\(name)\"."
            }
            input = next
        }
        let type = schema.named(input.type)
        if input.type.isList || type.name == "Int" || context.isUnknown(type.id) { return nil }
        return "it is of the type `\(schema.text(input.type))`, not `Int` and no list."
    }
}
