// Arguments of fields and directives, and fields of input objects.

extension SchemaComparer {
    enum InputKind { case argument, inputField }

    mutating func compareInputFields(_ before: NamedType, _ after: NamedType) {
        compareInputs(before.inputFields, after.inputFields, .inputField, highest: .breaking) { name in
            .member(type: after.name, name: name)
        }
    }

    /// - Parameter highest: no change is reported as worse. Inputs that no request can give break none.
    mutating func compareInputs(
        _ before: [InputValueDefinition], _ after: [InputValueDefinition], _ kind: InputKind,
        highest: SchemaChange.Severity, coordinate: (String) -> SchemaCoordinate
    ) {
        let what = kind == .argument ? "argument" : "input field"
        let inputs = Pairing(before, after, by: \.name)
        for input in inputs.removed {
            report(
                kind == .argument ? .argumentRemoved : .inputFieldRemoved, min(.breaking, highest),
                coordinate(input.name), "The \(what) was removed\(input.deprecationReason.afterDeprecation).")
        }
        for (before, after) in inputs.kept { compare(before, after, kind, highest, coordinate(after.name)) }
        for input in inputs.added {
            let severity: SchemaChange.Severity = input.isRequired ? .breaking : .dangerous
            report(
                kind == .argument ? .argumentAdded : .inputFieldAdded, min(severity, highest), coordinate(input.name),
                "The \(what) was added; it is \(input.isRequired ? "required" : "optional").")
        }
    }

    private mutating func compare(
        _ before: InputValueDefinition, _ after: InputValueDefinition, _ kind: InputKind,
        _ highest: SchemaChange.Severity, _ coordinate: SchemaCoordinate
    ) {
        let isArgument = kind == .argument
        let texts = (old.text(before.type), new.text(after.type))
        if texts.0 != texts.1 {
            let isSafe = isWidened(before.type, after.type)
            report(
                isArgument ? .argumentTypeChanged : .inputFieldTypeChanged, min(isSafe ? .safe : .breaking, highest),
                coordinate,
                "The type was `\(texts.0)` and is `\(texts.1)` now\(isSafe ? ", which takes more" : "").")
        }
        compareDefaults(before, after, kind, highest, coordinate)
        compareDescriptions(
            before.description, after.description,
            isArgument ? .argumentDescriptionChanged : .inputFieldDescriptionChanged, coordinate)
        compareDeprecations(
            before.deprecationReason, after.deprecationReason,
            isArgument ? .argumentDeprecationChanged : .inputFieldDeprecationChanged, coordinate)
        compareAppliedDirectives(before.directives, after.directives, coordinate)
    }

    private mutating func compareDefaults(
        _ before: InputValueDefinition, _ after: InputValueDefinition, _ kind: InputKind,
        _ highest: SchemaChange.Severity, _ coordinate: SchemaCoordinate
    ) {
        guard before.defaultValue?.withSortedFields != after.defaultValue?.withSortedFields else { return }
        let severity: SchemaChange.Severity
        let message: String
        switch (before.defaultValue, after.defaultValue) {
        case (let before?, let after?):
            severity = .dangerous
            message = "The default was `\(before)` and is `\(after)` now."
        case (let value?, nil):
            // Whoever left it out must give it now; or, if it may be null, gets something else.
            severity = after.isRequired ? .breaking : .dangerous
            message = "The default `\(value)` was removed."
        case (nil, let value?):
            severity = before.isRequired ? .safe : .dangerous
            message = "The default `\(value)` was added."
        case (nil, nil): return
        }
        report(
            kind == .argument ? .argumentDefaultChanged : .inputFieldDefaultChanged, min(severity, highest), coordinate,
            message)
    }

    /// Whether everything that could be given for the old type can be given for the new one.
    ///
    /// `T` to `[T]` is not such a change: a variable of the type `T` no longer fits.
    private func isWidened(_ before: TypeReference, _ after: TypeReference) -> Bool {
        if after.isNonNull, !before.isNonNull { return false }
        if let beforeItem = before.item, let afterItem = after.item {
            return isWidened(beforeItem, afterItem)
        }
        return before.isList == after.isList && old.named(before).name == new.named(after).name
    }
}
