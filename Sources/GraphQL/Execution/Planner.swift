/// How large a plan may become.
public struct PlanLimits: Sendable, Hashable {
    /// Levels of fields, fragments expanded.
    public var depth: Int
    /// Fields in all merged selection sets together, fragments expanded, once for each concrete type.
    public var fields: Int
    /// Selections looked at while merging, fragments expanded, once for each concrete type; those that do not apply to
    /// the type as well. Long names and arguments count as several. Values of variables that are read again in each of
    /// several places are limited by it, too.
    public var steps: Int
    /// Bytes of a field's name in the response. Each object of a list repeats it, so that an alias as long as a document
    /// would make a response as long as thousands of them.
    public var responseNameBytes: Int

    /// Limits that no honest operation reaches.
    public init(
        depth: Int = 100, fields: Int = 20_000, steps: Int = 1_000_000, responseNameBytes: Int = 1000
    ) {
        self.depth = depth
        self.fields = fields
        self.steps = steps
        self.responseNameBytes = responseNameBytes
    }
}

/// Makes the ``Plan`` of an operation.
///
/// Selection sets are collected and merged once for each concrete type that can occur, so executing never looks at the
/// document again. `@skip` and `@include` are decided here: an operation in which variables decide them has one plan
/// for each combination that is asked for.
/// [Spec 6.3](https://spec.graphql.org/September2025/#sec-Executing-Selection-Sets)
struct Planner {
    let document: Document
    let schema: Schema
    let bindings: Bindings
    let conditions: VariableValues
    let fragments: [Name: Node.ID]
    private let limits: PlanLimits
    var parts = PlanParts()
    private var fieldCount = 0

    // What collecting fields works with, see Planner+Collecting.swift. Selection sets that are being planned share it like
    // a stack, so that none needs memory of its own.
    var groups: [Group] = []
    var mentions: [Mention] = []
    /// By name.
    var marks: [Mark]
    var collections = 0
    /// Where to go on when a fragment ends; empty between two collections.
    var resumptions: [Node.ID] = []
    var steps = 0
    var knownArguments: [ArgumentsKey: ArgumentsPlan] = [:]

    init(
        document: ValidDocument, schema: Schema, bindings: Bindings, conditions: VariableValues, limits: PlanLimits
    ) {
        self.document = document.document
        self.schema = schema
        self.bindings = bindings
        self.conditions = conditions
        self.limits = limits
        fragments = document.fragments
        marks = Array(repeating: Mark(), count: self.document.names.count)
    }

    mutating func plan(_ operation: Node.ID) throws(RequestError) -> Plan {
        let node = document[operation]
        guard let root = schema.rootType(for: node.operationType) else {
            throw refusal("The schema has no \(node.operationType) type.", .validationFailed, at: operation)
        }
        let selection = try selection(.set(node.selections), on: root, depth: 1)
        return Plan(parts, operationType: node.operationType, rootSelection: selection)
    }

    func refusal(_ message: String, _ code: ErrorCode, at node: Node.ID) -> RequestError {
        RequestError(GraphQLError(message, code: code, locations: [document.location(of: node)]))
    }

    // MARK: - Selections

    private mutating func selection(
        _ sets: SelectionSets, on type: NamedType, depth: Int
    ) throws(RequestError) -> Int {
        let (outerGroups, outerMentions) = (groups.count, mentions.count)
        collect(sets, on: type)
        let ownGroups = outerGroups..<groups.count
        if steps > limits.steps {
            throw refusal(
                "The operation expands to more than \(limits.steps) selections.", .operationTooLarge,
                at: firstSelection(of: sets))
        }
        if depth > limits.depth, !ownGroups.isEmpty {
            throw refusal(
                "The operation is nested more than \(limits.depth) levels deep.", .operationTooLarge,
                at: groups[outerGroups].field)
        }
        var ops: [Op] = []
        var fields: [FieldPlan] = []
        var columns: [FieldPlan] = []
        var embedded: [EmbeddedField] = []
        var properties: [Int] = []
        ops.reserveCapacity(ownGroups.count)
        fields.reserveCapacity(ownGroups.count)
        for place in ownGroups {
            let group = groups[place]
            fieldCount += 1
            if fieldCount > limits.fields {
                throw refusal(
                    "The operation selects more than \(limits.fields) fields.", .operationTooLarge, at: group.field)
            }
            let (op, field) = try plan(group, on: type, isFirst: ops.isEmpty, depth: depth)
            if op.kind == .column {
                columns.append(field)
            } else if field.binding != nil {
                if properties.isEmpty { properties.reserveCapacity(ownGroups.count) }
                properties.append(field.field.id)
            }
            if op.kind == .value, case .object(let child) = field.child {
                embedded.append(
                    EmbeddedField(
                        needsRows: parts.selections[child].needsRows, offset: Int(op.offset), node: Int(op.node),
                        selection: child))
            }
            ops.append(op)
            fields.append(field)
        }
        groups.removeLast(ownGroups.count)
        mentions.removeLast(mentions.count - outerMentions)
        let node = SelectionNode(
            firstOp: Int32(parts.ops.count), opCount: Int32(ops.count), hasColumns: !columns.isEmpty)
        parts.ops += ops
        parts.opFields += fields
        parts.selections.append(
            SelectionPlan(
                node: node, type: type, fields: fields, columns: columns, embedded: embedded, properties: properties))
        return parts.selections.count - 1
    }

