import Synchronization

/// An operation that was parsed, validated and planned for one schema; it can be executed any number of times, by any
/// number of tasks at once.
public final class PreparedOperation: Sendable {
    /// Whether it is to be executed or subscribed to.
    public let type: OperationType
    /// `nil` for an anonymous operation.
    public let name: String?
    /// A hash of document and operation name; equal operations have equal identities while the process runs.
    public let identity: UInt64
    let document: Document
    let node: Node.ID
    let schema: Schema
    private let validDocument: ValidDocument
    let bindings: Bindings
    private let limits: PlanLimits
    let costAssumptions: CostAssumptions
    /// The variables that decide `@skip` and `@include`.
    private let conditionVariables: [Name]
    /// By the values of those variables. Bounded in their number, and in their size together with those of all other
    /// operations: beyond it, combinations are planned anew each time.
    private let plans = Mutex<[[Bool]: Plan]>([:])
    private let plansBudget: ByteBudget
    private static let maximumPlans = 32
    private let printed = Mutex<String?>(nil)
    /// The plan of an operation without such variables, which has no other: made at once, its mistakes are found before
    /// anything runs.
    private let onlyPlan: Plan?
    let variables: VariablesPlan
    /// For an operation whose response is always the same.
    let constant: ConstantResponse?

    init(
        _ node: Node.ID, in validDocument: ValidDocument, identity: UInt64, schema: Schema, bindings: Bindings,
        limits: PlanLimits, costAssumptions: CostAssumptions, plansBudget: ByteBudget,
        constants: ByteBudget
    ) throws(RequestError) {
        document = validDocument.document
        self.node = node
        self.validDocument = validDocument
        self.identity = identity
        self.schema = schema
        self.bindings = bindings
        self.limits = limits
        self.costAssumptions = costAssumptions
        self.plansBudget = plansBudget
        let operation = document[node]
        type = operation.operationType
        name = operation.name.isPresent ? document.text(operation.name) : nil
        conditionVariables = document.conditionVariables(known: schema.known)
        variables = try VariablesPlan(of: self.node, in: document, schema: schema)
        guard conditionVariables.isEmpty else {
            onlyPlan = nil
            constant = nil
            return
        }
        var planner = Planner(
            document: validDocument, schema: schema, bindings: bindings, conditions: .none, limits: limits)
        let plan = try planner.plan(node)
        onlyPlan = plan
        constant =
            variables.isEmpty && PreparedOperation.asksSchemaAlone(plan, schema)
            ? ConstantResponse(budget: constants) : nil
    }

    deinit { plansBudget.give(back: plans.withLock { $0.values.reduce(0) { $0 + $1.writtenBytes } }) }

    /// How large it is to remember, as a text that says the same without fragments: those make a short text a large plan.
    var writtenBytes: Int { max(document.source.count, onlyPlan?.writtenBytes ?? 0) }

    /// The whole document as ``Document/printWithoutValues()`` shows it; printed once, when it is first asked for.
    public var textWithoutValues: String {
        printed.withLock { text in
            if let text { return text }
            let new = document.printWithoutValues()
            text = new
            return new
        }
    }

    /// - Throws: when the plan would be too large, or read too much of the variables.
    func plan(for variables: VariableValues) throws(RequestError) -> Plan {
        let plan = if let onlyPlan { onlyPlan } else { try conditionalPlan(for: variables) }
        if !plan.repeatedVariables.isEmpty { try checkReading(of: variables, by: plan) }
        return plan
    }

    private func conditionalPlan(for variables: VariableValues) throws(RequestError) -> Plan {
        let key = conditionVariables.map { variables[$0] == .boolean(true) }
        if let plan = plans.withLock({ $0[key] }) { return plan }
        var planner = Planner(
            document: validDocument, schema: schema, bindings: bindings, conditions: variables, limits: limits)
        let plan = try planner.plan(node)
        plans.withLock { plans in
            guard plans.count < PreparedOperation.maximumPlans, plans[key] == nil, plansBudget.take(plan.writtenBytes)
            else { return }
            plans[key] = plan
        }
        return plan
    }

    /// A short document can have a long list read in ten thousand places.
    private func checkReading(of variables: VariableValues, by plan: Plan) throws(RequestError) {
        var steps = 0
        for (name, uses) in plan.repeatedVariables {
            steps = steps.addedOrGreatest((variables[name]?.size ?? 0).multipliedOrGreatest(by: uses))
        }
        guard steps > limits.steps else { return }
        throw RequestError(
            GraphQLError(
                "The operation reads more than \(limits.steps) values of variables that stand in several places.",
                code: .operationTooLarge, locations: [document.location(of: node)]))
    }
}

extension Document {
    /// The variables that stand in `@skip(if:)` or `@include(if:)` anywhere in the document.
    fileprivate func conditionVariables(known: KnownNames) -> [Name] {
        var found: [Name] = []
        var seen: Set<Name> = []
        for node in nodes where node.kind == .directive && (node.name == known.skip || node.name == known.include) {
            for argument in list(node.arguments) {
                let value = self[self[argument].value]
                if value.kind == .variable, seen.insert(value.name).inserted { found.append(value.name) }
            }
        }
        return found
    }
}
