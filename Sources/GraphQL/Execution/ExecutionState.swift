#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What one execution has gathered: for each column where its values are, and how far writing has come.
///
/// Owned by one execution at a time and never shared.
final class ExecutionState {
    /// By slot.
    let columns: UnsafeMutablePointer<ColumnState>
    /// By selection: how many of its objects were written. Behind the columns, in the same block of memory.
    let cursors: UnsafeMutablePointer<Int>
    /// By slot, then row: single failures.
    var failures: [Int: [Int: any Error]] = [:]
    /// By slot: the failure of a whole column.
    private var columnFailures: [Int: any Error] = [:]
    /// By number of the abstract position.
    private var abstracts: [AbstractState]

    private let columnCount: Int

    init(_ plan: Plan) {
        let selectionCount = plan.selectionPlans.count
        columnCount = plan.columnFields.count
        let columnBytes = columnCount * MemoryLayout<ColumnState>.stride
        let cursorBytes = selectionCount * MemoryLayout<Int>.stride
        // Of 16 bytes and more, `malloc` aligns as for anything that has no wider alignment than two words.
        guard let memory = malloc(max(columnBytes + cursorBytes, 16)) else { fatalError("There is no memory left.") }
        columns = memory.bindMemory(to: ColumnState.self, capacity: columnCount)
        columns.initialize(repeating: ColumnState(), count: columnCount)
        cursors = (memory + columnBytes).bindMemory(to: Int.self, capacity: selectionCount)
        cursors.initialize(repeating: 0, count: selectionCount)
        abstracts = plan.abstractCount == 0 ? [] : Array(repeating: AbstractState(), count: plan.abstractCount)
    }

    deinit {
        columns.deinitialize(count: columnCount)
        free(columns)
    }

    // MARK: - Columns

    func set(_ column: Column, of field: FieldPlan, nanoseconds: Int) {
        let node = column.isOptionalized ? field.optionalNode : field.node
        columns[field.slot] = ColumnState(
            base: column.rows.first.base, stride: column.rows.stride, node: Int32(node),
            hasFailures: column.failures != nil, owner: column.rows.owner, batchSize: column.rows.count,
            nanoseconds: nanoseconds)
        if let failed = column.failures { failures[field.slot] = failed }
    }

    func fail(_ error: any Error, of field: FieldPlan, batchSize: Int, nanoseconds: Int) {
        columns[field.slot] = ColumnState(batchSize: batchSize, nanoseconds: nanoseconds)
        columnFailures[field.slot] = error
    }

    func failure(ofColumn slot: Int) -> any Error {
        columnFailures[slot] ?? GraphQLError("The field was not executed.", code: .internalError)
    }

    // MARK: - Objects of abstract types

    func set(_ objects: AbstractState, ofAbstract number: Int) { abstracts[number] = objects }

    /// The object that comes next in response order, and the selection that fits its type (−1: none does).
    func nextObject(ofAbstract number: Int) -> (selection: Int, pointer: UnsafeRawPointer)? {
        abstracts[number].next()
    }
}

/// Where a column's values lie.
struct ColumnState {
    var base = Rows.nowhere
    var stride = 0
    /// How they are written; −1 when the whole column failed.
    var node: Int32 = -1
    var hasFailures = false
    /// Keeps the values. Only moved and destroyed: readers take the other parts one by one, so that nothing is retained.
    var owner: Owner?
    /// How many objects the resolver was called for, and how long it took if somebody listens; zero when it was not called.
    var batchSize = 0
    var nanoseconds = 0
}

/// The objects at one abstract position, by concrete type.
struct AbstractState {
    struct Part {
        let selection: Int
        let rows: Rows
        var written = 0
    }

    /// For each object in response order: its part, or ``ConcreteObjects/noPart``.
    var tags: [UInt8] = []
    var parts: [Part] = []
    private var position = 0

    init(tags: [UInt8] = [], parts: [Part] = []) {
        self.tags = tags
        self.parts = parts
    }

    mutating func next() -> (selection: Int, pointer: UnsafeRawPointer)? {
        guard position < tags.count else { return nil }
        let part = Int(tags[position])
        position += 1
        guard part != Int(ConcreteObjects.noPart) else { return (-1, Rows.nowhere) }
        defer { parts[part].written += 1 }
        return (parts[part].selection, parts[part].rows.first.base + parts[part].written * parts[part].rows.stride)
    }
}
