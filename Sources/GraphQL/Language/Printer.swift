/// Writes a document in the customary layout: two spaces, one selection or definition a line.
///
/// Parsing what it writes gives the same document, except that comments are gone and that descriptions are block
/// strings wherever a block string can say the same.
struct Printer {
    let document: Document
    /// Whether literals stand in the output as what they are, or as empty values of their kinds.
    let showsValues: Bool
    private(set) var output: [UInt8] = []
    private var indentation = 0

    /// In bytes. Arguments of a field that make its line longer stand on a line each.
    private static let longestLine = 80

    init(_ document: Document, showsValues: Bool = true) {
        self.document = document
        self.showsValues = showsValues
        output.reserveCapacity(document.sourceBytes.count)
    }

    mutating func printDocument() {
        var previous: Node?
        for definition in document.definitions {
            let node = document[definition]
            if previous != nil { write("\n\n") }
            printDefinition(node, after: previous)
            previous = node
        }
        write("\n")
    }
}

extension Document {
    /// The document as text, in the customary layout, ending with a line feed.
    public func print() -> String {
        var printer = Printer(self)
        printer.printDocument()
        return String(decoding: printer.output, as: UTF8.self)
    }

    /// Like ``print()``, without anything that a person may have typed: every string is empty, every number 0, every list
    /// empty, and descriptions are gone like comments. Names, enum values and the fields of input objects stay.
    ///
    /// For statistics and logs: it says what was asked for, and about nobody.
    public func printWithoutValues() -> String {
        var printer = Printer(self, showsValues: false)
        printer.printDocument()
        return String(decoding: printer.output, as: UTF8.self)
    }

    /// One value or type of the document as text, such as a default value.
    package func print(_ id: Node.ID) -> String {
        var printer = Printer(self)
        printer.printValueOrType(self[id])
        return String(decoding: printer.output, as: UTF8.self)
    }
}

// MARK: - Writing

extension Printer {
    mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

    mutating func write(_ name: Name) { write(document.text(name)) }

    mutating func startLine() {
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * 2))
    }

    /// Each member on a line of its own, one step further in; then the line for the closing bracket.
    mutating func writeLines(_ first: Node.ID, _ writeMember: (inout Printer, Node) -> Void) {
        indentation += 1
        for member in document.list(first) {
            startLine()
            writeMember(&self, document[member])
        }
        indentation -= 1
        startLine()
    }

    mutating func writeList(
        _ first: Node.ID, separator: String, _ writeMember: (inout Printer, Node) -> Void
    ) {
        for (index, member) in document.list(first).enumerated() {
            if index > 0 { write(separator) }
            writeMember(&self, document[member])
        }
    }

    mutating func writeDirectives(of node: Node) {
        for directive in document.list(node.directives) {
            write(" @")
            write(document[directive].name)
            writeArguments(of: document[directive], lineStart: nil)
        }
    }

    /// A description on lines of its own, before the line of what it describes.
    mutating func writeDescription(of node: Node) {
        guard showsValues, node.description.isPresent else { return }
        let text = document.stringValue(of: node.description)
        if BlockString.canSay(text) { writeBlockString(text) } else { writeString(text) }
        startLine()
    }
}

// MARK: - Values and types

extension Printer {
    mutating func printValueOrType(_ node: Node) {
        switch node.kind {
        case .namedType, .listType: writeType(node)
        default: writeValue(node)
        }
    }

    mutating func writeValue(_ node: Node) {
        switch node.kind {
        case .int where !showsValues, .float where !showsValues: write("0")
        case .string where !showsValues, .blockString where !showsValues: write("\"\"")
        case .list where !showsValues: write("[]")
        case .variable:
            write("$")
            write(node.name)
        case .int, .float: write(document.numberText(of: node))
        case .string: writeString(document.stringValue(of: node))
        case .blockString: writeBlockString(document.stringValue(of: node))
        case .boolean: write(node.flags.contains(.isTrue) ? "true" : "false")
        case .null: write("null")
        case .list:
            write("[")
            writeList(node.items, separator: ", ") { $0.writeValue($1) }
            write("]")
        case .object:
            write("{")
            writeList(node.items, separator: ", ") { $0.writeNameAndValue($1) }
            write("}")
        default: write(node.name)
        }
    }

    mutating func writeType(_ node: Node) {
        if node.kind == .listType {
            write("[")
            writeType(document[node.type])
            write("]")
        } else {
            write(node.name)
        }
        if node.isNonNull { write("!") }
    }

    /// Arguments on one line, or on a line each if the line that began at `lineStart` gets too long or has a block string
    /// of several lines in it.
    mutating func writeArguments(of node: Node, lineStart: Int?) {
        guard node.arguments.isPresent else { return }
        let start = output.count
        write("(")
        writeList(node.arguments, separator: ", ") { $0.writeNameAndValue($1) }
        write(")")
        guard let lineStart else { return }
        let line = output[lineStart...]
        guard line.count > Printer.longestLine || line.contains(UInt8(ascii: "\n")) else { return }
        output.removeSubrange(start...)
        write("(")
        writeLines(node.arguments) { $0.writeNameAndValue($1) }
        write(")")
    }

    mutating func writeNameAndValue(_ node: Node) {
        write(node.name)
        write(": ")
        writeValue(document[node.value])
    }

    mutating func writeDefaultValue(of node: Node) {
        guard node.defaultValue.isPresent else { return }
        write(" = ")
        writeValue(document[node.defaultValue])
    }

    private mutating func writeString(_ text: String) {
        write("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": write("\\\"")
            case "\\": write("\\\\")
            case "\n": write("\\n")
            case "\r": write("\\r")
            case "\t": write("\\t")
            case "\u{8}": write("\\b")
            case "\u{C}": write("\\f")
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: output.append(contentsOf: String(scalar).utf8)
            }
        }
        write("\"")
    }

    private mutating func writeBlockString(_ text: String) {
        write("\"\"\"")
        let layout = BlockString.Layout(text)
        for (index, line) in BlockString.lines(text).enumerated() {
            if index > 0 || layout.beginsOnNewLine {
                // An empty line stays empty: no white space at the end of lines.
                if line.isEmpty { write("\n") } else { startLine() }
            }
            writeEscaped(line)
        }
        if layout.endsOnNewLine { startLine() }
        write("\"\"\"")
    }

    private mutating func writeEscaped(_ line: Substring.UTF8View) {
        var quotes = 0
        for byte in line {
            quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
            output.append(byte)
            if quotes == 3 {
                output.insert(UInt8(ascii: "\\"), at: output.count - 3)
                quotes = 0
            }
        }
    }
}
