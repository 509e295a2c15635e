/// One execution of a plan: resolvers are called level by level, each once for all objects of its level, until every
/// column is filled.
///
/// Synchronous resolvers run in place, each level right after the one above. Asynchronous ones are queued: a single one is
/// awaited in place; several run side by side, and each one's own level starts as soon as it has finished, whatever the
/// others do.
/// [Spec 6.2](https://spec.graphql.org/September2025/#sec-Executing-Operations)
struct Execution: ~Copyable {
    private struct Call {
        let field: FieldPlan
        let rows: Rows
        let arguments: ReadArguments?
    }

    let plan: Plan
    private let operation: PreparedOperation
    private let variables: VariableValues
    private let context: AnyContext
    private let isTimed: Bool
    /// Who wants to know how long stored properties take.
    private let sampler: (any ExecutionObserver)?
    let state: ExecutionState

    private var waiting: [Call] = []

    init(
        _ operation: PreparedOperation, plan: Plan, variables: VariableValues, context: AnyContext,
        observer: (any ExecutionObserver)?
    ) {
        self.plan = plan
        self.operation = operation
        self.variables = variables
        self.context = context
        isTimed = observer != nil
        sampler = observer.flatMap { $0.samplesProperties ? $0 : nil }
        state = ExecutionState(plan)
    }

    /// Calls every resolver. Mutations call those of the root one after the other, each with everything below it.
    nonisolated(nonsending) mutating func run() async {
        if plan.operationType == .mutation {
            for field in plan.selectionPlans[plan.rootSelection].columns {
                // Nobody waits for the answer any more: what has not been changed yet shall not be.
                if Task.isCancelled {
                    finish(field, Rows.root.count, .failure(CancellationError()), nanoseconds: 0)
                    continue
                }
                call(field, for: Rows.root)
                await finishCalls()
            }
        } else {
            enter(plan.rootSelection, Rows.root)
            await finishCalls()
        }
    }

    /// Does the same for a plan that has synchronous resolvers only: each finishes, with everything below it, before the
    /// next is called.
    mutating func runAtOnce() { enter(plan.rootSelection, Rows.root) }

    // MARK: - Subscriptions

    /// Calls the root field of a subscription.
    nonisolated(nonsending) func createSourceStream(_ field: FieldPlan) async throws -> any SourceStream {
        guard let binding = field.binding, case .sourceStream(let create) = binding.resolver else {
            throw GraphQLError("The field has no source stream.", code: .internalError)
        }
        return try await create(batch(field, Rows.root, try readArguments(of: field, binding)))
    }

    /// Does the same as ``run()`` for one event of a subscription, which stands where the root field's result would.
    nonisolated(nonsending) mutating func run(_ event: Column, of field: FieldPlan) async {
        state.set(event, of: field, nanoseconds: 0)
        // Nobody called a resolver for it.
        state.columns[field.slot].batchSize = 0
        descend(field, event)
        await finishCalls()
    }

    // MARK: - Calls

    /// The objects of a selection are known: their fields can be called.
    private mutating func enter(_ selection: Int, _ rows: Rows) {
        guard rows.count > 0 else { return }
        let selectionPlan = plan.selectionPlans[selection]
        if let sampler { sampleProperties(of: selectionPlan, rows, for: sampler) }
        for field in selectionPlan.columns { call(field, for: rows) }
        for field in selectionPlan.embedded where field.needsRows || sampler != nil {
            enter(field.selection, objects(at: field.node, inside: rows, offset: field.offset))
        }
    }

    private mutating func call(_ field: FieldPlan, for rows: Rows) {
        guard let binding = field.binding else { return }
        let arguments: ReadArguments?
        do {
            arguments = try readArguments(of: field, binding)
        } catch {
            return fail(field, rows.count, error, nanoseconds: 0)
        }
        switch binding.resolver {
        // Source streams are created before there is anything to execute.
        case .stored, .sourceStream: return
        case .async: waiting.append(Call(field: field, rows: rows, arguments: arguments))
        case .sync(let resolve):
            let start = isTimed ? monotonicNanoseconds() : 0
            do {
                let column = try resolve(batch(field, rows, arguments))
                complete(field, rows.count, column, nanoseconds: isTimed ? monotonicNanoseconds() - start : 0)
            } catch {
                fail(field, rows.count, error, nanoseconds: isTimed ? monotonicNanoseconds() - start : 0)
            }
        }
    }

