/// Holds Swift types against the schema: every field has a resolver, every resolver a field, and all types agree.
///
/// Finds everything that is wrong, so that a mistake is mended in one round.
struct Binder {
    private let schema: Schema
    private let scalars: [String: [ObjectIdentifier]]
    private var typeNames: [ObjectIdentifier: String] = [:]
    private var issues: [SchemaError.Issue] = []
    private var checkedInputs: Set<String> = []

    private init(schema: Schema, scalars: [String: [ObjectIdentifier]]) {
        self.schema = schema
        self.scalars = scalars
    }

    /// - Parameter scalars: the Swift types that may stand for custom scalars besides ``OutputScalar``s of their name.
    static func bind(
        _ objects: [ObjectBinding], to schema: Schema, scalars: [String: [ObjectIdentifier]]
    ) throws(SchemaError) -> Bindings {
        var binder = Binder(schema: schema, scalars: scalars)
        let fields = binder.bind(objects)
        if !binder.issues.isEmpty { throw SchemaError(issues: binder.issues) }
        return Bindings(fields: fields, objects: objects, schema: schema)
    }

    private mutating func issue(_ message: String, _ coordinate: String) {
        issues.append(SchemaError.Issue(message, coordinate: coordinate))
    }

    private mutating func bind(_ objects: [ObjectBinding]) -> [FieldBinding?] {
        var fields = [FieldBinding?](repeating: nil, count: schema.fieldCount)
        for object in objects where object.type != ObjectIdentifier(Root.self) {
            if let earlier = typeNames.updateValue(object.name, forKey: object.type) {
                issue("\(object.typeName) already stands for the type \(earlier).", object.name)
            }
        }
        var boundTypes: [TypeID: ObjectBinding] = [:]
        for object in objects {
            guard let type = schema.type(named: object.name), type.kind == .object else {
                issue("The schema has no object type of this name, but \(object.typeName) is bound to it.", object.name)
                continue
            }
            // Only the root's fields come in several parts. The properties of another Swift type lie elsewhere.
            if let earlier = boundTypes[type.id], earlier.type != object.type {
                issue(
                    "\(object.typeName) cannot stand for this type, because \(earlier.typeName) does already.",
                    type.name)
                continue
            }
            boundTypes[type.id] = object
            for binding in object.fields {
                guard let field = type.field(schema.symbols.find(binding.name)) ?? metaField(binding.name, of: type)
                else {
                    issue(
                        "The schema has no such field, but \(object.typeName) resolves it.",
                        "\(type.name).\(binding.name)")
                    continue
                }
                let coordinate = schema.coordinate(of: field)
                if fields[field.id] != nil { issue("The field is resolved twice.", coordinate) }
                fields[field.id] = binding
                checkSourceStream(binding, type, coordinate)
                checkOutput(binding.shape, field.type, coordinate)
                checkArguments(binding, field, coordinate)
            }
        }
        for id in schema.visibleTypes where schema[id].kind == .object {
            let type = schema[id]
            guard boundTypes[id] != nil else {
                issue("No Swift type is bound to this type: write an `ObjectType` for it.", type.name)
                continue
            }
            for field in type.fields where fields[field.id] == nil {
                issue("The field has no resolver in the `ObjectType` of \(type.name).", schema.coordinate(of: field))
            }
        }
        return fields
    }

    private func metaField(_ name: String, of type: NamedType) -> FieldDefinition? {
        guard type.id == schema.queryType else { return nil }
        return [schema.schemaField, schema.typeField].first { $0.name == name }
    }

    // MARK: - Source streams

    private mutating func checkSourceStream(_ binding: FieldBinding, _ type: NamedType, _ coordinate: String) {
        let isSubscribed = if case .sourceStream = binding.resolver { true } else { false }
        if isSubscribed == (type.id == schema.subscriptionType) { return }
        issue(
            isSubscribed
                ? "Only fields of the subscription root type have source streams: write a `Field`."
                : "A field of the subscription root type needs a source stream: write a `Subscription`.", coordinate)
    }

    // MARK: - Results

    private mutating func checkOutput(_ shape: OutputShape, _ type: TypeReference, _ coordinate: String) {
        let whole = shape.typeName
        let expected = schema.text(type)
        var shape = shape
        if case .optional(let inner, _) = shape.form {
            if type.isNonNull {
                issue("The schema says \(expected), but the resolver gives \(whole), which can be nil.", coordinate)
                return
            }
            shape = inner
        }
        if let item = type.item {
            guard case .list(let element, _) = shape.form else {
                issue("The schema says \(expected), but the resolver gives \(whole), which is no array.", coordinate)
                return
            }
            checkOutput(element, item, coordinate)
            return
        }
        let named = schema.named(type)
        if let complaint = complaint(shape, named) {
            issue("The schema says \(expected), but the resolver gives \(whole)\(complaint)", coordinate)
        }
    }

