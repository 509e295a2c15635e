/// An argument is defined on its field or directive.
/// [Spec 5.4.1](https://spec.graphql.org/September2025/#sec-Argument-Names)
enum KnownArgumentNamesRule {
    @inline(__always)
    static func check(_ argument: Node.ID, _ definition: Int32, of owner: ArgumentOwner, _ run: inout Validation) {
        if definition < 0 { report(argument, of: owner, &run) }
    }

    @inline(never)
    private static func report(_ argument: Node.ID, of owner: ArgumentOwner, _ run: inout Validation) {
        let description: String
        let inputs: SchemaIndex.Inputs
        switch owner {
        case .field(let field):
            description = "field \"\(run.coordinate(of: field))\""
            inputs = run.index.fields[Int(run.fieldDefinitions[Int(field.index)])].arguments
        case .directive(let directive):
            description = "directive \"@\(run.name(of: directive))\""
            inputs = run.index.directives[Int(run.index.directive(run[directive].name))].arguments
        case .unknown: return
        }
        let name = run.name(of: argument)
        let suggestion = run.suggestion(for: name, among: run.names(of: inputs))
        run.report(.knownArgumentNames, "Unknown argument \"\(name)\" on \(description).\(suggestion)", at: argument)
    }
}

extension Validation {
    func names(of inputs: SchemaIndex.Inputs) -> [String] {
        inputs.count == 0 ? [] : index.inputs[inputs.range].map { text($0.name) }
    }
}
