// Definitions of directives. Only those that stand in requests can break one.

extension SchemaComparer {
    mutating func compareDirectiveDefinitions() {
        let directives = Pairing(
            old.directiveDefinitions.filter { !$0.isSpecified }, new.directiveDefinitions.filter { !$0.isSpecified },
            by: \.name)
        for directive in directives.removed {
            report(
                .directiveRemoved, directive.highestSeverity, .directive(directive.name), "The directive was removed.")
        }
        for (before, after) in directives.kept { compare(before, after) }
        for directive in directives.added {
            report(.directiveAdded, .safe, .directive(directive.name), "The directive was added.")
        }
    }

    private mutating func compare(_ before: DirectiveDefinition, _ after: DirectiveDefinition) {
        let coordinate = SchemaCoordinate.directive(after.name)
        compareDescriptions(before.description, after.description, .directiveDescriptionChanged, coordinate)
        for location in before.locations where !after.locations.contains(location) {
            report(
                .directiveLocationRemoved, location.isExecutable ? .breaking : .safe, coordinate,
                "It can no longer stand on \(location.rawValue).")
        }
        for location in after.locations where !before.locations.contains(location) {
            report(.directiveLocationAdded, .safe, coordinate, "It can stand on \(location.rawValue) now.")
        }
        if before.isRepeatable, !after.isRepeatable {
            report(
                .directiveRepeatableRemoved, before.highestSeverity, coordinate,
                "It can stand in a place only once now.")
        } else if after.isRepeatable, !before.isRepeatable {
            report(.directiveRepeatableAdded, .safe, coordinate, "It can stand in a place more than once now.")
        }
        compareInputs(before.arguments, after.arguments, .argument, highest: before.highestSeverity) { name in
            .directiveArgument(directive: after.name, name: name)
        }
    }
}

extension DirectiveDefinition {
    /// The worst that a change of the directive can do to a request.
    fileprivate var highestSeverity: SchemaChange.Severity {
        locations.contains(where: \.isExecutable) ? .breaking : .safe
    }
}
