/// A schema that spells out the specification's own scalars and directives says of them what the specification says.
///
/// [Spec 3.5](https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars),
/// [3.13](https://spec.graphql.org/September2025/#sec-Type-System.Directives.Built-in-Directives)
enum SpecifiedDefinitionsRule: SchemaRule {
    private struct Directive {
        let argument: (name: String, type: String)?
        let locations: Set<DirectiveLocation>
    }

    private static let directives: [String: Directive] = [
        "skip": Directive(argument: ("if", "Boolean"), locations: [.field, .fragmentSpread, .inlineFragment]),
        "include": Directive(argument: ("if", "Boolean"), locations: [.field, .fragmentSpread, .inlineFragment]),
        "deprecated": Directive(
            argument: ("reason", "String"),
            locations: [.fieldDefinition, .argumentDefinition, .inputFieldDefinition, .enumValue]),
        "specifiedBy": Directive(argument: ("url", "String"), locations: [.scalar]),
        "oneOf": Directive(argument: nil, locations: [.inputObject]),
    ]

    static func check(_ context: inout SchemaRuleContext) {
        for definition in context.directives {
            guard let specified = directives[definition.name] else { continue }
            check(definition, against: specified, &context)
        }
        for type in context.types where type.isSpecified && type.specifiedByURL != nil {
            context.report("The specification says what \"\(type.name)\" is: remove `@specifiedBy`.", type.name)
        }
    }

    private static func check(
        _ definition: DirectiveDefinition, against specified: Directive, _ context: inout SchemaRuleContext
    ) {
        let expected = specified.argument.map { "(\($0.name): \($0.type))" } ?? ""
        let isEqual =
            definition.arguments.count == (specified.argument == nil ? 0 : 1) && !definition.isRepeatable
            && definition.arguments.allSatisfy { argument in
                argument.name == specified.argument?.name
                    && context.schema.text(argument.type.nullable) == specified.argument?.type
            }
        if !isEqual {
            context.report(
                "The directive belongs to the specification, and must be `@\(definition.name)\(expected)`.",
                "@\(definition.name)")
        }
        for location in definition.locations where !specified.locations.contains(location) {
            context.report(
                "The directive belongs to the specification, which does not allow it on \(location.rawValue).",
                "@\(definition.name)")
        }
    }
}
