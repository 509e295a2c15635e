/// Why an input value does not fit its type, and which part of it.
struct CoercionFailure: Error {
    var message: String
    /// From the value's root: `input.stars`, `ids[2]`. Filled in on the way out.
    var path: String = ""
    /// The literal at fault, when it stands in a document.
    var node: Node.ID?

    func inside(_ step: String) -> CoercionFailure {
        var failure = self
        failure.path = step + failure.path
        return failure
    }
}

/// Brings input values into the form their types ask for.
///
/// Afterwards an Int fits 32 bits, an ID is a string, enum values exist, lists are lists, input objects have exactly
/// their own fields with defaults filled in. Custom scalars pass as they are: their Swift types judge them.
/// [Spec 3.1.2, 6.4.1](https://spec.graphql.org/September2025/#sec-Input-Values)
struct Coercion {
    let schema: Schema

    // MARK: - Values from JSON, and defaults

    /// Coerces a value that holds no variables: from a request's JSON (where enum values are strings) or a default.
    func coerce(_ value: Value, to type: TypeReference, isJSON: Bool) throws(CoercionFailure) -> Value {
        if value.isNull {
            if type.isNonNull { throw mismatch(value, type) }
            return .null
        }
        if let item = type.item {
            guard case .list(let items) = value else {
                return .list([try coerce(value, to: item, isJSON: isJSON)])
            }
            var coerced: [Value] = []
            coerced.reserveCapacity(items.count)
            for (index, element) in items.enumerated() {
                do throws(CoercionFailure) {
                    coerced.append(try coerce(element, to: item, isJSON: isJSON))
                } catch {
                    throw error.inside("[\(index)]")
                }
            }
            return .list(coerced)
        }
        let named = schema.named(type)
        switch named.kind {
        case .inputObject: return try coerceObject(value, to: named, isJSON: isJSON)
        case .enum: return try coerceEnum(value, to: named, isJSON: isJSON)
        default: return try coerceScalar(value, to: named, isJSON: isJSON)
        }
    }

    /// The default of an argument or input field, coerced; `nil` when there is none.
    ///
    /// Defaults are checked when the schema is built, so this does not fail for a schema that exists.
    func defaultValue(of definition: InputValueDefinition) -> Value? {
        guard let value = definition.defaultValue else { return nil }
        return try? coerce(value, to: definition.type, isJSON: false)
    }

    private func coerceEnum(_ value: Value, to type: NamedType, isJSON: Bool) throws(CoercionFailure) -> Value {
        let name: String
        switch value {
        case .enumValue(let text): name = text
        case .string(let text) where isJSON: name = text
        default: throw mismatch(value, TypeReference(named: type.id))
        }
        guard type.enumValue(schema.symbols.find(name)) != nil else {
            throw CoercionFailure(message: "Value \"\(name.shortened())\" does not exist in \"\(type.name)\" enum.")
        }
        return .enumValue(name)
    }

    private func coerceScalar(_ value: Value, to type: NamedType, isJSON: Bool) throws(CoercionFailure) -> Value {
        guard let scalar = type.builtInScalar else { return value }
        switch (scalar, value) {
        case (.int, .int(let number)):
            guard Int32(exactly: number) != nil else { throw tooLarge(number.description) }
            return value
        case (.int, .float(let number)) where isJSON && Int32(exactly: number) != nil: return .int(Int(number))
        case (.float, .int(let number)): return .float(Double(number))
        case (.float, .float(let number)):
            guard number.isFinite else { throw CoercionFailure(message: "Float cannot represent a value that large.") }
            return value
        case (.boolean, .boolean), (.string, .string), (.id, .string): return value
        case (.id, .int(let number)): return .string(number.description)
        case (.id, .float(let number)) where isJSON && number == number.rounded() && abs(number) < 1e15:
            return .string(Int(number).description)
        default: throw mismatch(value, TypeReference(named: type.id))
        }
    }

    private func coerceObject(_ value: Value, to type: NamedType, isJSON: Bool) throws(CoercionFailure) -> Value {
        guard case .object(let entries) = value else { throw mismatch(value, TypeReference(named: type.id)) }
        for entry in entries where type.inputField(schema.symbols.find(entry.name)) == nil {
            throw CoercionFailure(
                message: "Field \"\(entry.name.shortened())\" is not defined by type \"\(type.name)\".")
        }
        var coerced: [Value.ObjectField] = []
        for field in type.inputFields {
            if let entry = entries.last(where: { $0.name == field.name }) {
                do throws(CoercionFailure) {
                    coerced.append(.init(field.name, try coerce(entry.value, to: field.type, isJSON: isJSON)))
                } catch {
                    throw error.inside(".\(field.name)")
                }
            } else {
                try addDefault(of: field, to: &coerced, in: type)
            }
        }
        coerced += type.hiddenDefaults
        if type.isOneOf { try checkOneOf(coerced, type) }
        return .object(coerced)
    }

