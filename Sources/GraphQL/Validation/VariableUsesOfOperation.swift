/// The variables of an operation, brought together with their uses in the operation and in the fragments it reaches.
///
/// An operation visits each fragment once. The number of operations is limited, so the time is linear in the document.
struct VariableUsesOfOperation {
    let operation: Node.ID
    private(set) var defined: [(variable: Variable, use: VariableUse)] = []
    /// Uses of variables that the operation does not declare.
    private(set) var undefined: [Node.ID] = []
    /// Definitions of variables without a use.
    private(set) var unused: [Node.ID] = []

    /// - Parameter position: the operation's among the definitions.
    init(_ position: Int, _ run: inout Validation) {
        operation = run.definitions[position].id
        let variables = run.definitions[position].variables
        // Most documents without variables end here.
        if run.variableUses.isEmpty, variables.isEmpty { return }

        run.seenNames.removeAll()
        for variable in variables {
            _ = run.seenNames.insert(Int32(variable), for: run[run.variables[variable].definition].name)
        }
        var isUsed = [Bool](repeating: false, count: variables.count)
        var isReached = [Bool](repeating: false, count: run.definitions.count)
        isReached[position] = true
        var pending = [position]
        while let position = pending.popLast() {
            for use in run.variableUses[run.definitions[position].variableUses] {
                run.visits += 1
                let variable = Int(run.seenNames[run[use.id].name])
                if variable >= 0 {
                    isUsed[variable - variables.lowerBound] = true
                    defined.append((run.variables[variable], use))
                } else {
                    undefined.append(use.id)
                }
            }
            for spread in run.spreads[run.definitions[position].spreads] {
                run.visits += 1
                let target = Int(spread.target)
                if isReached[target] { continue }
                isReached[target] = true
                pending.append(target)
            }
        }
        for variable in variables where !isUsed[variable - variables.lowerBound] {
            let id = run.variables[variable].definition
            // A second definition of a name is an error of its own.
            if Int(run.seenNames[run[id].name]) == variable { unused.append(id) }
        }
    }
}
