/// How large a plan may become.
public struct PlanLimits: Sendable, Hashable {
    /// Levels of fields, fragments expanded.
    public var depth: Int
    /// Fields in all merged selection sets together, fragments expanded, once for each concrete type.
    public var fields: Int
    /// Selections looked at while merging, fragments expanded, once for each concrete type; those that do not apply to
    /// the type as well.
    public var steps: Int

    public init(depth: Int = 100, fields: Int = 20_000, steps: Int = 1_000_000) {
        self.depth = depth
        self.fields = fields
        self.steps = steps
    }
}

/// Makes the ``Plan`` of an operation.
///
/// Selection sets are collected and merged once for each concrete type that can occur, so executing never looks at the
/// document again. `@skip` and `@include` are decided here: an operation in which variables decide them has one plan
/// for each combination that is asked for.
/// [Spec 6.3](https://spec.graphql.org/September2025/#sec-Executing-Selection-Sets)
struct Planner {
    private let document: Document
    private let schema: Schema
    private let bindings: Bindings
    private let conditions: VariableValues
    private let limits: PlanLimits
    private let fragments: [Name: Node.ID]
    private var parts = PlanParts()
    private var fieldCount = 0
    private var steps = 0
    private var knownArguments: [ArgumentsKey: ArgumentsPlan] = [:]

    /// A field of the document, or none for one without arguments, and what it is.
    private struct ArgumentsKey: Hashable {
        let node: Node.ID
        let field: Int
    }

    init(
        document: ValidDocument, schema: Schema, bindings: Bindings, conditions: VariableValues, limits: PlanLimits
    ) {
        self.document = document.document
        self.schema = schema
        self.bindings = bindings
        self.conditions = conditions
        self.limits = limits
        fragments = document.fragments
    }

    mutating func plan(_ operation: Node.ID) throws(RequestError) -> Plan {
        let node = document[operation]
        guard let root = schema.rootType(for: node.operationType) else {
            throw refusal("The schema has no \(node.operationType) type.", .validationFailed, at: operation)
        }
        let selection = try selection([node.selections], on: root, depth: 1)
        return Plan(parts, operationType: node.operationType, rootSelection: selection)
    }

    private func refusal(_ message: String, _ code: ErrorCode, at node: Node.ID) -> RequestError {
        RequestError(GraphQLError(message, code: code, locations: [document.location(of: node)]))
    }

    // MARK: - Collecting fields

    /// Fields that share a response name: written once, their sub-selections merged.
    private struct Group {
        let responseName: Name
        var fields: [Node.ID]
    }

    /// [Spec 6.3.2](https://spec.graphql.org/September2025/#CollectFields())
    private mutating func collect(_ sets: [Node.ID], on type: NamedType) -> [Group] {
        var groups: [Group] = []
        var places: [Name: Int] = [:]
        var visited: Set<Name> = []
        for set in sets { collect(set, on: type, into: &groups, &places, &visited) }
        return groups
    }

    /// With a stack of its own, because fragments may be nested as deep as there are fragments.
    private mutating func collect(
        _ set: Node.ID, on type: NamedType, into groups: inout [Group], _ places: inout [Name: Int],
        _ visited: inout Set<Name>
    ) {
        /// Where to go on when a fragment ends.
        var resumptions: [Node.ID] = []
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
            case .field:
                let name = node.responseName
                if let place = places[name] {
                    groups[place].fields.append(id)
                } else {
                    places[name] = groups.count
                    groups.append(Group(responseName: name, fields: [id]))
                }
            case .fragmentSpread:
                guard visited.insert(node.name).inserted, let fragment = fragments[node.name] else { continue }
                let definition = document[fragment]
                if applies(definition.typeCondition, to: type) {
                    resumptions.append(next)
                    next = definition.selections
                }
            default:
                if !node.typeCondition.isPresent || applies(node.typeCondition, to: type) {
                    resumptions.append(next)
                    next = node.selections
                }
            }
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

    // MARK: - Selections