    private func addDefault(
        of field: InputValueDefinition, to entries: inout [Value.ObjectField], in type: NamedType
    ) throws(CoercionFailure) {
        if let value = defaultValue(of: field) {
            entries.append(.init(field.name, value))
        } else if field.type.isNonNull {
            throw CoercionFailure(
                message:
                    "Field \"\(type.name).\(field.name)\" of required type \"\(schema.text(field.type))\" was not provided."
            )
        }
    }

    private func checkOneOf(_ entries: [Value.ObjectField], _ type: NamedType) throws(CoercionFailure) {
        guard entries.count == 1 else {
            throw CoercionFailure(message: "Exactly one field must be given for OneOf type \"\(type.name)\".")
        }
        if entries[0].value.isNull {
            throw CoercionFailure(
                message: "Field \"\(entries[0].name)\" of OneOf type \"\(type.name)\" must not be null.")
        }
    }

    private func tooLarge(_ number: String) -> CoercionFailure {
        CoercionFailure(message: "Int cannot represent non 32-bit signed integer value: \(number)")
    }

    private func mismatch(_ value: Value, _ type: TypeReference) -> CoercionFailure {
        if value.isNull {
            return CoercionFailure(message: "Expected value of non-null type \"\(schema.text(type))\" not to be null.")
        }
        let named = schema.named(type)
        switch named.name {
        case "Int": return CoercionFailure(message: "Int cannot represent non-integer value: \(value.excerpt)")
        case "Float": return CoercionFailure(message: "Float cannot represent non numeric value: \(value.excerpt)")
        case "String": return CoercionFailure(message: "String cannot represent a non string value: \(value.excerpt)")
        case "Boolean":
            return CoercionFailure(message: "Boolean cannot represent a non boolean value: \(value.excerpt)")
        case "ID": return CoercionFailure(message: "ID cannot represent value: \(value.excerpt)")
        default:
            let what =
                named.kind == .enum
                ? "Enum \"\(named.name)\" cannot represent value: \(value.excerpt)"
                : "Expected type \"\(named.name)\" to be an object, found \(value.excerpt)."
            return CoercionFailure(message: what)
        }
    }

    // MARK: - Literals

    /// Coerces a literal, putting in the variables' values. `nil` when the literal is a variable that was not given.
    ///
    /// - Parameter variables: by the variables' symbols; they are coerced already.
    func coerce(
        literal id: Node.ID, in document: Document, to type: TypeReference, variables: VariableValues
    ) throws(CoercionFailure) -> Value? {
        let node = document[id]
        switch node.kind {
        case .variable:
            guard let value = variables[node.name] else { return nil }
            if value.isNull, type.isNonNull {
                throw CoercionFailure(
                    message: "Variable \"$\(document.text(node.name).shortened())\" must not be null here: "
                        + "a value of type \"\(schema.text(type))\" is expected.", node: id)
            }
            return value
        case .null:
            if type.isNonNull { throw at(id, mismatch(.null, type)) }
            return .null
        default: break
        }
        if let item = type.item {
            guard node.kind == .list else {
                return try coerce(literal: id, in: document, to: item, variables: variables).map { .list([$0]) }
            }
            var coerced: [Value] = []
            for (index, element) in document.list(node.items).enumerated() {
                do throws(CoercionFailure) {
                    let value = try coerce(literal: element, in: document, to: item, variables: variables)
                    if value == nil, item.isNonNull { throw at(element, mismatch(.null, item)) }
                    coerced.append(value ?? .null)
                } catch {
                    throw error.inside("[\(index)]")
                }
            }
            return .list(coerced)
        }
        let named = schema.named(type)
        switch named.kind {
        case .inputObject: return try coerceObject(literal: id, in: document, to: named, variables: variables)
        case .scalar, .enum:
            var value = try value(of: id, in: document, variables: variables)
            do throws(CoercionFailure) {
                if node.kind == .int, case .float = value {
                    // An ID may be a longer number than an Int can hold.
                    if named.builtInScalar == .id { value = .string(document.numberText(of: id)) }
                    if named.builtInScalar == .int { throw tooLarge(document.numberText(of: id)) }
                }
                return named.kind == .enum
                    ? try coerceEnum(value, to: named, isJSON: false)
                    : try coerceScalar(value, to: named, isJSON: false)
            } catch {
                throw at(id, error)
            }
        default: return nil
        }
    }

