/// Weights are numbers, and stand where they count.
///
/// That a number or a text is given, as the schema's own definition of `@cost` wants it, is checked as for any directive.
/// [Cost directives 7 and 9.1](https://ibm.github.io/graphql-specs/cost-spec.html#sec-Cost-Directive)
enum CostWeightsRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        guard let definition = context.schema.directiveDefinitions.first(where: { $0.name == "cost" }),
            let weight = definition.arguments.first(where: { $0.name == "weight" })
        else { return }
        let type = context.schema.named(weight.type)
        guard !weight.type.isList, ["Int", "Float", "String"].contains(type.name) else {
            return context.report(
                "A weight is an `Int`, a `Float` or a `String` that holds a number, not `\(context.schema.text(weight.type))`.",
                "@cost(weight:)")
        }
        for type in context.types {
            checkType(type, &context)
            for field in type.fields {
                let coordinate = "\(type.name).\(field.name)"
                if type.kind == .interface {
                    checkUnused(field.directives, coordinate, &context)
                } else {
                    checkWeight(field.directives, coordinate, &context)
                }
            }
        }
        for input in context.inputValues {
            checkWeight(input.definition.directives, input.coordinate, &context)
        }
    }

    private static func checkType(_ type: NamedType, _ context: inout SchemaRuleContext) {
        switch type.kind {
        case .interface, .union, .inputObject: checkUnused(type.directives, type.name, &context)
        default:
            guard let weight = checkWeight(type.directives, type.name, &context), weight < .zero else { return }
            context.report(
                "The weight of a type cannot be negative.", type.name,
                at: context.appliedArgument("cost", "weight", type.name))
        }
    }

    /// Objects are what costs something; an interface's own weight would make its fields look cheaper than they are.
    private static func checkUnused(
        _ directives: [AppliedDirective], _ coordinate: String, _ context: inout SchemaRuleContext
    ) {
        guard directives.contains(where: { $0.name == "cost" }) else { return }
        context.report(
            "\"@cost\" has no effect here: it counts on objects, scalars, enums, and on fields of objects and input "
                + "objects.", coordinate, at: context.appliedArgument("cost", "weight", coordinate))
    }

    @discardableResult
    private static func checkWeight(
        _ directives: [AppliedDirective], _ coordinate: String, _ context: inout SchemaRuleContext
    ) -> Points? {
        guard let value = directives.first(where: { $0.name == "cost" })?.argument("weight") else { return nil }
        if let weight = CostModel.weight(value) { return weight }
        // Whether a value is of the argument's type has been checked.
        switch value {
        case .int, .float, .string:
            context.report(
                "\(value) is no weight: it must be a number between −1000000000 and 1000000000.", coordinate,
                at: context.appliedArgument("cost", "weight", coordinate))
        default: break
        }
        return nil
    }
}
