// Passes that follow spreads from definition to definition. Fragments may be nested as deep as there are fragments, so
// none of them recurses.

extension Validation {
    /// Walks from definition to definition, once over each spread: finds the cycles, and how deep each definition is when
    /// its fragments are expanded.
    ///
    /// - Returns: whether there are no cycles. Otherwise the depths mean nothing.
    mutating func followSpreads() -> Bool {
        guard !spreads.isEmpty else { return true }
        var isAcyclic = true
        /// The definitions that are open, each with the first of its spreads that is still to follow.
        var path: [(definition: Int, next: Int)] = []
        // Fragments first, so that a cycle is told from the fragment that comes first.
        for isOperation in [false, true] {
            for start in definitions.indices where definitions[start].isOperation == isOperation {
                guard definitions[start].progress == .unknown else { continue }
                definitions[start].progress = .open
                path.append((start, definitions[start].spreads.lowerBound))
                while let (definition, next) = path.last {
                    guard next < definitions[definition].spreads.upperBound else {
                        definitions[definition].progress = .closed
                        path.removeLast()
                        continue
                    }
                    let target = Int(spreads[next].target)
                    visits += 1
                    switch definitions[target].progress {
                    case .closed:
                        path[path.count - 1].next += 1
                        definitions[definition].deepest.include(definitions[target].deepest, below: spreads[next].level)
                    case .unknown:
                        definitions[target].progress = .open
                        path.append((target, definitions[target].spreads.lowerBound))
                    case .open:
                        isAcyclic = false
                        if !isStopped { report(cycleTo: target, path) }
                        path[path.count - 1].next += 1
                    }
                }
            }
        }
        return isAcyclic
    }

    private mutating func report(cycleTo target: Int, _ path: [(definition: Int, next: Int)]) {
        guard let first = path.firstIndex(where: { $0.definition == target }) else { return }
        let cycle = path[first...].prefix(NoFragmentCyclesRule.greatestShownLength).map { spreads[$0.next] }
        check(cycle: cycle, length: path.count - first)
    }

    /// Brings the variables of each operation together with their uses in the operation and in the fragments that it
    /// reaches.
    ///
    /// Each operation walks over its fragments once. The number of operations is limited, so the time is linear in the
    /// document.
    mutating func checkVariables() {
        // Most documents without variables end here.
        if variableUses.isEmpty, variables.isEmpty { return }
        for position in definitions.indices where definitions[position].isOperation && !isStopped {
            let operation = definitions[position]
            seenNames.removeAll()
            for variable in operation.variables {
                _ = seenNames.insert(Int32(variable), for: self[variables[variable].definition].name)
            }
            startWalk(from: position)
            while let next = pending.popLast() {
                for use in definitions[Int(next)].variableUses where !isStopped {
                    visits += 1
                    let variable = seenNames[self[variableUses[use].id].name]
                    if variable >= 0 { variables[Int(variable)].isUsed = true }
                    check(use: variableUses[use], of: variable, in: operation.id)
                }
                walkOn(from: next)
            }
            check(useOfVariables: operation.variables, of: operation.id)
        }
    }

    /// Walks over every definition that operations reach.
    mutating func walkFromOperations() {
        walkCount += 1
        for position in definitions.indices where definitions[position].isOperation {
            definitions[position].lastWalk = walkCount
            pending.append(Int32(position))
        }
        while let next = pending.popLast() { walkOn(from: next) }
    }

    /// Puts a definition, and nothing else, among those that are ``pending``.
    mutating func startWalk(from position: Int) {
        walkCount += 1
        definitions[position].lastWalk = walkCount
        pending.removeAll(keepingCapacity: true)
        pending.append(Int32(position))
    }

    /// Adds the fragments that a definition spreads and that the walk has not met before.
    mutating func walkOn(from position: Int32) {
        for spread in definitions[Int(position)].spreads {
            visits += 1
            let target = spreads[spread].target
            guard definitions[Int(target)].lastWalk != walkCount else { continue }
            definitions[Int(target)].lastWalk = walkCount
            pending.append(target)
        }
    }
}

extension Level {
    /// - Parameters:
    ///   - inner: the deepest level of a fragment, counted from its own beginning.
    ///   - outer: the level of the selections that the fragment stands among.
    fileprivate mutating func include(_ inner: Level, below outer: Level) {
        // The first level of the fragment is the level that it is spread on.
        fields = max(fields, outer.fields + inner.fields - 1)
        introspection = max(introspection, outer.introspection + inner.introspection)
    }
}