    private mutating func selection(_ sets: [Node.ID], on type: NamedType, depth: Int) throws(RequestError) -> Int {
        let groups = collect(sets, on: type)
        if steps > limits.steps, let set = sets.first {
            throw refusal("The operation expands to more than \(limits.steps) selections.", .operationTooLarge, at: set)
        }
        if depth > limits.depth, let group = groups.first {
            throw refusal(
                "The operation is nested more than \(limits.depth) levels deep.", .operationTooLarge,
                at: group.fields[0])
        }
        var ops: [Op] = []
        var fields: [FieldPlan] = []
        var columns: [FieldPlan] = []
        var embedded: [EmbeddedField] = []
        var properties: [Int] = []
        ops.reserveCapacity(groups.count)
        for group in groups {
            fieldCount += 1
            if fieldCount > limits.fields {
                throw refusal(
                    "The operation selects more than \(limits.fields) fields.", .operationTooLarge, at: group.fields[0])
            }
            let (op, field) = try plan(group, on: type, isFirst: ops.isEmpty, depth: depth)
            if op.kind == .column {
                columns.append(field)
            } else if field.binding != nil {
                properties.append(field.field.id)
            }
            if op.kind == .value, case .object(let child) = field.child, parts.selections[child].needsRows {
                embedded.append(EmbeddedField(offset: Int(op.offset), node: Int(op.node), selection: child))
            }
            ops.append(op)
            fields.append(field)
        }
        let node = SelectionNode(
            firstOp: Int32(parts.ops.count), opCount: Int32(ops.count), hasColumns: !columns.isEmpty)
        parts.ops += ops
        parts.opFields += fields
        parts.selections.append(
            SelectionPlan(
                node: node, type: type, columns: columns, embedded: embedded, properties: properties))
        return parts.selections.count - 1
    }

    private mutating func plan(
        _ group: Group, on type: NamedType, isFirst: Bool, depth: Int
    ) throws(RequestError) -> (Op, FieldPlan) {
        let first = group.fields[0]
        let responseName = document.text(group.responseName)
        guard let field = schema.field(document[first].name, of: type) else {
            throw refusal(
                "Cannot query field \"\(document.text(document[first].name))\" on type \"\(type.name)\".",
                .validationFailed, at: first)
        }
        var op = Op(
            keyOffset: parts.keys.count, keyLength: 0, kind: .constant, isNullable: !field.type.isNonNull, offset: 0,
            node: -1)
        parts.keys.append(UInt8(ascii: isFirst ? "{" : ","))
        parts.keys.append(contentsOf: "\"\(responseName)\":".utf8)
        defer { parts.keys.append(contentsOf: repeatElement(0, count: (16 - parts.keys.count % 16) % 16)) }

        let positions = group.fields.map { document[$0].position }
        if field === schema.typenameField {
            parts.keys.append(contentsOf: "\"\(type.name)\"".utf8)
            op.keyLength = Int32(parts.keys.count - op.keyOffset)
            return (
                op,
                FieldPlan(
                    field: field, coordinate: "\(type.name).__typename", responseName: responseName,
                    positions: positions, binding: nil, isNullable: false)
            )
        }
        op.keyLength = Int32(parts.keys.count - op.keyOffset)
        guard let binding = bindings.field(field.id) else {
            throw refusal("\(schema.coordinate(of: field)) has no resolver.", .internalError, at: first)
        }
        let arguments = try arguments(of: field, at: first, binding)
        let child = try child(of: field, binding.shape, group, depth: depth)
        var slot = -1
        var node = -1
        var optionalNode = -1
        if case .stored(let offset) = binding.resolver {
            op.offset = Int32(offset)
            op.kind = inlineKind(of: binding.shape, for: field.type)
            if op.kind == .value {
                op.node = Int32(self.node(field.type, binding.shape, child))
            } else if case .enumeration(let shape) = binding.shape.form {
                op.node = Int32(number(of: shape, field.type))
            }
        } else {
            slot = parts.columnFields.count
            op.kind = .column
            op.offset = Int32(slot)
            node = self.node(field.type, binding.shape, child)
            parts.shapes.append(binding.optionalShape)
            parts.nodes.append(
                ValueNode(
                    kind: .optional, isNullable: !field.type.isNonNull, inner: Int32(node),
                    shape: Int32(parts.shapes.count - 1)))
            optionalNode = parts.nodes.count - 1
        }
        let plan = FieldPlan(
            field: field, coordinate: schema.coordinate(of: field), responseName: responseName, positions: positions,
            binding: binding, arguments: arguments, child: child, node: node, optionalNode: optionalNode, slot: slot,
            isNullable: !field.type.isNonNull, selected: selected(below: child)
        )
        if slot >= 0 { parts.columnFields.append(plan) }
        return (op, plan)
    }

