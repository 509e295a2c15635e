/// A literal is of the type that is expected where it stands.
/// [Spec 5.6.1](https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type),
/// [5.6.2](https://spec.graphql.org/September2025/#sec-Input-Object-Field-Names),
/// [5.6.4](https://spec.graphql.org/September2025/#sec-Input-Object-Required-Fields)
enum ValuesOfCorrectTypeRule {
    // MARK: - Null

    static func check(null value: Node.ID, as type: TypeReference, _ run: inout Validation) {
        guard type.isNonNull else { return }
        run.report(.valuesOfCorrectType, "Expected value of type \"\(run.text(type))\", found null.", at: value)
    }

    // MARK: - Scalars and enums

    /// - Parameter node: neither a variable nor null, nor a list where one is expected, nor an input object.
    @inline(__always)
    static func check(_ node: Node, _ id: Node.ID, as type: TypeReference, _ run: inout Validation) {
        let category = run.index[type.named].category
        let isRight =
            switch node.kind {
            case .int:
                category == .float || category == .id || category == .int && node.textEnd - node.textStart < 10
            case .float: category == .float
            case .string, .blockString: category == .string || category == .id
            case .boolean: category == .boolean
            case .enumValue: category == .enumeration && run.index.enumValue(node.name, of: type.named) >= 0
            default: false
            }
        // A custom scalar reads any literal, and judges it itself.
        if !isRight, category != .customScalar { examine(node, id, as: type.named, &run) }
    }

    /// Long numbers, and everything that is wrong.
    @inline(never)
    private static func examine(_ node: Node, _ id: Node.ID, as type: TypeID, _ run: inout Validation) {
        let text = run.document.literalText(id)
        let message: String
        switch run.index[type].category {
        case .int where node.kind == .int:
            if Int32(run.document.numberText(of: node)) != nil { return }
            message = "Int cannot represent non 32-bit signed integer value: \(text)"
        case .int: message = "Int cannot represent non-integer value: \(text)"
        case .float: message = "Float cannot represent non numeric value: \(text)"
        case .string: message = "String cannot represent a non string value: \(text)"
        case .boolean: message = "Boolean cannot represent a non boolean value: \(text)"
        case .id: message = "ID cannot represent a non-string and non-integer value: \(text)"
        case .enumeration: message = enumMessage(node, text, type, run)
        default: message = "Expected value of type \"\(run.text(type))\", found \(text)."
        }
        run.report(.valuesOfCorrectType, message, at: id)
    }

    private static func enumMessage(
        _ node: Node, _ text: String, _ type: TypeID, _ run: borrowing Validation
    ) -> String {
        let enumeration = run.schema[type]
        let values = enumeration.enumValues.lazy.map(\.name)
        let kind = "the enum value "
        switch node.kind {
        case .enumValue:
            let suggestion = run.suggestion(for: text, among: values, kind: kind)
            return "Value \"\(text)\" does not exist in \"\(enumeration.name)\" enum.\(suggestion)"
        case .string, .blockString:
            let name = run.document.stringValue(of: node).shortened(to: 100)
            let suggestion = run.suggestion(for: name, among: values, kind: kind)
            return "Enum \"\(enumeration.name)\" cannot represent non-enum value: \(text).\(suggestion)"
        default:
            return "Enum \"\(enumeration.name)\" cannot represent non-enum value: \(text)."
        }
    }

    // MARK: - Input objects

    @inline(__always)
    static func check(inputField field: Node.ID, _ definition: Int32, of type: TypeID, _ run: inout Validation) {
        if definition < 0 { report(unknown: field, of: type, &run) }
    }

    @inline(never)
    private static func report(unknown field: Node.ID, of type: TypeID, _ run: inout Validation) {
        let name = run.name(of: field)
        let suggestion = run.suggestion(for: name, among: run.names(of: run.index[type].inputs))
        run.report(
            .valuesOfCorrectType,
            "Field \"\(name)\" is not defined by type \"\(run.text(type))\".\(suggestion)", at: field)
    }

    /// Looks for fields that are missing, and at the one field of a OneOf input object.
    static func check(object: Node.ID, as type: TypeID, _ run: inout Validation) {
        run.seenNames.removeAll()
        var count = 0
        let first = run[object].items
        var next = first
        while next.isPresent {
            _ = run.seenNames.insert(next.index, for: run[next].name)
            count += 1
            next = run[next].next
        }
        let entry = run.index[type]
        if entry.isOneOf { return check(oneOf: object, first, count, as: type, &run) }
        guard entry.inputs.requiredCount > 0 else { return }
        for input in run.index.inputs[entry.inputs.range] where input.isRequired && run.seenNames[input.name] < 0 {
            run.report(
                .valuesOfCorrectType,
                "Field \"\(run.text(type)).\(run.text(input.name))\" of required type \"\(run.text(input.type))\""
                    + " was not provided.", at: object)
        }
    }

    /// [Spec 3.10.1](https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects)
    private static func check(
        oneOf object: Node.ID, _ first: Node.ID, _ count: Int, as type: TypeID, _ run: inout Validation
    ) {
        guard count == 1 else {
            return run.report(
                .valuesOfCorrectType, "OneOf Input Object \"\(run.text(type))\" must specify exactly one key.",
                at: object)
        }
        guard run[run[first].value].kind == .null else { return }
        run.report(
            .valuesOfCorrectType, "Field \"\(run.text(type)).\(run.name(of: first))\" must be non-null.", at: object)
    }
}
