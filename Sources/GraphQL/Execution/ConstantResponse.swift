import Synchronization

/// The response to an operation that asks nothing but the schema: the same for every request, so it is written once.
///
/// How much all of them together may keep is limited by a ``ByteBudget``: whoever invents new introspection queries gets
/// them executed each time, once that is used up.
final class ConstantResponse: Sendable {
    private let budget: ByteBudget
    private let kept = Mutex<[UInt8]?>(nil)

    init(budget: ByteBudget) { self.budget = budget }

    deinit {
        if let count = bytes?.count { budget.give(back: count) }
    }

    /// `nil` until it was written, and when there is no room to keep it.
    var bytes: [UInt8]? { kept.withLock { $0 } }

    func keep(_ response: borrowing Response) {
        guard response.errorCount == 0 else { return }
        kept.withLock { kept in
            guard kept == nil, budget.take(response.byteCount) else { return }
            kept = response.withBytes { Array($0) }
        }
    }
}

extension PreparedOperation {
    /// Whether it reads no variable and calls no resolver but introspection's own. Names that begin with two underscores
    /// are the specification's, and no schema has others.
    static func asksSchemaAlone(_ plan: Plan, _ schema: Schema) -> Bool {
        guard plan.operationType == .query else { return false }
        return plan.opFields.allSatisfy { field in
            if case .dynamic = field.arguments { return false }
            let definition = field.field
            return definition === schema.typenameField || definition === schema.schemaField
                || definition === schema.typeField
                || definition.parent.isPresent && schema[definition.parent].name.hasPrefix("__")
        }
    }
}