    private func firstSelection(of sets: SelectionSets) -> Node.ID {
        switch sets {
        case .set(let set): set
        case .fields(let mention): document[mentions[mention].field].selections
        }
    }

    private mutating func plan(
        _ group: Group, on type: NamedType, isFirst: Bool, depth: Int
    ) throws(RequestError) -> (Op, FieldPlan) {
        let first = group.field
        guard let field = schema.field(document[first].name, of: type) else {
            throw refusal(
                "Cannot query field \"\(document.text(document[first].name))\" on type \"\(type.name)\".",
                .validationFailed, at: first)
        }
        let responseName =
            group.responseName == document[first].name ? field.name : document.text(group.responseName)
        if responseName.utf8.count > limits.responseNameBytes {
            throw refusal(
                "A field's name in the response has more than \(limits.responseNameBytes) bytes.", .operationTooLarge,
                at: first)
        }
        // A fragment's aliases are rendered wherever it is spread.
        steps += responseName.utf8.count / 16
        var op = Op(
            keyOffset: parts.keys.count, keyLength: 0, kind: .constant, isNullable: !field.type.isNonNull, offset: 0,
            node: -1)
        parts.keys.append(UInt8(ascii: isFirst ? "{" : ","))
        parts.keys.append(UInt8(ascii: "\""))
        parts.keys.append(contentsOf: responseName.utf8)
        parts.keys.append(UInt8(ascii: "\""))
        parts.keys.append(UInt8(ascii: ":"))
        defer { parts.keys.append(contentsOf: repeatElement(0, count: (16 - parts.keys.count % 16) % 16)) }

        let further = furtherMentions(of: group)
        if field === schema.typenameField {
            parts.keys.append(UInt8(ascii: "\""))
            parts.keys.append(contentsOf: type.name.utf8)
            parts.keys.append(UInt8(ascii: "\""))
            op.keyLength = Int32(parts.keys.count - op.keyOffset)
            return (
                op,
                FieldPlan(
                    field: field, coordinate: field.name, responseName: responseName,
                    mention: first, furtherMentions: further, binding: nil, isNullable: false)
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
            field: field, coordinate: bindings.coordinate(field.id), responseName: responseName,
            mention: first, furtherMentions: further, binding: binding, arguments: arguments,
            child: child, node: node, optionalNode: optionalNode, slot: slot,
            isNullable: !field.type.isNonNull, selected: selected(below: child)
        )
        if slot >= 0 { parts.columnFields.append(plan) }
        return (op, plan)
    }

    private func furtherMentions(of group: Group) -> [Node.ID] {
        var further: [Node.ID] = []
        var mention = mentions[group.firstMention].next
        while mention >= 0 {
            further.append(mentions[mention].field)
            mention = mentions[mention].next
        }
        return further
    }

    // MARK: - What a field leads to

    private mutating func child(
        of field: FieldDefinition, _ shape: OutputShape, _ group: Group, depth: Int
    ) throws(RequestError) -> FieldPlan.Child {
        let leaf = shape.leaf
        let sets = SelectionSets.fields(firstMention: group.firstMention)
        switch leaf.form {
        case .object:
            guard let type = objectType(leaf.type) else {
                // Named by the field: the type may be hidden from the caller.
                throw refusal(
                    "\(schema.coordinate(of: field)) has a type that is not part of this schema.", .internalError,
                    at: group.field)
            }
            return .object(selection: try selection(sets, on: type, depth: depth + 1))
        case .abstract:
            let number = parts.abstractCount
            parts.abstractCount += 1
            let declared = schema.named(field.type)
            var selections: [ObjectIdentifier: Int] = [:]
            for possible in declared.possibleTypes {
                guard let swiftType = bindings.swiftType(of: possible) else { continue }
                selections[swiftType] = try selection(sets, on: schema[possible], depth: depth + 1)
            }
            return .abstract(number: number, selections: selections)
        default: return .none
        }
    }

    private func objectType(_ swiftType: ObjectIdentifier) -> NamedType? {
        guard let id = bindings.type(of: swiftType) else { return nil }
        return schema.type(schema[id].symbol)
    }

    private func selected(below child: FieldPlan.Child) -> SelectedFields {
        switch child {
        case .none: .none
        case .object(let selection): SelectedFields(parts.selections[selection].fields)
        case .abstract(_, let byType):
            byType.values.reduce(SelectedFields.none) { $0.union(SelectedFields(parts.selections[$1].fields)) }
        }
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
    private func isInt(_ type: TypeReference) -> Bool { schema.named(type).builtInScalar == .int }

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
        parts.enumerations.append(enumeration.restricted(to: schema.named(type).enumValues))
        return parts.enumerations.count - 1
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
