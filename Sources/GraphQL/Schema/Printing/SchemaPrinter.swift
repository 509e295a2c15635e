/// Writes a schema as text, one definition after the other.
struct SchemaPrinter {
    private static let indentation = "  "

    private let schema: Schema
    private let options: SchemaPrintOptions
    private var text = ""

    init(schema: Schema, options: SchemaPrintOptions) {
        self.schema = schema
        self.options = options
    }

    mutating func print() -> String {
        printSchemaDefinition()
        for definition in schema.directiveDefinitions where isPrinted(definition) { print(definition) }
        for id in schema.visibleTypes where !schema[id].isSpecified { print(schema[id]) }
        return text
    }

    // MARK: - Definitions

    private mutating func printSchemaDefinition() {
        let directives = applied(schema.directives)
        let hasDescription = options.descriptions && schema.description != nil
        if schema.hasCustomaryRoots, !hasDescription, directives.isEmpty { return }
        begin(schema.description)
        text += "schema\(directives) {\n"
        for operation in OperationType.allCases {
            guard let type = schema.rootType(for: operation) else { continue }
            text += "\(Self.indentation)\(operation.keyword): \(type.name)\n"
        }
        text += "}\n"
    }

    private mutating func print(_ directive: DirectiveDefinition) {
        begin(directive.description)
        let locations = directive.locations.map(\.rawValue)
        let on = (directive.isRepeatable ? " repeatable on" : " on")
        let head = "directive @\(directive.name)"
        let end = on + " " + locations.joined(separator: " | ")
        let isOnOneLine = printArguments(directive.arguments, after: head, before: end, indent: "")
        if isOnOneLine || lastLineFits(end) {
            text += end + "\n"
        } else {
            text += on + "\n"
            for location in locations { text += "\(Self.indentation)| \(location)\n" }
        }
    }

    private mutating func print(_ type: NamedType) {
        begin(type.description)
        let directives = applied(type.directives)
        switch type.kind {
        case .scalar: text += "scalar \(type.name)\(directives)\n"
        case .object: printComposite("type", type, directives)
        case .interface: printComposite("interface", type, directives)
        case .union: printUnion(type, directives)
        case .enum:
            text += "enum \(type.name)\(directives)"
            printBody(type.enumValues) { printer, value in
                printer.describe(value.description, indent: Self.indentation)
                printer.text += "\(Self.indentation)\(value.name)\(printer.applied(value.directives))\n"
            }
        case .inputObject:
            text += "input \(type.name)\(directives)"
            printBody(type.inputFields) { printer, field in
                printer.describe(field.description, indent: Self.indentation)
                printer.text += "\(Self.indentation)\(printer.inputValue(field))\n"
            }
        case .list, .nonNull: break  // never named
        }
    }

    private mutating func printComposite(_ keyword: String, _ type: NamedType, _ directives: String) {
        text += "\(keyword) \(type.name)"
        let interfaces = type.interfaces.map { schema[$0].name }
        if !interfaces.isEmpty {
            let line = " implements " + interfaces.joined(separator: " & ")
            if lastLineFits(line + directives + " {") {
                text += line
            } else {
                text += " implements"
                for interface in interfaces { text += "\n\(Self.indentation)& \(interface)" }
            }
        }
        text += directives
        printBody(type.fields) { printer, field in printer.print(field) }
    }

    private mutating func print(_ field: FieldDefinition) {
        describe(field.description, indent: Self.indentation)
        let type = ": \(schema.text(field.type))"
        // A long reason for a deprecation does not tear the arguments apart.
        printArguments(field.arguments, after: Self.indentation + field.name, before: type, indent: Self.indentation)
        text += type + applied(field.directives) + "\n"
    }

    private mutating func printUnion(_ type: NamedType, _ directives: String) {
        text += "union \(type.name)\(directives)"
        let members = type.possibleTypes.map { schema[$0].name }
        let line = " = " + members.joined(separator: " | ")
        if members.isEmpty {
            text += "\n"
        } else if lastLineFits(line) {
            text += line + "\n"
        } else {
            text += " =\n"
            for member in members { text += "\(Self.indentation)| \(member)\n" }
        }
    }

