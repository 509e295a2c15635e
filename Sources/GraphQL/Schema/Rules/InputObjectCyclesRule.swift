/// No input object needs a value of itself to be complete: somewhere on the way must be a null or a list.
///
/// [Spec 3.10, Circular References](https://spec.graphql.org/September2025/#sec-Input-Objects.Circular-References)
enum InputObjectCyclesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let types = context.schema.types
        let search = CycleSearch(count: types.count) { index in
            types[index].inputFields.filter(\.isUnbreakable).map(\.type.named.index)
        }
        for cycle in search.cycles {
            let fields = cycle.indices.compactMap { position -> String? in
                let next = cycle[(position + 1) % cycle.count]
                let field = types[cycle[position]].inputFields.first { $0.isUnbreakable && $0.type.named.index == next }
                return field.map { "\(types[cycle[position]].name).\($0.name)" }
            }
            guard let first = fields.first else { continue }
            let chain = fields.joined(separator: " → ")
            context.report(
                "\"\(types[cycle[0]].name)\" could never be given, since it needs another one of itself (\(chain)): "
                    + "make one of these fields nullable or a list.",
                first)
        }
    }
}

extension InputValueDefinition {
    /// Whether every value of the object holds exactly one value of this type.
    fileprivate var isUnbreakable: Bool { type.isNonNull && !type.isList }
}
