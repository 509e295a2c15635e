/// The members of a union are objects. [Spec 3.8](https://spec.graphql.org/September2025/#sec-Unions)
enum UnionMembersRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let document = context.document
        for union in context.types where union.kind == .union {
            for part in context.sources.types[union.name] ?? [] {
                for reference in document.list(document[part].members) {
                    let name = document.text(document[reference].name)
                    guard let member = context.schema.type(named: name), member.kind != .object else { continue }
                    context.report(
                        "The members of a union must be objects, but \"\(name)\" is \(member.kind.noun).",
                        union.name, at: reference)
                }
            }
        }
    }
}