    // MARK: - Parts

    /// The members in braces, or nothing: an empty body is not in the grammar.
    private mutating func printBody<Member>(_ members: [Member], _ print: (inout Self, Member) -> Void) {
        if members.isEmpty {
            text += "\n"
            return
        }
        text += " {\n"
        for member in members { print(&self, member) }
        text += "}\n"
    }

    /// Prints `head` and the arguments: on one line if that holds all of it and none of them is described.
    @discardableResult
    private mutating func printArguments(
        _ arguments: [InputValueDefinition], after head: String, before tail: String, indent: String
    ) -> Bool {
        text += head
        if arguments.isEmpty { return lastLineFits(tail) }
        let isDescribed = options.descriptions && arguments.contains { $0.description != nil }
        if !isDescribed {
            let line = "(" + arguments.map(inputValue).joined(separator: ", ") + ")"
            if lastLineFits(line + tail) {
                text += line
                return true
            }
        }
        text += "(\n"
        for argument in arguments {
            describe(argument.description, indent: indent + Self.indentation)
            text += "\(indent)\(Self.indentation)\(inputValue(argument))\n"
        }
        text += "\(indent))"
        return false
    }

    private func inputValue(_ definition: InputValueDefinition) -> String {
        let value = definition.defaultValue.map { " = \($0)" } ?? ""
        return "\(definition.name): \(schema.text(definition.type))\(value)\(applied(definition.directives))"
    }

    private func applied(_ directives: [AppliedDirective]) -> String {
        directives.filter(isPrinted).map { " " + literal($0) }.joined()
    }

    private func literal(_ directive: AppliedDirective) -> String {
        if directive.arguments.isEmpty { return "@\(directive.name)" }
        let arguments = directive.arguments.map { "\($0.name): \($0.value)" }
        return "@\(directive.name)(\(arguments.joined(separator: ", ")))"
    }

    // MARK: - What is printed

    private func isPrinted(_ definition: DirectiveDefinition) -> Bool {
        if definition.isSpecified { return false }
        return options.directives == .all || definition.locations.contains(where: \.isExecutable)
    }

    /// In a view an applied directive shows only if its definition does, and everything it says.
    private func isPrinted(_ directive: AppliedDirective) -> Bool {
        guard let definition = schema.directive(schema.symbols.find(directive.name)) else { return false }
        if options.directives == .specified, !definition.isSpecified { return false }
        return directive.arguments.allSatisfy { argument in
            guard let type = definition.argument(schema.symbols.find(argument.name))?.type else { return false }
            return (try? Coercion(schema: schema).coerce(argument.value, to: type, isJSON: false)) != nil
        }
    }

    // MARK: - Lines

    /// A blank line between definitions, then the description.
    private mutating func begin(_ description: String?) {
        if !text.isEmpty { text += "\n" }
        describe(description, indent: "")
    }

    private mutating func describe(_ description: String?, indent: String) {
        guard options.descriptions, let description else { return }
        let literal = DescriptionLiteral(description, indent: indent, lineWidth: options.lineWidth)
        text += "\(indent)\(literal.text)\n"
    }

    /// Whether the line that is being written could go on with `end`.
    private func lastLineFits(_ end: String) -> Bool {
        let line = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }
        return line.count + end.unicodeScalars.count <= options.lineWidth
    }
}

extension NamedType {
    /// Whether every schema has the type: one of introspection, or a scalar of the specification.
    var isSpecified: Bool { isIntrospection || Schema.specifiedScalars.contains(name) }
}

extension DirectiveDefinition {
    var isSpecified: Bool { Schema.specifiedDirectives.contains(name) }
}

extension Schema {
    static let specifiedScalars: Set<String> = ["Int", "Float", "String", "Boolean", "ID"]
    static let specifiedDirectives: Set<String> = ["skip", "include", "deprecated", "specifiedBy", "oneOf"]
}

extension DirectiveLocation {
    /// Whether it is a place in a request, not in a schema.
    var isExecutable: Bool {
        switch self {
        case .query, .mutation, .subscription, .field, .fragmentDefinition, .fragmentSpread, .inlineFragment,
            .variableDefinition:
            true
        default: false
        }
    }
}