    private func coerceObject(
        literal id: Node.ID, in document: Document, to type: NamedType, variables: VariableValues
    ) throws(CoercionFailure) -> Value {
        let node = document[id]
        guard node.kind == .object else {
            throw at(id, mismatch(document.constantValue(id), TypeReference(named: type.id)))
        }
        for entry in document.list(node.items) where type.inputField(document[entry].name) == nil {
            let name = document.text(document[entry].name).shortened()
            throw CoercionFailure(message: "Field \"\(name)\" is not defined by type \"\(type.name)\".", node: entry)
        }
        if type.isOneOf { try checkOneOf(literal: id, in: document, type, variables: variables) }
        var coerced: [Value.ObjectField] = []
        for field in type.inputFields {
            guard let entry = document.list(node.items).first(where: { document[$0].name == field.symbol }) else {
                do throws(CoercionFailure) { try addDefault(of: field, to: &coerced, in: type) } catch {
                    throw at(id, error)
                }
                continue
            }
            do throws(CoercionFailure) {
                let value = try coerce(
                    literal: document[entry].value, in: document, to: field.type, variables: variables)
                if let value {
                    coerced.append(.init(field.name, value))
                } else {
                    try addDefault(of: field, to: &coerced, in: type)
                }
            } catch {
                throw error.inside(".\(field.name)")
            }
        }
        coerced += type.hiddenDefaults
        return .object(coerced)
    }

    /// Of a OneOf literal exactly one key is written, and its value is there and not null, even if it is a variable.
    /// [Spec 3.10.1](https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects)
    private func checkOneOf(
        literal id: Node.ID, in document: Document, _ type: NamedType, variables: VariableValues
    ) throws(CoercionFailure) {
        let entries = Array(document.list(document[id].items))
        guard entries.count == 1 else {
            throw CoercionFailure(message: "Exactly one field must be given for OneOf type \"\(type.name)\".", node: id)
        }
        let value = document[document[entries[0]].value]
        let isNull = value.kind == .null || value.kind == .variable && (variables[value.name] ?? .null).isNull
        if isNull {
            let name = document.text(document[entries[0]].name)
            throw CoercionFailure(
                message: "Field \"\(name)\" of OneOf type \"\(type.name)\" must not be null.", node: entries[0])
        }
    }

    /// A literal as it stands, variables put in; for scalars of any form.
    private func value(
        of id: Node.ID, in document: Document, variables: VariableValues
    ) throws(CoercionFailure) -> Value {
        let node = document[id]
        switch node.kind {
        case .variable: return variables[node.name] ?? .null
        case .list:
            var items: [Value] = []
            for item in document.list(node.items) {
                items.append(try value(of: item, in: document, variables: variables))
            }
            return .list(items)
        case .object:
            var fields: [Value.ObjectField] = []
            for entry in document.list(node.items) {
                let name = document.text(document[entry].name)
                fields.append(.init(name, try value(of: document[entry].value, in: document, variables: variables)))
            }
            return .object(fields)
        default: return document.constantValue(id)
        }
    }

    private func at(_ node: Node.ID, _ failure: CoercionFailure) -> CoercionFailure {
        var failure = failure
        if failure.node == nil { failure.node = node }
        return failure
    }
}

/// The coerced variables of one request. A variable that was not given, and has no default, has no value.
///
/// Most operations have one or two, which need no array.
struct VariableValues: Sendable {
    private let names: VariableNames
    // In the order of the names.
    private var first: Value?
    private var second: Value?
    private var further: [Value?] = []

    static let none = VariableValues(VariableNames([]))

    init(_ names: VariableNames) {
        self.names = names
        if names.count > 2 { further = Array(repeating: nil, count: names.count - 2) }
    }

    /// - Parameter position: the variable's among the operation's.
    mutating func set(_ position: Int, _ value: Value) {
        switch position {
        case 0: first = value
        case 1: second = value
        default: further[position - 2] = value
        }
    }

    subscript(name: Name) -> Value? {
        guard let position = names.position(of: name) else { return nil }
        return switch position {
        case 0: first
        case 1: second
        default: further[position - 2]
        }
    }
}

/// The variables that an operation declares.
final class VariableNames: Sendable {
    private let names: [Name]
    /// Where each name is; only made when there are many.
    private let positions: [Name: Int]?
    private static let few = 8

    /// - Parameter names: each once.
    init(_ names: [Name]) {
        self.names = names
        positions =
            names.count > VariableNames.few
            ? Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first }) : nil
    }

    var count: Int { names.count }

    func position(of name: Name) -> Int? {
        if let positions { return positions[name] }
        return names.firstIndex(of: name)
    }
}
