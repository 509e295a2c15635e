import Synchronization

/// How an operation is executed and its response written: selection sets merged once per concrete type, field names
/// rendered, constant arguments read.
///
/// Everything the writer touches per object lies in plain memory that the plan owns. Immutable once made; one plan
/// serves any number of executions at once.
///
/// - Note: `@unchecked Sendable`: the memory is filled by `init` and never written again.
final class Plan: @unchecked Sendable {
    let operationType: OperationType
    let rootSelection: Int
    let selections: UnsafeMutableBufferPointer<SelectionNode>
    let ops: UnsafeMutableBufferPointer<Op>
    let nodes: UnsafeMutableBufferPointer<ValueNode>
    private let keys: UnsafeMutableBufferPointer<UInt8>

    /// By selection: what must be done before writing.
    let selectionPlans: [SelectionPlan]
    /// By column slot.
    let columnFields: [FieldPlan]
    /// By op: the field it writes, for errors and statistics.
    let opFields: [FieldPlan]
    let abstractCount: Int
    /// Whether executing it may wait for something.
    let hasAsyncFields: Bool

    // What the value nodes refer to by number.
    let shapes: [OutputShape]
    let accesses: UnsafeMutableBufferPointer<ValueAccess>
    /// By enumeration, then by a case's byte: its name.
    let enumerationTexts: UnsafeMutableBufferPointer<UnsafeMutablePointer<PaddedText>>
    private let enumerations: [EnumerationShape]

    /// The variables that stand in several places among arguments, and in how many: each place reads their values again.
    let repeatedVariables: [(name: Name, uses: Int)]
    /// What it costs; made when it is first asked for.
    let cost = AtomicLazyReference<CostFormula>()
    /// The size of the last response, so that the next one starts with enough room.
    let expectedSize = ResponseSize()

    init(_ parts: consuming PlanParts, operationType: OperationType, rootSelection: Int) {
        self.operationType = operationType
        self.rootSelection = rootSelection
        keys = .allocate(capacity: parts.keys.count + PaddedText.padding)
        keys.initialize(repeating: 0)
        _ = keys.update(fromContentsOf: parts.keys)
        ops = .allocate(capacity: parts.ops.count)
        for (index, op) in parts.ops.enumerated() {
            var op = op
            op.key = UnsafePointer(keys.baseAddress! + op.keyOffset)
            ops.initializeElement(at: index, to: op)
        }
        selections = .allocate(capacity: parts.selections.count)
        _ = selections.initialize(fromContentsOf: parts.selections.map(\.node))
        nodes = .allocate(capacity: parts.nodes.count)
        _ = nodes.initialize(fromContentsOf: parts.nodes)
        selectionPlans = parts.selections
        columnFields = parts.columnFields
        opFields = parts.opFields
        abstractCount = parts.abstractCount
        repeatedVariables = parts.variableUses.filter { $0.value > 1 }.map { (name: $0.key, uses: $0.value) }
        hasAsyncFields = parts.columnFields.contains { if case .async? = $0.binding?.resolver { true } else { false } }
        shapes = parts.shapes
        accesses = .allocate(capacity: parts.shapes.count)
        _ = accesses.initialize(fromContentsOf: parts.shapes.map(ValueAccess.init))
        enumerations = parts.enumerations
        enumerationTexts = .allocate(capacity: parts.enumerations.count)
        _ = enumerationTexts.initialize(fromContentsOf: parts.enumerations.map(\.texts))
    }

    /// About how long a text would be that has each of its fields on a line of its own.
    var writtenBytes: Int { opFields.count * 32 }

    deinit {
        selections.deallocate()
        ops.deallocate()
        nodes.deallocate()
        keys.deallocate()
        accesses.deinitialize()
        accesses.deallocate()
        enumerationTexts.deallocate()
    }
}

/// A plan under construction.
struct PlanParts {
    var selections: [SelectionPlan] = []
    var ops: [Op] = []
    var opFields: [FieldPlan] = []
    var nodes: [ValueNode] = []
    var keys: [UInt8] = []
    var columnFields: [FieldPlan] = []
    var shapes: [OutputShape] = []
    var enumerations: [EnumerationShape] = []
    var abstractCount = 0
    /// In how many places of the plan a variable stands among arguments.
    var variableUses: [Name: Int] = [:]
}

/// How values of one shape are read, taken out of its ``OutputShape/Form`` so that nobody takes that apart for each value.
/// Each is called for the kinds of ``ValueNode`` it belongs to only.
struct ValueAccess {
    private(set) var isNil: @Sendable (UnsafeRawPointer) -> Bool = { _ in true }
    private(set) var elements: @Sendable (UnsafeRawPointer) -> OutputShape.Elements = { _ in
        OutputShape.Elements(base: Rows.nowhere, count: 0)
    }
    private(set) var write: @Sendable (UnsafeRawPointer, inout JSONWriter) throws -> Void = { _, json in json.null() }

    init(_ shape: OutputShape) {
        switch shape.form {
        case .optional(_, let isNil): self.isNil = isNil
        case .list(_, let elements): self.elements = elements
        case .scalar(_, let write): self.write = write
        default: break
        }
    }
}

