// What observers hear of an execution.

extension Execution {
    /// Writes each stored leaf property of these objects by itself, for nobody to read, and tells how long that took.
    func sampleProperties(of selection: SelectionPlan, _ rows: Rows, for observer: any ExecutionObserver) {
        var writer = ResponseWriter(plan, state, capacity: 0)
        for (position, field) in selection.fields.enumerated() {
            let op = Int(selection.node.firstOp) + position
            guard plan.ops[op].isStored, case .none = field.child else { continue }
            let start = monotonicNanoseconds()
            for number in 0..<rows.runCount {
                let run = rows.run(number)
                for index in 0..<run.count { writer.writeForNobody(op, of: run.base + index * rows.stride) }
            }
            observer.sampled(
                field: field.field.id, objects: rows.count, nanoseconds: monotonicNanoseconds() - start)
        }
    }
}

extension Plan {
    /// Tells what an execution did.
    func report(_ state: ExecutionState, _ errors: [WrittenError], to observer: any ExecutionObserver) {
        var errorCounts: [ObjectIdentifier: Int] = [:]
        for error in errors { errorCounts[ObjectIdentifier(error.field), default: 0] += 1 }
        for field in columnFields {
            let column = state.columns + field.slot
            let batchSize = column.pointee.batchSize
            guard batchSize > 0 else { continue }
            observer.resolved(
                field: field.field.id, batchSize: batchSize, objects: objects(below: field, state) ?? batchSize,
                nanoseconds: column.pointee.nanoseconds,
                errors: errorCounts.isEmpty ? 0 : errorCounts[ObjectIdentifier(field)] ?? 0)
        }
        for (index, selection) in selectionPlans.enumerated() where !selection.properties.isEmpty {
            let objects = state.cursors[index]
            if objects > 0 { observer.wrote(fields: selection.properties, objects: objects) }
        }
        guard !errors.isEmpty else { return }
        for selection in selectionPlans {
            for field in selection.fields where field.slot < 0 {
                if let count = errorCounts[ObjectIdentifier(field)] {
                    observer.failed(field: field.field.id, errors: count)
                }
            }
        }
    }

    /// How many objects were written for a field; `nil` for a leaf.
    private func objects(below field: FieldPlan, _ state: ExecutionState) -> Int? {
        switch field.child {
        case .none: nil
        case .object(let selection): state.cursors[selection]
        case .abstract(_, let selections): selections.values.reduce(0) { $0 + state.cursors[$1] }
        }
    }
}
