/// The limits of ``ValidationOptions``. The first one that is exceeded ends validation.
enum LimitsRule {
    static func checkOperations(_ run: inout Validation) {
        let limit = run.options.operations
        var count = 0
        for definition in run.definitions where definition.isOperation {
            count += 1
            guard count > limit else { continue }
            return run.refuse(
                .tooManyOperations, "The document contains more than \(limit) operations.", at: definition.id)
        }
    }

    /// - Parameter count: how many selections the set has, more than allowed.
    static func checkSelections(_ count: Int, from first: Node.ID, _ run: inout Validation) {
        let limit = run.options.selectionsPerSet
        run.refuse(.tooManySelections, "A selection set contains \(count) selections, more than \(limit).", at: first)
    }

    /// - Parameter first: the directives of one place.
    static func checkDirectives(_ first: Node.ID, _ run: inout Validation) {
        var count = 0
        var next = first
        while next.isPresent {
            count += 1
            next = run[next].next
        }
        run.directiveCount += count
        if count > run.options.directivesPerLocation {
            let limit = run.options.directivesPerLocation
            run.refuse(
                .tooManyDirectivesPerLocation, "There are \(count) directives in one place, more than \(limit).",
                at: first)
        } else if run.directiveCount > run.options.directives {
            let limit = run.options.directives
            run.refuse(.tooManyDirectives, "The document contains more than \(limit) directives.", at: first)
        }
    }

    static func checkAliases(_ run: inout Validation) {
        let limit = run.options.aliases
        guard run.aliasCount > limit else { return }
        run.refuse(
            .tooManyAliases, "The document contains \(run.aliasCount) aliases, more than \(limit).",
            at: run.document.firstDefinition)
    }

    /// How deep operations are when their fragments are expanded. Fragments form no cycles.
    static func checkDepth(_ run: inout Validation) {
        let limit = min(run.options.depth, ValidationOptions.greatestDepth)
        for definition in run.definitions where definition.isOperation && !run.isStopped {
            let depth = definition.deepest.fields
            if depth > limit {
                run.refuse(
                    .operationTooDeep, "The operation is \(depth) levels deep, more than \(limit).",
                    at: definition.id)
            }
            MaxIntrospectionDepthRule.check(definition.id, definition.deepest.introspection, &run)
        }
    }
}
