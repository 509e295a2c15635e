import Synchronization

extension PreparedOperation {
    /// What the operation may cost with these variables.
    ///
    /// - Parameter variables: an object value; `null` for none.
    /// - Throws: what executing it with them would be refused for, but for its cost; and when a field takes exactly one
    ///   slicing argument and gets another number.
    /// - Complexity: linear in the selections, merged as for execution.
    public func cost(variables: Value = .null) throws(RequestError) -> OperationCost {
        let values = try self.variables.coerce(variables, document: document, schema: schema)
        return try costFormula(of: plan(for: values)).breakdown(values).cost
    }

    /// - Throws: when the cost is above the limit, or cannot be told.
    func admit(_ plan: Plan, _ variables: VariableValues, maximumCost: Int) throws(RequestError) {
        let formula = costFormula(of: plan)
        if try formula.cost(variables).roundedUp <= maximumCost { return }
        throw RequestError(try formula.breakdown(variables).refusal(maximumCost: maximumCost))
    }

    /// Made when it is first asked for.
    private func costFormula(of plan: Plan) -> CostFormula {
        plan.cost.load()
            ?? plan.cost.storeIfNil(CostCompiler.formula(of: plan, in: document, schema, costAssumptions))
    }
}
