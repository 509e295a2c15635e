/// Not in the specification, for ``ValidationOptions/noDeprecated``: a document uses nothing that is deprecated.
enum NoDeprecatedRule {
    @inline(__always)
    static func check(_ field: FieldVisit, _ run: inout Validation) {
        guard run.options.noDeprecated, field.definition >= 0 else { return }
        report(field, &run)
    }

    @inline(never)
    private static func report(_ field: FieldVisit, _ run: inout Validation) {
        let entry = run.index.fields[Int(field.definition)]
        guard entry.isDeprecated, let definition = run.schema[entry.parent].field(field.node.name) else { return }
        let reason = definition.deprecationReason ?? ""
        run.report(
            .noDeprecated, "The field \(run.coordinate(of: field.id)) is deprecated. \(reason)", at: field.id)
    }

    @inline(__always)
    static func check(
        argument: Node.ID, _ definition: Int32, of owner: ArgumentOwner, _ run: inout Validation
    ) {
        guard run.options.noDeprecated, definition >= 0, run.index.inputs[Int(definition)].isDeprecated else { return }
        report(argument: argument, of: owner, &run)
    }

    @inline(never)
    private static func report(argument: Node.ID, of owner: ArgumentOwner, _ run: inout Validation) {
        let description: String
        let definition: InputValueDefinition?
        switch owner {
        case .field(let field):
            let entry = run.index.fields[Int(run.fieldDefinitions[Int(field.index)])]
            description = "Field \"\(run.coordinate(of: field))\""
            definition = run.schema.field(run[field].name, of: run.schema[entry.parent])?.argument(run[argument].name)
        case .directive(let directive):
            description = "Directive \"@\(run.name(of: directive))\""
            definition = run.schema.directive(run[directive].name)?.argument(run[argument].name)
        case .unknown: return
        }
        let reason = definition?.deprecationReason ?? ""
        run.report(
            .noDeprecated, "\(description) argument \"\(run.name(of: argument))\" is deprecated. \(reason)",
            at: argument)
    }

    static func check(inputField field: Node.ID, _ definition: Int32, of type: TypeID, _ run: inout Validation) {
        guard run.options.noDeprecated, definition >= 0, run.index.inputs[Int(definition)].isDeprecated else { return }
        let reason = run.schema[type].inputField(run[field].name)?.deprecationReason ?? ""
        run.report(
            .noDeprecated, "The input field \(run.text(type)).\(run.name(of: field)) is deprecated. \(reason)",
            at: field)
    }

    @inline(__always)
    static func check(enumValue node: Node, _ id: Node.ID, of type: TypeReference, _ run: inout Validation) {
        guard run.options.noDeprecated, node.kind == .enumValue else { return }
        guard let reason = run.schema.named(type).enumValue(node.name)?.deprecationReason else { return }
        run.report(
            .noDeprecated, "The enum value \"\(run.text(type.named)).\(run.name(of: id))\" is deprecated. \(reason)",
            at: id)
    }
}
