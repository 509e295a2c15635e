/// Makes the view of a schema that a predicate chose.
struct ViewBuilder {
    private let schema: Schema
    private let choices: ViewChoices
    /// By type: whether it exists in the view.
    private var exists: [Bool]
    private var issues: [SchemaError.Issue] = []

    init(_ schema: Schema, _ choices: ViewChoices) {
        self.schema = schema
        self.choices = choices
        exists = [Bool](repeating: false, count: schema.types.count)
        for id in schema.visibleTypes { exists[id.index] = choices.shows(schema[id]) }
    }

    mutating func build() throws(SchemaError) -> Schema {
        removeEmptyTypes()
        removeUnreachableTypes()
        let types = schema.types.map(view)
        let view = Schema(
            symbols: schema.symbols, description: schema.description, directives: schema.directives, types: types,
            visibleTypes: Schema.withoutUnusedScalars(
                schema.visibleTypes.filter { exists[$0.index] }, of: types, directives: directives),
            directiveDefinitions: directives, queryType: schema.queryType,
            mutationType: schema.mutationType.flatMap { exists[$0.index] ? $0 : nil },
            subscriptionType: schema.subscriptionType.flatMap { exists[$0.index] ? $0 : nil },
            fieldCount: schema.fieldCount, metaFields: (schema.typenameField, schema.schemaField, schema.typeField))
        check(view)
        if !issues.isEmpty { throw SchemaError(issues: issues) }
        return view
    }

    // MARK: - Which types exist

    /// A type that loses all its members is gone, and with it what refers to it, until nothing changes any more.
    private mutating func removeEmptyTypes() {
        var isStable = false
        while !isStable {
            isStable = true
            for id in schema.visibleTypes where exists[id.index] && isEmpty(schema[id]) {
                exists[id.index] = false
                isStable = false
            }
        }
    }

    private func isEmpty(_ type: NamedType) -> Bool {
        switch type.kind {
        case .object, .interface: !type.fields.contains(where: isShown)
        case .union: !type.possibleTypes.contains { exists[$0.index] }
        case .enum: !type.enumValues.contains(where: choices.shows)
        case .inputObject: !type.inputFields.contains(where: isShown)
        case .scalar, .list, .nonNull: false
        }
    }

    /// Follows everything that is shown from the roots, introspection and the directives.
    private mutating func removeUnreachableTypes() {
        var reached = [Bool](repeating: false, count: exists.count)
        var pending = [schema.queryType, schema.mutationType, schema.subscriptionType].compactMap(\.self)
        pending += schema.visibleTypes.filter { schema[$0].isIntrospection }
        pending += directives.flatMap { $0.arguments.map(\.type.named) }
        while let id = pending.popLast() {
            guard exists[id.index], !reached[id.index] else { continue }
            reached[id.index] = true
            let type = schema[id]
            pending += type.interfaces + type.possibleTypes
            pending += type.inputFields.filter(isShown).map(\.type.named)
            for field in type.fields where isShown(field) {
                pending.append(field.type.named)
                pending += field.arguments.filter(isShown).map(\.type.named)
            }
        }
        for id in schema.visibleTypes where !reached[id.index] { exists[id.index] = false }
    }

    private func isShown(_ field: FieldDefinition) -> Bool { exists[field.type.named.index] && choices.shows(field) }

    private func isShown(_ input: InputValueDefinition) -> Bool {
        exists[input.type.named.index] && choices.shows(input)
    }

    // MARK: - What they look like

    /// The type as the view shows it. A hidden one keeps its place, and nothing else.
    private func view(_ type: NamedType) -> NamedType {
        guard exists[type.id.index] else {
            return NamedType(
                id: type.id, name: type.name, symbol: type.symbol, kind: type.kind, description: nil, directives: [])
        }
        let inputFields = type.inputFields.filter(isShown)
        return NamedType(
            id: type.id, name: type.name, symbol: type.symbol, kind: type.kind, description: type.description,
            directives: type.directives, fields: type.fields.filter(isShown).map(view),
            interfaces: type.interfaces.filter { exists[$0.index] },
            possibleTypes: type.possibleTypes.filter { exists[$0.index] },
            enumValues: type.enumValues.filter(choices.shows), inputFields: inputFields,
            hiddenDefaults: type.hiddenDefaults + defaults(of: type.inputFields, besides: inputFields),
            isOneOf: type.isOneOf, specifiedByURL: type.specifiedByURL)
    }

