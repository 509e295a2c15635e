// Definitions and extensions of a type system.

extension Printer {
    mutating func printDefinition(_ node: Node, after previous: Node?) {
        switch node.kind {
        case .operation:
            // Behind a type without a body, `{ … }` would be read as its body.
            writeOperation(node, mayBeShorthand: previous.map { $0.kind == .operation || $0.kind == .fragment } ?? true)
        case .fragment: writeFragment(node)
        case .directiveDefinition: writeDirectiveDefinition(node)
        default: writeTypeSystemDefinition(node)
        }
    }

    private mutating func writeTypeSystemDefinition(_ node: Node) {
        writeDescription(of: node)
        if node.isExtension { write("extend ") }
        write(node.keyword)
        if node.name.isPresent {
            write(" ")
            write(node.name)
        }
        if (node.kind == .objectType || node.kind == .interfaceType) && node.interfaces.isPresent {
            write(" implements ")
            writeList(node.interfaces, separator: " & ") { $0.write($1.name) }
        }
        writeDirectives(of: node)
        writeMembers(of: node)
    }

    private mutating func writeMembers(of node: Node) {
        guard node.members.isPresent else { return }
        if node.kind == .unionType {
            write(" = ")
            writeList(node.members, separator: " | ") { $0.write($1.name) }
            return
        }
        write(" {")
        writeLines(node.members) { printer, member in
            switch member.kind {
            case .rootOperationType: printer.writeRootOperationType(member)
            case .fieldDefinition: printer.writeFieldDefinition(member)
            case .inputValueDefinition: printer.writeInputValueDefinition(member)
            default: printer.writeEnumValueDefinition(member)
            }
        }
        write("}")
    }

    private mutating func writeRootOperationType(_ node: Node) {
        write("\(node.operationType): ")
        write(node.name)
    }

    private mutating func writeFieldDefinition(_ node: Node) {
        writeDescription(of: node)
        write(node.name)
        writeArgumentDefinitions(of: node)
        write(": ")
        writeType(document[node.type])
        writeDirectives(of: node)
    }

    private mutating func writeArgumentDefinitions(of node: Node) {
        guard node.arguments.isPresent else { return }
        write("(")
        if showsValues, document.list(node.arguments).contains(where: { document[$0].description.isPresent }) {
            writeLines(node.arguments) { $0.writeInputValueDefinition($1) }
        } else {
            writeList(node.arguments, separator: ", ") { $0.writeInputValueDefinition($1) }
        }
        write(")")
    }

    private mutating func writeInputValueDefinition(_ node: Node) {
        writeDescription(of: node)
        write(node.name)
        write(": ")
        writeType(document[node.type])
        writeDefaultValue(of: node)
        writeDirectives(of: node)
    }

    private mutating func writeEnumValueDefinition(_ node: Node) {
        writeDescription(of: node)
        write(node.name)
        writeDirectives(of: node)
    }

    private mutating func writeDirectiveDefinition(_ node: Node) {
        writeDescription(of: node)
        write("directive @")
        write(node.name)
        writeArgumentDefinitions(of: node)
        if node.flags.contains(.isRepeatable) { write(" repeatable") }
        write(" on ")
        writeList(node.members, separator: " | ") { $0.write($1.name) }
    }
}

extension Node {
    fileprivate var keyword: String {
        switch kind {
        case .scalarType: "scalar"
        case .objectType: "type"
        case .interfaceType: "interface"
        case .unionType: "union"
        case .enumType: "enum"
        case .inputObjectType: "input"
        default: "schema"
        }
    }
}
