/// One run of the rules over one document: what they read, what they gather, and what they found.
///
/// The passes are in ``findErrors()``; the rules are static functions that take the run they belong to.
struct Validation: ~Copyable {
    let document: Document
    let nodes: Nodes
    let schema: Schema
    let index: SchemaIndex
    let options: ValidationOptions

    /// The operations and fragments, in source order.
    var definitions: [ExecutableDefinition] = []
    /// By name: the position of the first fragment of that name in ``definitions``.
    var fragments: NameMap
    /// The variables of all operations, each operation's together.
    var variables: [Variable] = []
    /// The uses of variables, each definition's together.
    var variableUses: [VariableUse] = []
    /// The spreads of fragments that exist, each definition's together.
    var spreads: [Spread] = []
    /// The selection sets in which fields may overlap, outer ones first.
    var selectionSets: [Node.ID] = []
    /// By node: the position of a field's definition in ``SchemaIndex/fields``, or −1.
    var fieldDefinitions: [Int32]

    /// Where the traversal is, and how far it got down in the current definition.
    var level = Level()
    var deepest = Level()
    var aliasCount = 0
    var directiveCount = 0

    /// For names that must be unique in a list, and for looking up the members of one. Each user empties it first.
    var seenNames: NameMap
    /// Definitions that a pass has still to look at.
    var pending: [Int32] = []
    /// How often a pass has walked from a definition through the fragments it reaches.
    var walkCount: Int32 = 0
    var findings: [Finding] = []
    /// There is nothing more to report: every loop ends.
    var isStopped = false
    /// How many nodes the passes have looked at, for proving that they look at few.
    var visits = 0

    init(_ document: Document, schema: Schema, options: ValidationOptions) {
        self.document = document
        nodes = document.nodes
        self.schema = schema
        index = schema.index
        self.options = options
        fieldDefinitions = Array(repeating: -1, count: document.nodes.count)
        fragments = NameMap(nameCount: document.names.count)
        seenNames = NameMap(nameCount: document.names.count)
        makeRoom()
    }

    /// Saves most of the allocations that growing lists would need. Measured on documents of many kinds.
    private mutating func makeRoom() {
        let room = nodes.count / 16
        selectionSets.reserveCapacity(room)
        // Small documents are mostly one operation without fragments.
        guard room > 2 else { return }
        definitions.reserveCapacity(room)
        variables.reserveCapacity(room)
        variableUses.reserveCapacity(room)
        spreads.reserveCapacity(room)
    }

    /// All passes, in their order.
    mutating func findErrors() {
        collectDefinitions()
        checkDefinitions()
        traverse()
        if isStopped { return }
        let areFragmentsAcyclic = checkFragments()
        checkVariables()
        checkSubscriptions()
        // Merging follows spreads; in a cycle it would not end.
        if areFragmentsAcyclic { checkMerging() }
    }
}

// MARK: - What is gathered

/// An operation or fragment.
struct ExecutableDefinition {
    let id: Node.ID
    /// The root type or the type condition, if it is a composite type of the schema.
    let type: TypeID
    let isOperation: Bool

    /// Whether ``Validation/followSpreads()`` has begun with it, and ended.
    var progress = Progress.unknown
    /// The number of the walk that came along last; see ``Validation/walkCount``.
    var lastWalk: Int32 = 0

    // Ranges of what the traversal gathered in the definition.
    var variables = 0..<0
    var variableUses = 0..<0
    var spreads = 0..<0
    /// The deepest level of its own fields; once ``Validation/followSpreads()`` has passed, of those in its fragments too.
    var deepest = Level()

    enum Progress { case unknown, open, closed }
}

/// How many fields are around a selection: all of them, and those which make introspection grow.
struct Level {
    var fields: Int32 = 0
    var introspection: Int32 = 0
}

struct Variable {
    let definition: Node.ID
    /// Nil when it is no input type of the schema.
    let type: TypeReference?
    var isUsed = false
}

/// A place where an input value is expected.
struct InputPosition {
    let type: TypeReference
    /// The argument or input field has a default that stands in for an absent variable.
    var hasDefault = false
    /// The OneOf input object of which this is a field, or none.
    var oneOf = TypeID.none
}

struct VariableUse {
    let id: Node.ID
    /// Nil where the type that is expected is not known, or is a custom scalar's own business.
    let position: InputPosition?
}

struct Spread {
    let id: Node.ID
    /// Position of the fragment in ``Validation/definitions``.
    let target: Int32
    let level: Level
}

// MARK: - Reading

extension Validation {
    @inline(__always)
    subscript(id: Node.ID) -> Node { nodes[Int(id.index)] }

    /// The operations and fragments with their types.
    private mutating func collectDefinitions() {
        var next = document.firstDefinition
        while next.isPresent {
            let id = next
            let node = self[id]
            next = node.next
            switch node.kind {
            case .operation:
                let type = schema.rootType(for: node.operationType)?.id ?? .none
                definitions.append(ExecutableDefinition(id: id, type: type, isOperation: true))
            case .fragment:
                _ = fragments.insert(Int32(truncatingIfNeeded: definitions.count), for: node.name)
                definitions.append(
                    ExecutableDefinition(id: id, type: compositeType(node.typeCondition), isOperation: false))
            default: continue
            }
        }
    }

    /// The type of this name if it has selections, or none.
    @inline(__always)
    func compositeType(_ name: Name) -> TypeID {
        let type = index.type(name)
        return type.isPresent && index[type].isComposite ? type : .none
    }

    /// Calls `body` for each member of a list whose name an earlier member has, with both. Takes linear time.
    ///
    /// - Returns: whether there was one.
    @inline(__always)
    mutating func forEachDuplicate(
        in first: Node.ID, _ body: (inout Validation, _ earlier: Node.ID, _ later: Node.ID) -> Void
    ) -> Bool {
        guard first.isPresent, self[first].next.isPresent else { return false }
        seenNames.removeAll()
        var found = false
        var next = first
        while next.isPresent {
            let id = next
            let node = self[id]
            next = node.next
            let earlier = seenNames.insert(id.index, for: node.name)
            if earlier >= 0, !isStopped {
                found = true
                body(&self, Node.ID(Int(earlier)), id)
            }
        }
        return found
    }

    /// Calls `body` for each name that several members of a list have, with those members, at most
    /// ``greatestShownMembers`` of them. Takes linear time.
    ///
    /// - Returns: whether there was one.
    @inline(__always)
    mutating func forEachRepeatedName(
        in first: Node.ID, _ body: (inout Validation, _ members: [Node.ID]) -> Void
    ) -> Bool {
        guard first.isPresent, self[first].next.isPresent else { return false }
        var repeated: [Int32: [Node.ID]] = [:]
        let found = forEachDuplicate(in: first) { _, earlier, later in
            let members = repeated[earlier.index, default: [earlier]]
            if members.count < Validation.greatestShownMembers { repeated[earlier.index] = members + [later] }
        }
        guard found else { return false }
        for (_, members) in repeated.sorted(by: { $0.key < $1.key }) where !isStopped { body(&self, members) }
        return true
    }

    /// An error names no more places than this where the same is said twice and more.
    static var greatestShownMembers: Int { 10 }
}
