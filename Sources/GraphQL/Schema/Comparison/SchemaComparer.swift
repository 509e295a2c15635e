/// Finds the changes of a ``SchemaComparison``.
struct SchemaComparer {
    let old: Schema
    let new: Schema
    private(set) var changes: [SchemaChange] = []
    /// The types of the new schema that a response can contain.
    private let outputTypes: Set<TypeID>

    init(old: Schema, new: Schema) {
        self.old = old
        self.new = new
        outputTypes = Set(new.visibleTypes.flatMap { new[$0].fields.map(\.type.named) })
    }

    mutating func compare() -> [SchemaChange] {
        compareSchemas()
        compareDirectiveDefinitions()
        let types = Pairing(old.ownTypes, new.ownTypes, by: \.name)
        for type in types.removed {
            report(
                .typeRemoved, .breaking, .type(type.name),
                "The type was removed; it was \(type.kind.noun).")
        }
        for (old, new) in types.kept { compare(old, new) }
        for type in types.added {
            report(.typeAdded, .safe, .type(type.name), "The type was added; it is \(type.kind.noun).")
        }
        return changes
    }

    mutating func report(
        _ kind: SchemaChange.Kind, _ severity: SchemaChange.Severity, _ coordinate: SchemaCoordinate?, _ message: String
    ) {
        changes.append(SchemaChange(kind: kind, severity: severity, coordinate: coordinate, message: message))
    }

    // MARK: - The schema itself

    private mutating func compareSchemas() {
        compareDescriptions(old.description, new.description, .schemaDescriptionChanged, nil)
        for operation in OperationType.allCases {
            let before = old.rootType(for: operation)?.name
            let after = new.rootType(for: operation)?.name
            switch (before, after) {
            case (nil, let after?):
                report(.rootTypeAdded, .safe, nil, "The \(operation.keyword) root \"\(after)\" was added.")
            case (let before?, nil):
                report(.rootTypeRemoved, .breaking, nil, "The \(operation.keyword) root \"\(before)\" was removed.")
            case (let before?, let after?) where before != after:
                report(
                    .rootTypeChanged, .breaking, nil,
                    "The \(operation.keyword) root was \"\(before)\" and is \"\(after)\" now.")
            default: continue
            }
        }
        compareAppliedDirectives(old.directives, new.directives, nil)
    }

    // MARK: - Types

    private mutating func compare(_ before: NamedType, _ after: NamedType) {
        let coordinate = SchemaCoordinate.type(after.name)
        compareDescriptions(before.description, after.description, .typeDescriptionChanged, coordinate)
        compareAppliedDirectives(before.directives, after.directives, coordinate)
        guard before.kind == after.kind else {
            report(
                .typeKindChanged, .breaking, coordinate,
                "The type was \(before.kind.noun) and is \(after.kind.noun) now.")
            return
        }
        switch after.kind {
        case .scalar: compareSpecifications(before, after)
        case .object, .interface:
            compareInterfaces(before, after)
            compareFields(before, after)
        case .union: compareMembers(before, after)
        case .enum: compareValues(before, after)
        case .inputObject:
            compareOneOf(before, after)
            compareInputFields(before, after)
        case .list, .nonNull: return
        }
    }

    private mutating func compareSpecifications(_ before: NamedType, _ after: NamedType) {
        guard before.specifiedByURL != after.specifiedByURL else { return }
        // Another specification may mean another format; saying for the first time which one it is does not.
        let severity: SchemaChange.Severity = before.specifiedByURL == nil ? .safe : .dangerous
        report(
            .specifiedByChanged, severity, .type(after.name),
            "The specification was \(before.specifiedByURL ?? "not given") "
                + "and is \(after.specifiedByURL ?? "not given") now.")
    }

    private mutating func compareInterfaces(_ before: NamedType, _ after: NamedType) {
        let interfaces = Pairing(
            before.interfaces.map { old[$0].name }, after.interfaces.map { new[$0].name }, by: \.self)
        for name in interfaces.removed {
            report(.interfaceRemoved, .breaking, .type(after.name), "The type no longer implements \"\(name)\".")
        }
        for name in interfaces.added {
            report(
                .interfaceAdded, .dangerous, .type(after.name),
                "The type implements \"\(name)\" now: who asks for that meets objects of a new type.")
        }
    }