/// One merged selection set on one concrete object type, as the writer sees it.
struct SelectionNode {
    var firstOp: Int32
    var opCount: Int32
    /// Whether its objects have a row number, because some field is a column.
    var hasColumns: Bool
}

/// One field of a selection: which bytes go before the value, and where the value is.
struct Op {
    enum Kind: UInt8 {
        /// The key bytes hold the value already.
        case constant
        // Leaves that lie in the object
        case boolean, int, int32, int64, float, double, string, enumeration
        case optionalBoolean, optionalInt, optionalDouble, optionalString
        /// Anything else that lies in the object; see ``ValueNode``.
        case value
        /// A column.
        case column
    }

    /// `,"name":`, or `{"name":` for the first field.
    var key = UnsafePointer<UInt8>(bitPattern: 1)!
    var keyOffset: Int
    var keyLength: Int32
    var kind: Kind
    var isNullable: Bool
    /// Whether it lies in the object.
    var isStored: Bool { kind != .constant && kind != .column }
    /// In the object, in bytes; for a column its slot.
    var offset: Int32
    /// Which value node; for an enumeration, which enumeration.
    var node: Int32
}

/// How a value at some position of a type is written: `[Shop!]` makes three of them.
struct ValueNode {
    enum Kind: UInt8 {
        case boolean, int, int32, int64, float, double, string, enumeration, scalar
        case optional, list, object, abstract
    }

    var kind: Kind
    /// Whether the schema allows null here, so that an error below stops here.
    var isNullable: Bool
    /// From one list item to the next.
    var stride: Int32 = 0
    /// Payload of an optional, item of a list.
    var inner: Int32 = -1
    /// Selection of an object, number of an abstract position.
    var selection: Int32 = -1
    /// Which shape, or which enumeration.
    var shape: Int32 = -1
}

/// One merged selection set, as the executor sees it.
final class SelectionPlan: Sendable {
    let node: SelectionNode
    let type: NamedType
    /// All of them, in the order of the response.
    let fields: [FieldPlan]
    /// Fields whose resolvers must be called.
    let columns: [FieldPlan]
    /// Fields that lie in the object and lead to objects.
    let embedded: [EmbeddedField]
    /// Whether the executor must visit its objects at all.
    let needsRows: Bool
    /// The numbers of the fields that lie in its objects.
    let properties: [Int]

    init(
        node: SelectionNode, type: NamedType, fields: [FieldPlan], columns: [FieldPlan], embedded: [EmbeddedField],
        properties: [Int]
    ) {
        self.node = node
        self.type = type
        self.fields = fields
        self.columns = columns
        self.embedded = embedded
        self.properties = properties
        needsRows = !columns.isEmpty || embedded.contains(where: \.needsRows)
    }
}

struct EmbeddedField: Sendable {
    /// Whether the executor must visit the objects.
    let needsRows: Bool
    let offset: Int
    let node: Int
    let selection: Int
}

/// One field of one selection set, after merging.
@usableFromInline
final class FieldPlan: Sendable {
    /// Which objects a composite field leads to.
    enum Child: Sendable {
        case none
        case object(selection: Int)
        /// By concrete Swift type, the selection to write; types that may not stand here are missing.
        case abstract(number: Int, selections: [ObjectIdentifier: Int])
    }

    let field: FieldDefinition
    let coordinate: String
    let responseName: String
    /// The field in the document, and further ones when selections were merged.
    let mention: Node.ID
    let furtherMentions: [Node.ID]
    var mentions: [Node.ID] { [mention] + furtherMentions }
    let binding: FieldBinding?
    let arguments: ArgumentsPlan
    let child: Child
    /// The value node of the column, and of the column when single values failed; −1 when there is no column.
    let node: Int
    let optionalNode: Int
    let slot: Int
    let isNullable: Bool
    let selected: SelectedFields

    init(
        field: FieldDefinition, coordinate: String, responseName: String, mention: Node.ID, furtherMentions: [Node.ID],
        binding: FieldBinding?, arguments: ArgumentsPlan = .none, child: Child = .none, node: Int = -1,
        optionalNode: Int = -1, slot: Int = -1,
        isNullable: Bool, selected: SelectedFields = .none
    ) {
        self.field = field
        self.coordinate = coordinate
        self.responseName = responseName
        self.mention = mention
        self.furtherMentions = furtherMentions
        self.binding = binding
        self.arguments = arguments
        self.child = child
        self.node = node
        self.optionalNode = optionalNode
        self.slot = slot
        self.isNullable = isNullable
        self.selected = selected
    }
}

/// Where the arguments of a field come from.
enum ArgumentsPlan: Sendable {
    case none
    /// Read when planning: no variable is involved.
    case constant(ReadArguments)
    /// Read for each execution, in the order of the binding's arguments.
    case dynamic([ArgumentSource])
}

enum ArgumentSource: Sendable {
    /// Coerced already; `nil` when the argument is absent.
    case constant(Value?)
    /// A literal that holds variables, or is one.
    case literal(Node.ID, InputValueDefinition)
}
