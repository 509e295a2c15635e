/// A subscription has one root field, which is not introspection's, and on which no variable decides.
/// [Spec 5.2.4.1](https://spec.graphql.org/September2025/#sec-Single-Root-Field)
enum SingleFieldSubscriptionsRule {
    static func check(_ run: inout Validation) {
        for definition in run.definitions where definition.isOperation && definition.type.isPresent {
            guard run[definition.id].operationType == .subscription, !run.isStopped else { continue }
            check(definition.id, on: definition.type, &run)
        }
    }

    /// Walks the root selection set in the order of the document, each fragment once.
    private static func check(_ operation: Node.ID, on root: TypeID, _ run: inout Validation) {
        let name = run[operation].name
        let title = name.isPresent ? "Subscription \"\(run.text(name))\"" : "Anonymous Subscription"
        var visited = [Bool](repeating: false, count: run.definitions.count)
        var responseName = Name.none
        var extraFields: [Int] = []
        var introspection: [(name: Name, positions: [Int])] = []
        var next = run[operation].selections
        var resumptions: [Node.ID] = []
        while !run.isStopped {
            guard next.isPresent else {
                guard let resumption = resumptions.popLast() else { break }
                next = resumption
                continue
            }
            let id = next
            let node = run[id]
            next = node.next
            run.visits += 1
            if let directive = condition(node.directives, run) {
                run.report(
                    .singleFieldSubscriptions,
                    "\(title) must not use `@skip` or `@include` directives in the top level selection.",
                    at: directive)
            }
            switch node.kind {
            case .field:
                if isIntrospection(node.name, run) { add(node, to: &introspection) }
                if !responseName.isPresent { responseName = node.responseName }
                if responseName != node.responseName { extraFields.append(Int(node.position)) }
            case .fragmentSpread:
                let target = Int(run.fragments[node.name])
                guard target >= 0, !visited[target] else { continue }
                visited[target] = true
                guard applies(run.definitions[target].type, to: root, run) else { continue }
                resumptions.append(next)
                next = run[run.definitions[target].id].selections
            default:
                if node.typeCondition.isPresent, !applies(run.compositeType(node.typeCondition), to: root, run) {
                    continue
                }
                resumptions.append(next)
                next = node.selections
            }
        }
        for field in introspection {
            run.report(
                .singleFieldSubscriptions, "\(title) must not select an introspection top level field.",
                at: field.positions)
        }
        if !extraFields.isEmpty {
            run.report(
                .singleFieldSubscriptions, "\(title) must select only one top level field.",
                at: Array(extraFields.prefix(Validation.greatestShownMembers)))
        }
    }

    /// Whether a fragment on this type can be part of the answer. Where it cannot, that is an error of its own.
    private static func applies(_ type: TypeID, to root: TypeID, _ run: borrowing Validation) -> Bool {
        type.isPresent && run.index.overlap(type, root)
    }

    /// There are no more response names than three, unless a document gives aliases to introspection.
    private static func add(_ field: Node, to fields: inout [(name: Name, positions: [Int])]) {
        guard let index = fields.firstIndex(where: { $0.name == field.responseName }) else {
            if fields.count < Validation.greatestShownMembers {
                fields.append((field.responseName, [Int(field.position)]))
            }
            return
        }
        if fields[index].positions.count < Validation.greatestShownMembers {
            fields[index].positions.append(Int(field.position))
        }
    }

    private static func condition(_ first: Node.ID, _ run: borrowing Validation) -> Node.ID? {
        var next = first
        while next.isPresent {
            let name = run[next].name
            if name == run.schema.known.skip || name == run.schema.known.include { return next }
            next = run[next].next
        }
        return nil
    }

    private static func isIntrospection(_ name: Name, _ run: borrowing Validation) -> Bool {
        let known = run.schema.known
        return name == known.typename || name == known.schema || name == known.type
    }
}
