/// An argument that is non-null and has no default is given.
/// [Spec 5.4.3](https://spec.graphql.org/September2025/#sec-Required-Arguments)
enum ProvidedRequiredArgumentsRule {
    static func check(
        _ first: Node.ID, of owner: ArgumentOwner, _ inputs: SchemaIndex.Inputs, _ run: inout Validation
    ) {
        guard inputs.requiredCount > 0 else { return }
        run.seenNames.removeAll()
        var next = first
        while next.isPresent {
            _ = run.seenNames.insert(next.index, for: run[next].name)
            next = run[next].next
        }
        for input in run.index.inputs[inputs.range] where input.isRequired && run.seenNames[input.name] < 0 {
            let argument = "argument \"\(run.text(input.name))\" of type \"\(run.text(input.type))\""
            switch owner {
            case .field(let field):
                run.report(
                    .providedRequiredArguments,
                    "Field \"\(run.name(of: field))\" \(argument) is required, but it was not provided.", at: field)
            case .directive(let directive):
                run.report(
                    .providedRequiredArguments,
                    "Directive \"@\(run.name(of: directive))\" \(argument) is required, but it was not provided.",
                    at: directive)
            case .unknown: return
            }
        }
    }
}
