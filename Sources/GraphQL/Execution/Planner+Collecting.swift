// Which fields a selection set has on one concrete type.

extension Planner {
    /// Fields that share a response name: written once, their sub-selections merged.
    struct Group {
        let responseName: Name
        /// The first field.
        let field: Node.ID
        /// Its place in ``mentions``.
        let firstMention: Int
        var lastMention: Int
    }

    /// A field of a group, and the next one's place in ``mentions``, or −1.
    struct Mention {
        let field: Node.ID
        var next = -1
    }

    /// What collecting knows of a name. The numbers are those of ``collections``; what carries an older one is void.
    struct Mark {
        /// The last collection that has a group of this response name, and the group's place in ``groups``.
        var grouped = 0
        var group = 0
        /// The last collection that has visited the fragment of this name.
        var visited = 0
    }

    /// Selection sets that are merged: one set, or those of the fields of one group.
    enum SelectionSets {
        case set(Node.ID)
        case fields(firstMention: Int)
    }

    /// Appends a group for each response name to ``groups``, in the order of the response. Fields of the groups may be
    /// planned, which collects again, before they are taken away.
    /// [Spec 6.3.2](https://spec.graphql.org/September2025/#CollectFields())
    mutating func collect(_ sets: SelectionSets, on type: NamedType) {
        collections += 1
        switch sets {
        case .set(let set): collect(set, on: type)
        case .fields(var mention):
            while mention >= 0 {
                collect(document[mentions[mention].field].selections, on: type)
                mention = mentions[mention].next
            }
        }
    }

    /// With a stack of its own, because fragments may be nested as deep as there are fragments.
    private mutating func collect(_ set: Node.ID, on type: NamedType) {
        var next = set
        while true {
            guard next.isPresent else {
                guard let resumption = resumptions.popLast() else { return }
                next = resumption
                continue
            }
            let id = next
            let node = document[id]
            next = node.next
            steps += 1
            if node.directives.isPresent, !isIncluded(node.directives) { continue }
            switch node.kind {
            case .field: add(id, node.responseName)
            case .fragmentSpread:
                let mark = Int(node.name.raw)
                guard marks[mark].visited != collections else { continue }
                marks[mark].visited = collections
                guard let fragment = fragments[node.name] else { continue }
                let definition = document[fragment]
                guard applies(definition.typeCondition, to: type) else { continue }
                resumptions.append(next)
                next = definition.selections
            default:
                guard !node.typeCondition.isPresent || applies(node.typeCondition, to: type) else { continue }
                resumptions.append(next)
                next = node.selections
            }
        }
    }

    private mutating func add(_ field: Node.ID, _ responseName: Name) {
        let mark = Int(responseName.raw)
        mentions.append(Mention(field: field))
        let mention = mentions.count - 1
        if marks[mark].grouped == collections {
            let group = marks[mark].group
            mentions[groups[group].lastMention].next = mention
            groups[group].lastMention = mention
        } else {
            marks[mark].grouped = collections
            marks[mark].group = groups.count
            groups.append(
                Group(responseName: responseName, field: field, firstMention: mention, lastMention: mention))
        }
    }

    private func applies(_ condition: Name, to type: NamedType) -> Bool {
        schema.type(condition)?.includes(type.id) ?? false
    }

    /// `@skip` wins over `@include`.
    private func isIncluded(_ directives: Node.ID) -> Bool {
        var included = true
        for id in document.list(directives) {
            let directive = document[id]
            guard directive.name == schema.known.skip || directive.name == schema.known.include,
                let argument = document.list(directive.arguments).first(where: { document[$0].name == schema.known.if })
            else { continue }
            let value = document[document[argument].value]
            let flag: Bool
            if value.kind == .variable {
                flag = conditions[value.name] == .boolean(true)
            } else {
                flag = value.flags.contains(.isTrue)
            }
            if directive.name == schema.known.skip ? flag : !flag { included = false }
        }
        return included
    }
}