    nonisolated(nonsending) private mutating func finishCalls() async {
        while !waiting.isEmpty {
            if waiting.count == 1 {
                let call = waiting.removeLast()
                let (result, nanoseconds) = await Execution.run(
                    call.field, batch(call.field, call.rows, call.arguments))
                finish(call.field, call.rows.count, result, nanoseconds: nanoseconds)
            } else {
                await finishWaitingCalls()
            }
        }
    }

    nonisolated(nonsending) private mutating func finishWaitingCalls() async {
        typealias Finished = (call: Int, result: Result<Column, any Error>, nanoseconds: Int)
        await withTaskGroup(of: Finished.self) { group in
            var started: [Call] = []
            while true {
                for call in waiting {
                    let number = started.count
                    started.append(call)
                    let field = call.field
                    let batch = batch(call.field, call.rows, call.arguments)
                    group.addImmediateTask {
                        let (result, nanoseconds) = await Execution.run(field, batch)
                        return (number, result, nanoseconds)
                    }
                }
                waiting.removeAll(keepingCapacity: true)
                guard let finished = await group.next() else { return }
                let call = started[finished.call]
                finish(call.field, call.rows.count, finished.result, nanoseconds: finished.nanoseconds)
            }
        }
    }

    private func batch(_ field: FieldPlan, _ rows: Rows, _ arguments: ReadArguments?) -> Batch {
        Batch(rows: rows, arguments: arguments, context: context, field: field)
    }

    /// Runs an asynchronous resolver, unless the request was cancelled.
    private static func run(_ field: FieldPlan, _ batch: Batch) async -> (Result<Column, any Error>, nanoseconds: Int) {
        guard case .async(let resolve)? = field.binding?.resolver else {
            return (.failure(GraphQLError("The field has no resolver.", code: .internalError)), 0)
        }
        let start = monotonicNanoseconds()
        do {
            try Task.checkCancellation()
            let column = try await resolve(batch)
            return (.success(column), monotonicNanoseconds() - start)
        } catch {
            return (.failure(error), monotonicNanoseconds() - start)
        }
    }

    private func readArguments(of field: FieldPlan, _ binding: FieldBinding) throws -> ReadArguments? {
        switch field.arguments {
        case .none: return nil
        case .constant(let arguments): return arguments
        case .dynamic(let sources):
            guard let read = binding.readArguments else { return nil }
            do {
                return try read { position in try value(of: sources[position]) }
            } catch let error as CoercionFailure {
                throw GraphQLError(error.message, code: .badArgument)
            } catch let error as InputError {
                throw GraphQLError("Argument \(error)", code: .badArgument)
            }
        }
    }

    private func value(of source: ArgumentSource) throws(CoercionFailure) -> Value? {
        switch source {
        case .constant(let value): return value
        case .literal(let literal, let definition):
            let coercion = Coercion(schema: operation.schema)
            let value = try coercion.coerce(
                literal: literal, in: operation.document, to: definition.type, variables: variables)
            return value ?? coercion.defaultValue(of: definition)
        }
    }

    // MARK: - Results

    private mutating func finish(
        _ field: FieldPlan, _ count: Int, _ result: Result<Column, any Error>, nanoseconds: Int
    ) {
        switch result {
        case .success(let column): complete(field, count, column, nanoseconds: nanoseconds)
        case .failure(let error): fail(field, count, error, nanoseconds: nanoseconds)
        }
    }

    private mutating func complete(_ field: FieldPlan, _ count: Int, _ column: Column, nanoseconds: Int) {
        guard column.rows.count == count else {
            let error = WrongResultCount(coordinate: field.coordinate, expected: count, found: column.rows.count)
            return fail(field, count, error, nanoseconds: nanoseconds)
        }
        state.set(column, of: field, nanoseconds: nanoseconds)
        descend(field, column)
    }

    private func fail(_ field: FieldPlan, _ count: Int, _ error: any Error, nanoseconds: Int) {
        state.fail(error, of: field, batchSize: count, nanoseconds: nanoseconds)
    }