    /// Why a Swift type cannot stand for a named type; `nil` when it can.
    private func complaint(_ shape: OutputShape, _ type: NamedType) -> String? {
        switch (type.kind, shape.form) {
        case (.scalar, .scalar(let name, _)) where name == type.name: return nil
        case (.scalar, _): return leafNames(shape).contains(type.name) || stands(shape, for: type) ? nil : "."
        case (.enum, .enumeration(let enumeration)):
            guard enumeration.name == type.name else { return ", which stands for \(enumeration.name)." }
            let unknown = enumeration.cases.filter { name in !type.enumValues.contains { $0.name == name } }
            return unknown.isEmpty ? nil : ", whose cases \(unknown.joined(separator: ", ")) the schema does not have."
        case (.object, .object), (.interface, .object), (.union, .object):
            guard let name = typeNames[shape.type] else { return ", for which there is no `ObjectType`." }
            guard let object = schema.type(named: name), type.includes(object.id) else {
                return ", which stands for \(name)."
            }
            return nil
        case (.interface, .abstract(let name, _)), (.union, .abstract(let name, _)):
            return name == type.name ? nil : ", which stands for \(name)."
        default: return "."
        }
    }

    private func leafNames(_ shape: OutputShape) -> [String] {
        switch shape.form {
        case .boolean: ["Boolean"]
        case .int, .int32: ["Int", "Float"]
        case .float, .double: ["Float"]
        case .string: ["String", "ID"]
        default: []
        }
    }

    private func stands(_ shape: OutputShape, for type: NamedType) -> Bool {
        scalars[type.name]?.contains(shape.type) ?? false
    }

    // MARK: - Arguments

    private mutating func checkArguments(_ binding: FieldBinding, _ field: FieldDefinition, _ coordinate: String) {
        for (name, shape) in binding.arguments {
            guard let argument = field.argument(schema.symbols.find(name)) else {
                issue("The schema has no such argument, but the resolver reads it.", "\(coordinate)(\(name):)")
                continue
            }
            checkInput(shape, argument.type, "\(coordinate)(\(name):)")
        }
        for argument in field.arguments where !binding.arguments.contains(where: { $0.name == argument.name }) {
            issue("The resolver does not read this argument.", "\(coordinate)(\(argument.name):)")
        }
    }

    private mutating func checkInput(_ shape: InputShape, _ type: TypeReference, _ coordinate: String) {
        let expected = schema.text(type)
        var shape = shape
        switch shape {
        case .any: return
        case .optional(let inner): shape = inner
        default:
            if !type.isNonNull {
                issue("The schema says \(expected), which can be null: read it into an optional.", coordinate)
                return
            }
        }
        if let item = type.item {
            guard case .list(let element) = shape else {
                issue("The schema says \(expected), but it is not read into an array.", coordinate)
                return
            }
            checkInput(element, item, coordinate)
            return
        }
        let named = schema.named(type)
        switch (named.kind, shape) {
        case (.scalar, .boolean) where named.name == "Boolean": return
        case (.scalar, .int) where named.name == "Int" || stands(Int.self, for: named): return
        case (.scalar, .float) where named.name == "Float" || stands(Double.self, for: named): return
        case (.scalar, .string) where named.name == "String" || named.name == "ID" || stands(String.self, for: named):
            return
        case (.scalar, .scalar(let name)) where name == named.name: return
        case (.enum, .enumeration(let name, let cases)) where name == named.name:
            let missing = named.enumValues.map(\.name).filter { !cases.contains($0) }
            if !missing.isEmpty {
                issue("The Swift enum lacks \(missing.joined(separator: ", ")).", coordinate)
            }
        case (.inputObject, .inputObject(let object)) where object.name == named.name:
            checkInputObject(object, named)
        default: issue("The schema says \(expected), but it is read into another type.", coordinate)
        }
    }

    private func stands(_ swiftType: Any.Type, for type: NamedType) -> Bool {
        scalars[type.name]?.contains(ObjectIdentifier(swiftType)) ?? false
    }

    private mutating func checkInputObject(_ object: InputObjectShape, _ type: NamedType) {
        guard checkedInputs.insert(type.name).inserted else { return }
        for field in object.fields {
            guard let definition = type.inputField(schema.symbols.find(field.name)) else {
                issue("The schema has no such input field, but it is read.", "\(type.name).\(field.name)")
                continue
            }
            checkInput(field.shape(), definition.type, "\(type.name).\(field.name)")
        }
        for definition in type.inputFields where !object.fields.contains(where: { $0.name == definition.name }) {
            issue("The input field is not read.", "\(type.name).\(definition.name)")
        }
    }
}
