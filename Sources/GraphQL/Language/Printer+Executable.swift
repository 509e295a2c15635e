// Operations, fragments and selections.

extension Printer {
    mutating func writeOperation(_ node: Node, mayBeShorthand: Bool) {
        writeDescription(of: node)
        if !(mayBeShorthand && node.hasOnlySelections) {
            write("\(node.operationType)")
            if node.name.isPresent {
                write(" ")
                write(node.name)
            } else if node.variableDefinitions.isPresent {
                write(" ")
            }
            writeVariableDefinitions(of: node)
            writeDirectives(of: node)
            write(" ")
        }
        writeSelections(of: node)
    }

    private mutating func writeVariableDefinitions(of node: Node) {
        guard node.variableDefinitions.isPresent else { return }
        write("(")
        if showsValues, document.list(node.variableDefinitions).contains(where: { document[$0].description.isPresent })
        {
            writeLines(node.variableDefinitions) { $0.writeVariableDefinition($1) }
        } else {
            writeList(node.variableDefinitions, separator: ", ") { $0.writeVariableDefinition($1) }
        }
        write(")")
    }

    private mutating func writeVariableDefinition(_ node: Node) {
        writeDescription(of: node)
        write("$")
        write(node.name)
        write(": ")
        writeType(document[node.type])
        writeDefaultValue(of: node)
        writeDirectives(of: node)
    }

    mutating func writeFragment(_ node: Node) {
        writeDescription(of: node)
        write("fragment ")
        write(node.name)
        write(" on ")
        write(node.typeCondition)
        writeDirectives(of: node)
        write(" ")
        writeSelections(of: node)
    }

    private mutating func writeSelections(of node: Node) {
        write("{")
        writeLines(node.selections) { $0.writeSelection($1) }
        write("}")
    }

    private mutating func writeSelection(_ node: Node) {
        switch node.kind {
        case .field:
            let start = output.count
            if node.alias.isPresent {
                write(node.alias)
                write(": ")
            }
            write(node.name)
            writeArguments(of: node, lineStart: start)
        case .fragmentSpread:
            write("...")
            write(node.name)
        default:
            write("...")
            if node.typeCondition.isPresent {
                write(" on ")
                write(node.typeCondition)
            }
        }
        writeDirectives(of: node)
        if node.kind != .fragmentSpread && node.selections.isPresent {
            write(" ")
            writeSelections(of: node)
        }
    }
}

extension Node {
    /// Whether this operation can be written as its selection set alone.
    fileprivate var hasOnlySelections: Bool {
        operationType == .query && !name.isPresent && !description.isPresent && !variableDefinitions.isPresent
            && !directives.isPresent
    }
}
