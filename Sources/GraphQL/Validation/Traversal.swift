// The one walk over all definitions. It finds out what each node means in the schema, hands it to the rules of its place
// (see RuleTable.swift), and gathers what the later passes need. Each node is visited once; the stack is bounded by the
// depth that the parser allows.

extension Validation {
    mutating func traverse() {
        for position in definitions.indices where !isStopped { visitDefinition(position) }
    }

    private mutating func visitDefinition(_ position: Int) {
        var definition = definitions[position]
        let id = definition.id
        let node = self[id]
        let (variableCount, useCount, spreadCount) = (variables.count, variableUses.count, spreads.count)
        visits += 1
        level = Level(fields: 1)
        deepest = Level()
        if definition.isOperation {
            check(operation: id)
            visitVariableDefinitions(node.variableDefinitions)
            visitDirectives(node.directives, at: node.operationType.directiveLocation)
        } else {
            check(typeConditionOf: id)
            visitDirectives(node.directives, at: .fragmentDefinition)
        }
        visitSelections(node.selections, on: definition.type)
        definition.variables = variableCount..<variables.count
        definition.variableUses = useCount..<variableUses.count
        definition.spreads = spreadCount..<spreads.count
        definition.deepest = deepest
        definitions[position] = definition
    }

    private mutating func visitVariableDefinitions(_ first: Node.ID) {
        check(variables: first)
        var next = first
        while next.isPresent, !isStopped {
            let id = next
            let node = self[id]
            next = node.next
            visits += 1
            let type = check(variable: id)
            variables.append(Variable(definition: id, type: type))
            if node.defaultValue.isPresent {
                if let type {
                    visitValue(node.defaultValue, at: InputPosition(type: type))
                } else {
                    visitValueOfUnknownType(node.defaultValue)
                }
            }
            visitDirectives(node.directives, at: .variableDefinition)
        }
    }

    // MARK: - Selections

    /// - Parameter parent: none where the schema has no such type: rules that need it are silent then.
    private mutating func visitSelections(_ first: Node.ID, on parent: TypeID) {
        if mayOverlap(first) { selectionSets.append(first) }
        var count = 0
        var next = first
        while next.isPresent, !isStopped {
            let id = next
            let node = self[id]
            next = node.next
            count &+= 1
            switch node.kind {
            case .field: visitField(id, node, on: parent)
            case .fragmentSpread: visitSpread(id, node, on: parent)
            default: visitInlineFragment(id, node, on: parent)
            }
        }
        visits &+= count
        if count > options.selectionsPerSet { check(selectionCount: count, from: first) }
    }

    /// One field alone does not overlap, and one spread alone no more than the fragment does.
    @inline(__always)
    private func mayOverlap(_ first: Node.ID) -> Bool {
        let node = self[first]
        return node.next.isPresent || node.kind == .inlineFragment
    }

    @inline(__always)
    private mutating func visitField(_ id: Node.ID, _ node: Node, on parent: TypeID) {
        let definition = parent.isPresent ? index.field(node.name, of: parent) : -1
        fieldDefinitions[Int(id.index)] = definition
        if node.alias.isPresent { aliasCount &+= 1 }
        if level.fields > deepest.fields { deepest.fields = level.fields }
        let field = FieldVisit(id: id, node: node, parent: parent, definition: definition)
        check(field: field)
        if definition >= 0 {
            let entry = index.fields[Int(definition)]
            if node.arguments.isPresent || entry.arguments.requiredCount > 0 {
                visitArguments(node.arguments, of: .field(id), entry.arguments)
            }
            if node.directives.isPresent { visitDirectives(node.directives, at: .field) }
            if node.selections.isPresent {
                enterField(entry, selections: node.selections)
            }
        } else {
            visitUnknownField(node)
        }
    }

    @inline(__always)
    private mutating func enterField(_ entry: SchemaIndex.FieldEntry, selections: Node.ID) {
        let outer = level
        level.fields &+= 1
        if entry.introspection != .none { enterIntrospection(entry) }
        visitSelections(selections, on: entry.isComposite ? entry.type.named : .none)
        level = outer
    }

    private mutating func enterIntrospection(_ entry: SchemaIndex.FieldEntry) {
        guard entry.introspection == .list else { return }
        level.introspection += 1
        deepest.introspection = max(deepest.introspection, level.introspection)
    }

    @inline(never)
    private mutating func visitUnknownField(_ node: Node) {
        visitArguments(node.arguments, of: .unknown, .none)
        visitDirectives(node.directives, at: .field)
        guard node.selections.isPresent else { return }
        level.fields += 1
        visitSelections(node.selections, on: .none)
        level.fields -= 1
    }

    @inline(__always)
    private mutating func visitSpread(_ id: Node.ID, _ node: Node, on parent: TypeID) {
        let target = fragments[node.name]
        if target >= 0 {
            spreads.append(Spread(id: id, target: target, level: level))
            check(spread: id, of: definitions[Int(target)].type, on: parent)
        } else {
            check(spreadOfUnknown: id)
        }
        if node.directives.isPresent { visitDirectives(node.directives, at: .fragmentSpread) }
    }

