/// What a type implements are interfaces, all of those they implement too, and never itself.
///
/// Since each interface lists all it implements, two that implement each other are the only kind of cycle.
/// [Spec 3.7](https://spec.graphql.org/September2025/#sec-Interfaces)
enum ImplementedInterfacesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let document = context.document
        for type in context.types where type.kind == .object || type.kind == .interface {
            let listed = Set(type.interfaces)
            for part in context.sources.types[type.name] ?? [] {
                for reference in document.list(document[part].interfaces) {
                    let name = document.text(document[reference].name)
                    guard let interface = context.schema.type(named: name) else { continue }
                    check(interface, of: type, listed, at: reference, &context)
                }
            }
        }
    }

    private static func check(
        _ interface: NamedType, of type: NamedType, _ listed: Set<TypeID>, at node: Node.ID,
        _ context: inout SchemaRuleContext
    ) {
        if interface.kind != .interface {
            context.report(
                "Only interfaces can be implemented, but \"\(interface.name)\" is \(interface.kind.noun).",
                type.name, at: node)
            return
        }
        if interface.id == type.id {
            context.report("An interface cannot implement itself.", type.name, at: node)
            return
        }
        for inherited in interface.interfaces where !listed.contains(inherited) && !context.isUnknown(inherited) {
            if inherited == type.id {
                context.report(
                    "\"\(type.name)\" and \"\(interface.name)\" cannot implement each other.", type.name, at: node)
            } else {
                let name = context.schema[inherited].name
                context.report(
                    "\"\(type.name)\" must implement \"\(name)\" too, because \"\(interface.name)\" does.",
                    type.name, at: node)
            }
        }
    }
}
