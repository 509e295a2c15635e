/// Directives stand where their definitions allow, once unless they are repeatable, with the arguments they ask for.
///
/// [Spec 5.7](https://spec.graphql.org/September2025/#sec-Validation.Directives),
/// [5.4](https://spec.graphql.org/September2025/#sec-Validation.Arguments)
enum AppliedDirectivesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let document = context.document
        checkDirectives(of: context.sources.schema, .schema, nil, &context)
        for type in context.types {
            let parts = context.sources.types[type.name] ?? []
            // A definition and its extensions together may carry a directive once.
            checkDirectives(of: parts, type.kind.directiveLocation, type.name, &context)
            for part in parts {
                for member in document.list(document[part].members) { checkMember(member, of: type.name, &context) }
            }
        }
        for directive in context.directives {
            guard let node = context.sources.directives[directive.name] else { continue }
            checkArguments(of: node, "@\(directive.name)", &context)
        }
    }

    private static func checkMember(_ member: Node.ID, of type: String, _ context: inout SchemaRuleContext) {
        let node = context.document[member]
        let coordinate = "\(type).\(context.document.text(node.name))"
        switch node.kind {
        case .fieldDefinition:
            checkDirectives(of: [member], .fieldDefinition, coordinate, &context)
            checkArguments(of: member, coordinate, &context)
        case .inputValueDefinition: checkDirectives(of: [member], .inputFieldDefinition, coordinate, &context)
        case .enumValueDefinition: checkDirectives(of: [member], .enumValue, coordinate, &context)
        default: return
        }
    }

    private static func checkArguments(of owner: Node.ID, _ coordinate: String, _ context: inout SchemaRuleContext) {
        for argument in context.document.list(context.document[owner].arguments) {
            let name = context.document.text(context.document[argument].name)
            checkDirectives(of: [argument], .argumentDefinition, "\(coordinate)(\(name):)", &context)
        }
    }

    private static func checkDirectives(
        of nodes: [Node.ID], _ location: DirectiveLocation, _ coordinate: String?, _ context: inout SchemaRuleContext
    ) {
        let document = context.document
        var applied: Set<String> = []
        for node in nodes {
            for directive in document.list(document[node].directives) {
                let name = document.text(document[directive].name)
                guard let definition = context.schema.directive(context.schema.symbols.find(name)) else {
                    context.report(
                        "There is no directive \"@\(name)\": define it, or correct the name.", coordinate, at: directive
                    )
                    continue
                }
                if !definition.locations.contains(location) {
                    let allowed = definition.locations.map(\.rawValue).joined(separator: ", ")
                    context.report(
                        "\"@\(name)\" cannot stand on \(location.rawValue), but on \(allowed).", coordinate,
                        at: directive)
                }
                if !applied.insert(name).inserted, !definition.isRepeatable {
                    context.report(
                        "\"@\(name)\" can stand here only once, extensions included: it is not repeatable.", coordinate,
                        at: directive)
                }
                checkArguments(of: directive, definition, coordinate, &context)
            }
        }
    }

    private static func checkArguments(
        of directive: Node.ID, _ definition: DirectiveDefinition, _ coordinate: String?,
        _ context: inout SchemaRuleContext
    ) {
        let document = context.document
        let schema = context.schema
        let checker = ConstantChecker(context)
        var given: Set<String> = []
        for node in document.list(document[directive].arguments) {
            let name = document.text(document[node].name)
            guard let argument = definition.argument(schema.symbols.find(name)) else {
                context.report("\"@\(definition.name)\" has no argument \"\(name)\".", coordinate, at: node)
                continue
            }
            if !given.insert(name).inserted {
                context.report("The argument \"\(name)\" is given twice.", coordinate, at: node)
            }
            for problem in checker.problems(of: document[node].value, as: argument.type) {
                context.report(
                    "\"@\(definition.name)(\(name):)\" takes `\(schema.text(argument.type))`. \(problem.message)",
                    coordinate, at: problem.node)
            }
        }
        for argument in definition.arguments where argument.isRequired && !given.contains(argument.name) {
            context.report(
                "\"@\(definition.name)\" requires the argument `\(argument.name): \(schema.text(argument.type))`.",
                coordinate, at: directive)
        }
    }
}

extension TypeKind {
    /// Where a directive on the definition of such a type stands.
    fileprivate var directiveLocation: DirectiveLocation {
        switch self {
        case .scalar, .list, .nonNull: .scalar
        case .object: .object
        case .interface: .interface
        case .union: .union
        case .enum: .enum
        case .inputObject: .inputObject
        }
    }
}
