extension Validation {
    /// By definition: the deepest level when its fragments are expanded.
    ///
    /// Each fragment is counted once however often it is spread. With a stack of its own, because fragments may be nested
    /// as deep as there are fragments. They must not form cycles.
    mutating func expandedLevels() -> [Level] {
        var levels = definitions.map(\.deepest)
        var isDone = [Bool](repeating: false, count: definitions.count)
        for start in definitions.indices where !isDone[start] {
            var path = [(definition: start, next: definitions[start].spreads.lowerBound)]
            while let (definition, next) = path.last {
                guard next < definitions[definition].spreads.upperBound else {
                    isDone[definition] = true
                    path.removeLast()
                    continue
                }
                let target = Int(spreads[next].target)
                if isDone[target] {
                    visits += 1
                    levels[definition].include(levels[target], below: spreads[next].level)
                    path[path.count - 1].next += 1
                } else {
                    path.append((target, definitions[target].spreads.lowerBound))
                }
            }
        }
        return levels
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