    private mutating func compareMembers(_ before: NamedType, _ after: NamedType) {
        let members = Pairing(
            before.possibleTypes.map { old[$0].name }, after.possibleTypes.map { new[$0].name }, by: \.self)
        for name in members.removed {
            report(.unionMemberRemoved, .breaking, .type(after.name), "\"\(name)\" was removed from the union.")
        }
        for name in members.added {
            report(
                .unionMemberAdded, .dangerous, .type(after.name),
                "\"\(name)\" was added to the union: who asks for it meets objects of a new type.")
        }
    }

    private mutating func compareValues(_ before: NamedType, _ after: NamedType) {
        let values = Pairing(before.enumValues, after.enumValues, by: \.name)
        func coordinate(_ value: EnumValueDefinition) -> SchemaCoordinate {
            .member(type: after.name, name: value.name)
        }
        for value in values.removed {
            report(
                .enumValueRemoved, .breaking, coordinate(value),
                "The value was removed\(value.deprecationReason.afterDeprecation).")
        }
        for (before, after) in values.kept {
            compareDescriptions(before.description, after.description, .enumValueDescriptionChanged, coordinate(after))
            compareDeprecations(
                before.deprecationReason, after.deprecationReason, .enumValueDeprecationChanged, coordinate(after))
            compareAppliedDirectives(before.directives, after.directives, coordinate(after))
        }
        for value in values.added {
            let isReturned = outputTypes.contains(after.id)
            report(
                .enumValueAdded, isReturned ? .dangerous : .safe, coordinate(value),
                "The value was added" + (isReturned ? ": responses may contain it." : "; responses never contain it."))
        }
    }

    private mutating func compareOneOf(_ before: NamedType, _ after: NamedType) {
        if after.isOneOf, !before.isOneOf {
            report(.oneOfAdded, .breaking, .type(after.name), "Exactly one field must be given now.")
        } else if before.isOneOf, !after.isOneOf {
            report(.oneOfRemoved, .safe, .type(after.name), "It need not be exactly one field that is given now.")
        }
    }

    // MARK: - Fields

    private mutating func compareFields(_ before: NamedType, _ after: NamedType) {
        let fields = Pairing(before.fields, after.fields, by: \.name)
        for field in fields.removed {
            report(
                .fieldRemoved, .breaking, .member(type: after.name, name: field.name),
                "The field was removed\(field.deprecationReason.afterDeprecation).")
        }
        for (before, after) in fields.kept { compare(before, after) }
        for field in fields.added {
            report(.fieldAdded, .safe, .member(type: after.name, name: field.name), "The field was added.")
        }
    }

    private mutating func compare(_ before: FieldDefinition, _ after: FieldDefinition) {
        let type = new[after.parent].name
        let coordinate = SchemaCoordinate.member(type: type, name: after.name)
        let texts = (old.text(before.type), new.text(after.type))
        if texts.0 != texts.1 {
            let isSafe = isNarrowed(before.type, after.type)
            report(
                .fieldTypeChanged, isSafe ? .safe : .breaking, coordinate,
                "The type was `\(texts.0)` and is `\(texts.1)` now\(isSafe ? ", which promises more" : "").")
        }
        compareDescriptions(before.description, after.description, .fieldDescriptionChanged, coordinate)
        compareDeprecations(before.deprecationReason, after.deprecationReason, .fieldDeprecationChanged, coordinate)
        compareAppliedDirectives(before.directives, after.directives, coordinate)
        compareInputs(before.arguments, after.arguments, .argument, highest: .breaking) { name in
            .argument(type: type, field: after.name, name: name)
        }
    }