    private func view(_ field: FieldDefinition) -> FieldDefinition {
        let arguments = field.arguments.filter(isShown)
        if arguments.count == field.arguments.count { return field }
        return FieldDefinition(
            id: field.id, name: field.name, symbol: field.symbol, parent: field.parent, description: field.description,
            arguments: arguments,
            hiddenDefaults: field.hiddenDefaults + defaults(of: field.arguments, besides: arguments), type: field.type,
            deprecationReason: field.deprecationReason, directives: field.directives)
    }

    /// What resolvers read for the inputs that are hidden: coerced here, while their types are at hand.
    private func defaults(
        of all: [InputValueDefinition], besides shown: [InputValueDefinition]
    ) -> [Value.ObjectField] {
        if all.count == shown.count { return [] }
        return all.filter { !isShown($0) }.compactMap { input in
            Coercion(schema: schema).defaultValue(of: input).map { Value.ObjectField(input.name, $0) }
        }
    }

    /// A directive of which a required argument is hidden could not be used, so it is hidden too.
    private var directives: [DirectiveDefinition] {
        schema.directiveDefinitions.compactMap { directive in
            let arguments = directive.arguments.filter(isShown)
            guard choices.shows(directive), directive.arguments.allSatisfy({ isShown($0) || !$0.isRequired }) else {
                return nil
            }
            if arguments.count == directive.arguments.count { return directive }
            return DirectiveDefinition(
                name: directive.name, symbol: directive.symbol, description: directive.description,
                arguments: arguments, locations: directive.locations, isRepeatable: directive.isRepeatable)
        }
    }

    // MARK: - Whether it is a schema

    private mutating func check(_ view: Schema) {
        if !exists[schema.queryType.index] {
            issue("The view shows nothing of the query root.", schema[schema.queryType].name)
        }
        for id in view.visibleTypes {
            let type = view[id]
            checkInputs(schema[id].inputFields, view) { "\(type.name).\($0)" }
            for field in type.fields {
                guard let whole = schema[id].field(field.symbol) else { continue }
                checkInputs(whole.arguments, view) { "\(type.name).\(field.name)(\($0):)" }
            }
            for interface in type.interfaces { checkPromises(of: view[interface], by: type) }
        }
        for directive in view.directiveDefinitions {
            checkInputs(directive.arguments, view) { "@\(directive.name)(\($0):)" }
        }
    }

    private mutating func checkInputs(_ inputs: [InputValueDefinition], _ view: Schema, coordinate: (String) -> String)
    {
        for input in inputs {
            if !isShown(input) {
                if input.isRequired { issue("The view hides what a client must give.", coordinate(input.name)) }
            } else if let value = input.defaultValue {
                do throws(CoercionFailure) {
                    _ = try Coercion(schema: view).coerce(value, to: input.type, isJSON: false)
                } catch {
                    issue("The default mentions what the view hides. \(error.message)", coordinate(input.name))
                }
            }
        }
    }

    /// Whoever sees the interface may ask for its fields, whatever the object is.
    private mutating func checkPromises(of interface: NamedType, by type: NamedType) {
        for promised in interface.fields {
            let promise = "\(interface.name).\(promised.name)"
            guard let field = type.field(promised.symbol) else {
                issue("The view hides the field here, but shows \"\(promise)\".", "\(type.name).\(promised.name)")
                continue
            }
            for argument in promised.arguments where field.argument(argument.symbol) == nil {
                issue(
                    "The view hides the argument here, but shows \"\(promise)(\(argument.name):)\".",
                    "\(type.name).\(field.name)(\(argument.name):)")
            }
        }
    }

    private mutating func issue(_ message: String, _ coordinate: String) {
        issues.append(SchemaError.Issue(message, coordinate: coordinate))
    }
}