    @inline(__always)
    private mutating func visitInlineFragment(_ id: Node.ID, _ node: Node, on parent: TypeID) {
        if node.directives.isPresent { visitDirectives(node.directives, at: .inlineFragment) }
        guard node.typeCondition.isPresent else { return visitSelections(node.selections, on: parent) }
        check(typeConditionOf: id)
        let type = compositeType(node.typeCondition)
        check(spread: id, of: type, on: parent)
        visitSelections(node.selections, on: type)
    }

    // MARK: - Directives and arguments

    private mutating func visitDirectives(_ first: Node.ID, at location: DirectiveLocation) {
        guard first.isPresent else { return }
        check(directives: first, at: location)
        var next = first
        while next.isPresent, !isStopped {
            let id = next
            let node = self[id]
            next = node.next
            visits &+= 1
            let definition = index.directive(node.name)
            check(directive: id, definition, at: location)
            if definition >= 0 {
                visitArguments(node.arguments, of: .directive(id), index.directives[Int(definition)].arguments)
            } else {
                visitArguments(node.arguments, of: .unknown, .none)
            }
        }
    }

    private mutating func visitArguments(_ first: Node.ID, of owner: ArgumentOwner, _ inputs: SchemaIndex.Inputs) {
        let hasDuplicates = check(argumentNames: first)
        var requiredCount = 0
        var next = first
        while next.isPresent, !isStopped {
            let id = next
            let node = self[id]
            next = node.next
            visits &+= 1
            let definition = index.input(node.name, of: inputs)
            check(argument: id, definition, of: owner, inputs)
            if definition >= 0 {
                let input = index.inputs[Int(definition)]
                if input.isRequired { requiredCount &+= 1 }
                visitValue(node.value, at: InputPosition(type: input.type, hasDefault: input.hasDefault))
            } else {
                visitValueOfUnknownType(node.value)
            }
        }
        // Counting is enough, unless one argument was counted twice.
        if requiredCount < inputs.requiredCount || hasDuplicates {
            check(requiredArguments: first, of: owner, inputs)
        }
    }

    // MARK: - Values

    private mutating func visitValue(_ id: Node.ID, at position: InputPosition) {
        visits &+= 1
        let node = self[id]
        switch node.kind {
        case .variable:
            variableUses.append(VariableUse(id: id, position: position))
        case .null:
            check(null: id, as: position.type)
        case .list where position.type.isList:
            visitItems(node.items, of: position.type)
        case .object where index[position.type.named].category == .inputObject:
            visitObject(id, node, as: position.type.named)
        default:
            // What is no list is taken as a list of one, at any depth.
            check(literal: node, id, as: position.type)
            if node.kind == .list || node.kind == .object { visitValueOfUnknownType(id) }
        }
    }

    private mutating func visitItems(_ first: Node.ID, of list: TypeReference) {
        guard let item = list.item else { return }
        var next = first
        while next.isPresent, !isStopped {
            let id = next
            next = self[id].next
            visitValue(id, at: InputPosition(type: item))
        }
    }

    private mutating func visitObject(_ id: Node.ID, _ object: Node, as type: TypeID) {
        let entry = index[type]
        let hasDuplicates = check(inputFieldNames: object.items)
        var requiredCount = 0
        var next = object.items
        while next.isPresent, !isStopped {
            let field = next
            let node = self[field]
            next = node.next
            visits &+= 1
            let definition = index.input(node.name, of: entry.inputs)
            check(inputField: field, definition, of: type)
            if definition >= 0 {
                let input = index.inputs[Int(definition)]
                if input.isRequired { requiredCount &+= 1 }
                visitValue(
                    node.value,
                    at: InputPosition(
                        type: input.type, hasDefault: input.hasDefault, oneOf: entry.isOneOf ? type : .none))
            } else {
                visitValueOfUnknownType(node.value)
            }
        }
        if requiredCount < entry.inputs.requiredCount || hasDuplicates || entry.isOneOf {
            check(object: id, as: type)
        }
    }

    /// The value of an argument that nobody knows, or one that a custom scalar reads: any, but its names are unique, and
    /// its variables are uses.
    private mutating func visitValueOfUnknownType(_ id: Node.ID) {
        visits &+= 1
        let node = self[id]
        switch node.kind {
        case .variable:
            variableUses.append(VariableUse(id: id, position: nil))
        case .list, .object:
            if node.kind == .object { _ = check(inputFieldNames: node.items) }
            var next = node.items
            while next.isPresent, !isStopped {
                let member = self[next]
                visitValueOfUnknownType(node.kind == .object ? member.value : next)
                next = member.next
            }
        default: break
        }
    }
}

/// A field with what the schema says about it.
struct FieldVisit {
    let id: Node.ID
    let node: Node
    /// None if it is not known.
    let parent: TypeID
    /// Position in ``SchemaIndex/fields``, or −1.
    let definition: Int32
}

/// What arguments are given to.
enum ArgumentOwner {
    case field(Node.ID)
    case directive(Node.ID)
    /// Something that the schema does not have.
    case unknown
}

extension OperationType {
    var directiveLocation: DirectiveLocation {
        switch self {
        case .query: .query
        case .mutation: .mutation
        case .subscription: .subscription
        }
    }
}
