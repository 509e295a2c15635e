/// The definition of a directive does not use the directive, neither itself nor through the types of its arguments.
///
/// [Spec 3.13](https://spec.graphql.org/September2025/#sec-Type-System.Directives.Type-Validation)
enum DirectiveCyclesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let graph = DirectiveGraph(context.schema)
        for (index, directive) in context.schema.directiveDefinitions.enumerated() {
            guard context.sources.directives[directive.name] != nil, let path = graph.wayBack(to: index) else {
                continue
            }
            let way = path.isEmpty ? "" : " through " + path.map(graph.name).joined(separator: " → ")
            context.report(
                "The directive is used in its own definition\(way): remove it there.", "@\(directive.name)")
        }
    }
}

/// Directives and types, each leading to the directives that are applied in it and the types of its inputs.
private struct DirectiveGraph {
    private let schema: Schema
    private let directiveIndices: [String: Int]

    init(_ schema: Schema) {
        self.schema = schema
        directiveIndices = Dictionary(schema.directiveDefinitions.enumerated().map { ($1.name, $0) }) { first, _ in
            first
        }
    }

    /// Directives come first, then types.
    func name(_ node: Int) -> String {
        let count = schema.directiveDefinitions.count
        return node < count ? "@\(schema.directiveDefinitions[node].name)" : schema.types[node - count].name
    }

    /// The nodes between a directive and itself, on a shortest way; `nil` if there is none.
    func wayBack(to directive: Int) -> [Int]? {
        var cameFrom: [Int: Int] = [:]
        var pending = [directive]
        var position = 0
        while position < pending.count {
            let node = pending[position]
            position += 1
            for next in successors(node) {
                if next == directive {
                    var way: [Int] = []
                    var step = node
                    while step != directive, let earlier = cameFrom[step] {
                        way.append(step)
                        step = earlier
                    }
                    return way.reversed()
                }
                if cameFrom[next] == nil {
                    cameFrom[next] = node
                    pending.append(next)
                }
            }
        }
        return nil
    }

    private func successors(_ node: Int) -> [Int] {
        let count = schema.directiveDefinitions.count
        if node < count { return successors(schema.directiveDefinitions[node].arguments) }
        let type = schema.types[node - count]
        return indices(type.directives) + type.enumValues.flatMap { indices($0.directives) }
            + successors(type.inputFields)
    }

    private func successors(_ inputs: [InputValueDefinition]) -> [Int] {
        inputs.flatMap { input in
            indices(input.directives) + [schema.directiveDefinitions.count + input.type.named.index]
        }
    }

    private func indices(_ directives: [AppliedDirective]) -> [Int] {
        directives.compactMap { directiveIndices[$0.name] }
    }
}