    /// Whether whoever is prepared for results of the old type is prepared for those of the new one.
    ///
    /// Another named type is never the same, even if it is a subtype: fragments may no longer fit it.
    private func isNarrowed(_ before: TypeReference, _ after: TypeReference) -> Bool {
        if before.isNonNull, !after.isNonNull { return false }
        if let beforeItem = before.item, let afterItem = after.item { return isNarrowed(beforeItem, afterItem) }
        return before.isList == after.isList && old.named(before).name == new.named(after).name
    }

    // MARK: - What everything has

    mutating func compareDescriptions(
        _ before: String?, _ after: String?, _ kind: SchemaChange.Kind, _ coordinate: SchemaCoordinate?
    ) {
        guard before != after else { return }
        let what = before == nil ? "added" : after == nil ? "removed" : "changed"
        report(kind, .safe, coordinate, "The description was \(what).")
    }

    mutating func compareDeprecations(
        _ before: String?, _ after: String?, _ kind: SchemaChange.Kind, _ coordinate: SchemaCoordinate
    ) {
        switch (before, after) {
        case (nil, let reason?): report(kind, .safe, coordinate, "Deprecated now: \(reason)")
        case (_?, nil): report(kind, .safe, coordinate, "No longer deprecated.")
        case (let before?, let after?) where before != after:
            report(kind, .safe, coordinate, "Deprecated for another reason: \(after)")
        default: return
        }
    }

    /// Directives of the schema's own mean something that only its authors know: who may see a field, what it costs.
    mutating func compareAppliedDirectives(
        _ before: [AppliedDirective], _ after: [AppliedDirective], _ coordinate: SchemaCoordinate?
    ) {
        let texts = (old.ownDirectives(before), new.ownDirectives(after))
        guard texts.0 != texts.1 else { return }
        let (was, isNow) = (texts.0.joined(separator: " "), texts.1.joined(separator: " "))
        let message =
            was.isEmpty
            ? "`\(isNow)` was applied."
            : isNow.isEmpty ? "`\(was)` is no longer applied." : "`\(was)` was applied, and `\(isNow)` is now."
        report(.appliedDirectiveChanged, .dangerous, coordinate, message)
    }
}

extension Schema {
    /// The types that are not the specification's.
    fileprivate var ownTypes: [NamedType] { visibleTypes.map { self[$0] }.filter { !$0.isSpecified } }

    /// The directives that are not the specification's, as text. Their order may matter, that of their arguments not.
    fileprivate func ownDirectives(_ directives: [AppliedDirective]) -> [String] {
        directives.filter { !Schema.specifiedDirectives.contains($0.name) && directive(symbols.find($0.name)) != nil }
            .map { directive in
                let arguments = directive.arguments.sorted { $0.name < $1.name }
                    .map { "\($0.name): \($0.value.withSortedFields)" }.joined(separator: ", ")
                return "@\(directive.name)" + (arguments.isEmpty ? "" : "(\(arguments))")
            }
    }
}

extension String? {
    /// For the message about something removed whose deprecation reason this is.
    var afterDeprecation: String { self == nil ? "" : ", after having been deprecated" }
}

extension Value {
    /// The same value, written so that two of them are equal if they only differ in the order of fields.
    var withSortedFields: Value {
        switch self {
        case .list(let items): .list(items.map(\.withSortedFields))
        case .object(let fields):
            .object(
                fields.map { ObjectField($0.name, $0.value.withSortedFields) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}

/// Which things of two lists belong together by name.
struct Pairing<Element> {
    private(set) var removed: [Element] = []
    private(set) var kept: [(old: Element, new: Element)] = []
    private(set) var added: [Element] = []

    init(_ old: [Element], _ new: [Element], by name: KeyPath<Element, String>) {
        let newByName = Dictionary(new.map { ($0[keyPath: name], $0) }) { first, _ in first }
        for element in old {
            if let match = newByName[element[keyPath: name]] {
                kept.append((element, match))
            } else {
                removed.append(element)
            }
        }
        let oldNames = Set(old.map { $0[keyPath: name] })
        added = new.filter { !oldNames.contains($0[keyPath: name]) }
    }
}
