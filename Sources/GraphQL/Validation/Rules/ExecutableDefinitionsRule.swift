/// A document that is to be executed holds operations and fragments only.
/// [Spec 5.1.1](https://spec.graphql.org/September2025/#sec-Executable-Definitions)
enum ExecutableDefinitionsRule {
    static func check(_ run: inout Validation) {
        var next = run.document.firstDefinition
        while next.isPresent, !run.isStopped {
            let id = next
            let node = run[id]
            next = node.next
            if node.kind == .operation || node.kind == .fragment { continue }
            let name =
                switch node.kind {
                case .schema: "schema"
                case .directiveDefinition: "\"@\(run.name(of: id))\""
                default: "\"\(run.name(of: id))\""
                }
            run.report(.executableDefinitions, "The \(name) definition is not executable.", at: id)
        }
    }
}