    private mutating func descend(_ field: FieldPlan, _ column: Column) {
        let node = column.isOptionalized ? field.optionalNode : field.node
        switch field.child {
        case .none: return
        case .object(let selection):
            guard plan.selectionPlans[selection].needsRows || sampler != nil else { return }
            enter(selection, objects(at: node, inside: column.rows, offset: 0))
        case .abstract(let number, let selections):
            var concrete = ConcreteObjects()
            for number in 0..<column.rows.runCount {
                let run = column.rows.run(number)
                for index in 0..<run.count { sort(node, run.base + index * column.rows.stride, into: &concrete) }
            }
            var parts: [AbstractState.Part] = []
            var found: [(selection: Int, rows: Rows)] = []
            for part in concrete.parts {
                let rows = part.rows()
                let selection = selections[part.type] ?? -1
                parts.append(AbstractState.Part(selection: selection, rows: rows))
                if selection >= 0, plan.selectionPlans[selection].needsRows || sampler != nil {
                    found.append((selection, rows))
                }
            }
            state.set(AbstractState(tags: concrete.tags, parts: parts), ofAbstract: number)
            for (selection, rows) in found { enter(selection, rows) }
        }
    }

    /// The objects that lie in `parents`, through optionals and lists, in response order.
    private func objects(at node: Int, inside parents: Rows, offset: Int) -> Rows {
        let stride = plan.objectStride(at: node) ?? parents.stride
        var rows = Rows(stride: stride, owner: parents.owner)
        if plan.nodes[node].kind == .object {
            for number in 0..<parents.runCount {
                let run = parents.run(number)
                rows.append(run.base + offset, count: run.count)
            }
            return rows
        }
        for number in 0..<parents.runCount {
            let run = parents.run(number)
            for index in 0..<run.count { gather(node, run.base + index * parents.stride + offset, into: &rows) }
        }
        return rows
    }

    private func gather(_ index: Int, _ value: UnsafeRawPointer, into rows: inout Rows) {
        let node = plan.nodes[index]
        switch node.kind {
        case .object: rows.append(value)
        case .optional:
            if !plan.accesses[Int(node.shape)].isNil(value) { gather(Int(node.inner), value, into: &rows) }
        case .list:
            let elements = plan.accesses[Int(node.shape)].elements(value)
            let inner = plan.nodes[Int(node.inner)]
            if inner.kind == .object {
                rows.append(elements.base, count: elements.count)
            } else {
                for item in 0..<elements.count {
                    gather(Int(node.inner), elements.base + item * Int(inner.stride), into: &rows)
                }
            }
        default: return
        }
    }

    private func sort(_ index: Int, _ value: UnsafeRawPointer, into objects: inout ConcreteObjects) {
        let node = plan.nodes[index]
        switch node.kind {
        case .abstract:
            if case .abstract(_, let sort) = plan.shapes[Int(node.shape)].form {
                objects.appendOne { sort(value, &$0) }
            }
        case .optional:
            if !plan.accesses[Int(node.shape)].isNil(value) { sort(Int(node.inner), value, into: &objects) }
        case .list:
            let elements = plan.accesses[Int(node.shape)].elements(value)
            let stride = Int(plan.nodes[Int(node.inner)].stride)
            for item in 0..<elements.count { sort(Int(node.inner), elements.base + item * stride, into: &objects) }
        default: return
        }
    }
}

extension Plan {
    /// The distance between objects behind a value node when they lie in lists of their own; `nil` when they lie where
    /// the value lies.
    func objectStride(at index: Int) -> Int? {
        let node = nodes[index]
        switch node.kind {
        case .list:
            let inner = nodes[Int(node.inner)]
            return objectStride(at: Int(node.inner)) ?? Int(inner.stride)
        case .optional: return objectStride(at: Int(node.inner))
        default: return nil
        }
    }
}

/// A resolver broke its contract: N parents in, N results out.
struct WrongResultCount: Error, CustomStringConvertible {
    let coordinate: String
    let expected: Int
    let found: Int

    var description: String {
        "The resolver of \(coordinate) returned \(found) results for \(expected) objects; it must return one for each."
    }
}