    // MARK: - What a field leads to

    private mutating func child(
        of field: FieldDefinition, _ shape: OutputShape, _ group: Group, depth: Int
    ) throws(RequestError) -> FieldPlan.Child {
        let leaf = shape.leaf
        let sets = group.fields.map { document[$0].selections }
        switch leaf.form {
        case .object:
            guard let type = objectType(leaf.type) else {
                // Named by the field: the type may be hidden from the caller.
                throw refusal(
                    "\(schema.coordinate(of: field)) has a type that is not part of this schema.", .internalError,
                    at: group.fields[0])
            }
            return .object(selection: try selection(sets, on: type, depth: depth + 1))
        case .abstract:
            let number = parts.abstractCount
            parts.abstractCount += 1
            let declared = schema.named(field.type)
            var selections: [ObjectIdentifier: Int] = [:]
            for possible in declared.possibleTypes {
                guard let swiftType = bindings.swiftType(of: schema[possible].name) else { continue }
                selections[swiftType] = try selection(sets, on: schema[possible], depth: depth + 1)
            }
            return .abstract(number: number, selections: selections)
        default: return .none
        }
    }

    private func objectType(_ swiftType: ObjectIdentifier) -> NamedType? {
        bindings.typeName(of: swiftType).flatMap { schema.type(named: $0) }
    }

    private func selected(below child: FieldPlan.Child) -> SelectedFields {
        let selections: [Int]
        switch child {
        case .none: return .none
        case .object(let selection): selections = [selection]
        case .abstract(_, let byType): selections = Array(byType.values)
        }
        var names: Set<String> = []
        var children: [String: SelectedFields] = [:]
        for selection in selections {
            let node = parts.selections[selection].node
            for field in parts.opFields[Int(node.firstOp)..<Int(node.firstOp + node.opCount)] {
                names.insert(field.field.name)
                if case .none = field.child { continue }
                children[field.field.name] = children[field.field.name]?.union(field.selected) ?? field.selected
            }
        }
        return SelectedFields(names: names, children: children)
    }

    /// The kind of a leaf that is written in the loop over a selection's fields itself.
    private func inlineKind(of shape: OutputShape, for type: TypeReference) -> Op.Kind {
        switch shape.form {
        case .boolean: .boolean
        case .int: isInt(type) ? .int : .int64
        case .int32: .int32
        case .float: .float
        case .double: .double
        case .string: .string
        case .enumeration: .enumeration
        case .optional(let inner, _):
            switch inner.form {
            case .boolean: .optionalBoolean
            case .int: isInt(type) ? .optionalInt : .value
            case .double: .optionalDouble
            case .string: .optionalString
            default: .value
            }
        default: .value
        }
    }

    /// Whether Swift's Int stands for GraphQL's, which has 32 bits, or for a scalar of its own.
    private func isInt(_ type: TypeReference) -> Bool { schema.named(type).name == "Int" }

    /// Adds the nodes for a value of `type` that lies in memory as `shape`; the binder has made sure that they fit.
    private mutating func node(_ type: TypeReference, _ shape: OutputShape, _ child: FieldPlan.Child) -> Int {
        var node = ValueNode(kind: .scalar, isNullable: !type.isNonNull, stride: Int32(shape.stride))
        switch shape.form {
        case .boolean: node.kind = .boolean
        case .int: node.kind = isInt(type) ? .int : .int64
        case .int32: node.kind = .int32
        case .float: node.kind = .float
        case .double: node.kind = .double
        case .string: node.kind = .string
        case .enumeration(let enumeration):
            node.kind = .enumeration
            node.shape = Int32(number(of: enumeration, type))
        case .scalar: node.shape = Int32(number(of: shape))
        case .optional(let inner, _):
            node.kind = .optional
            node.inner = Int32(self.node(type, inner, child))
            node.shape = Int32(number(of: shape))
        case .list(let element, _):
            node.kind = .list
            node.inner = Int32(self.node(type.item ?? type, element, child))
            node.shape = Int32(number(of: shape))
        case .object:
            node.kind = .object
            if case .object(let selection) = child { node.selection = Int32(selection) }
        case .abstract:
            node.kind = .abstract
            node.shape = Int32(number(of: shape))
            if case .abstract(let number, _) = child { node.selection = Int32(number) }
        }
        parts.nodes.append(node)
        return parts.nodes.count - 1
    }

