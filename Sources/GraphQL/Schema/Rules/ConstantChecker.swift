/// Checks whether constants in a schema's source are values of their types: defaults, and arguments of directives.
///
/// What is left out of an input object is not filled in, since each default is checked where it stands. So the work is
/// proportional to the literal, and the stack to its nesting.
/// [Spec 5.6.1](https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type)
struct ConstantChecker {
    struct Problem {
        let message: String
        let node: Node.ID
    }

    private let schema: Schema
    private let document: Document
    private let unknownType: TypeID

    init(_ context: SchemaRuleContext) {
        schema = context.schema
        document = context.document
        unknownType = context.sources.unknownType
    }

    func problems(of literal: Node.ID, as type: TypeReference) -> [Problem] {
        var problems: [Problem] = []
        check(literal, type, &problems)
        return problems
    }

    private func check(_ id: Node.ID, _ type: TypeReference, _ problems: inout [Problem]) {
        let node = document[id]
        if node.kind == .null {
            if type.isNonNull, type.named != unknownType {
                problems.append(Problem(message: "`\(schema.text(type))` cannot be null.", node: id))
            }
            return
        }
        if let item = type.item {
            guard node.kind == .list else { return check(id, item, &problems) }
            for element in document.list(node.items) { check(element, item, &problems) }
            return
        }
        let named = schema.named(type)
        switch named.kind {
        case .inputObject where node.kind == .object: checkObject(id, named, &problems)
        case .inputObject:
            problems.append(Problem(message: "\"\(named.name)\" is an object: expected `{ … }`.", node: id))
        case .scalar, .enum:
            do throws(CoercionFailure) {
                // A leaf type, so that nothing is filled in.
                _ = try Coercion(schema: schema).coerce(literal: id, in: document, to: type, variables: .none)
            } catch {
                problems.append(Problem(message: error.message, node: id))
            }
        // Not an input type at all, which has been reported.
        case .object, .interface, .union, .list, .nonNull: return
        }
    }

    private func checkObject(_ id: Node.ID, _ type: NamedType, _ problems: inout [Problem]) {
        var given: Set<Name> = []
        for entry in document.list(document[id].items) {
            let name = document.text(document[entry].name)
            let symbol = schema.symbols.find(name)
            guard let field = type.inputField(symbol) else {
                problems.append(Problem(message: "\"\(type.name)\" has no field \"\(name)\".", node: entry))
                continue
            }
            if !given.insert(symbol).inserted {
                problems.append(Problem(message: "\"\(name)\" is given twice.", node: entry))
            }
            let value = document[entry].value
            check(value, field.type, &problems)
            if type.isOneOf, document[value].kind == .null {
                problems.append(
                    Problem(
                        message: "The field of the OneOf input object \"\(type.name)\" cannot be null.", node: value))
            }
        }
        for field in type.inputFields where field.isRequired && !given.contains(field.symbol) {
            let missing = "`\(field.name): \(schema.text(field.type))`"
            problems.append(Problem(message: "\"\(type.name)\" requires \(missing).", node: id))
        }
        if type.isOneOf, given.count != 1 {
            problems.append(
                Problem(
                    message: "Exactly one field of the OneOf input object \"\(type.name)\" must be given.", node: id))
        }
    }
}