    private mutating func number(of shape: OutputShape) -> Int {
        parts.shapes.append(shape)
        return parts.shapes.count - 1
    }

    private mutating func number(of enumeration: EnumerationShape, _ type: TypeReference) -> Int {
        parts.enumerations.append(enumeration.restricted(to: schema.named(type).enumValues.map(\.name)))
        return parts.enumerations.count - 1
    }

    // MARK: - Arguments

    /// A field stands wherever its fragment is spread, but its arguments are read once, however large they are. Those with
    /// variables in them are read again for each place and request, which counts as steps.
    private mutating func arguments(
        of field: FieldDefinition, at id: Node.ID, _ binding: FieldBinding
    ) throws(RequestError) -> ArgumentsPlan {
        let key = ArgumentsKey(node: document[id].arguments.isPresent ? id : .none, field: field.id)
        let arguments: ArgumentsPlan
        if let known = knownArguments[key] {
            arguments = known
        } else {
            arguments = try newArguments(of: field, at: id, binding)
            knownArguments[key] = arguments
        }
        if case .dynamic(let sources) = arguments {
            for case .literal(let literal, _) in sources { steps += document.size(of: literal) }
        }
        return arguments
    }

    private func newArguments(
        of field: FieldDefinition, at id: Node.ID, _ binding: FieldBinding
    ) throws(RequestError) -> ArgumentsPlan {
        guard let read = binding.readArguments else { return .none }
        let coercion = Coercion(schema: schema)
        var sources: [ArgumentSource] = []
        var isConstant = true
        for (name, _) in binding.arguments {
            guard let definition = field.argument(schema.symbols.find(name)) else {
                // The view hides it from the client, but not from the resolver.
                sources.append(.constant(field.hiddenDefaults.first { $0.name == name }?.value))
                continue
            }
            guard
                let argument = document.list(document[id].arguments).first(where: {
                    document[$0].name == definition.symbol
                })
            else {
                sources.append(.constant(coercion.defaultValue(of: definition)))
                continue
            }
            let literal = document[argument].value
            if document.hasVariables(literal) {
                isConstant = false
                sources.append(.literal(literal, definition))
                continue
            }
            do throws(CoercionFailure) {
                sources.append(
                    .constant(
                        try coercion.coerce(literal: literal, in: document, to: definition.type, variables: .none)))
            } catch {
                throw refusal(error.message, .validationFailed, at: error.node ?? argument)
            }
        }
        guard isConstant else { return .dynamic(sources) }
        do {
            return .constant(
                try read(sources.map { source in if case .constant(let value) = source { value } else { nil } }))
        } catch let error as GraphQLError {
            throw refusal(error.message, error.code, at: id)
        } catch {
            throw refusal("Argument \(error)", .validationFailed, at: id)
        }
    }
}

extension Document {
    /// How much work it is to read a literal, in values.
    fileprivate func size(of id: Node.ID) -> Int {
        let node = self[id]
        switch node.kind {
        case .list: return list(node.items).reduce(1) { $0 + size(of: $1) }
        case .object: return list(node.items).reduce(1) { $0 + size(of: self[$1].value) }
        case .int, .float, .string, .blockString: return 1 + (node.textEnd - node.textStart) / 16
        default: return 1
        }
    }

    func hasVariables(_ id: Node.ID) -> Bool {
        let node = self[id]
        switch node.kind {
        case .variable: return true
        case .list: return list(node.items).contains(where: hasVariables)
        case .object: return list(node.items).contains { hasVariables(self[$0].value) }
        default: return false
        }
    }
}

extension OutputShape {
    /// What is inside all lists and optionals.
    var leaf: OutputShape {
        switch form {
        case .optional(let inner, _), .list(let inner, _): inner.leaf
        default: self
        }
    }
}

extension SelectedFields {
    /// What either asks for.
    public func union(_ other: SelectedFields) -> SelectedFields {
        SelectedFields(
            names: names.union(other.names), children: children.merging(other.children) { $0.union($1) })
    }
}
