extension Document {
    /// The lines and columns of many byte offsets, in one reading of the text.
    func locations(of positions: [Int]) -> [Int: SourceLocation] {
        var locations: [Int: SourceLocation] = [:]
        let bytes = sourceBytes
        var line = 1
        var column = 1
        var index = 0
        for position in Set(positions).sorted() {
            while index < min(position, bytes.count) {
                switch bytes[index] {
                case UInt8(ascii: "\r") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"):
                    break  // the line feed ends the line
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                    line += 1
                    column = 1
                case 0x80..<0xC0:
                    break  // continues a scalar that is already counted
                default:
                    column += 1
                }
                index += 1
            }
            locations[position] = SourceLocation(line: line, column: column)
        }
        return locations
    }

    /// The byte offset of the `{` behind a field. For a field without selections, the offset of the field.
    func selectionSetPosition(of field: Node) -> Int {
        guard field.selections.isPresent else { return Int(field.position) }
        return source.withBytes { bytes in
            var lexer = Lexer(bytes, source, at: Int(field.position))
            var parentheses = 0
            // The document has been parsed, so its tokens are good, and a brace outside of arguments follows.
            while (try? lexer.advance()) != nil, lexer.kind != .endOfFile {
                switch lexer.kind {
                case .parenthesisOpen: parentheses += 1
                case .parenthesisClose: parentheses -= 1
                case .braceOpen where parentheses == 0: return lexer.start
                default: continue
                }
            }
            return Int(field.position)
        }
    }

    /// A literal as messages show it: in the language's own form, and not longer than a message should be.
    func literalText(_ id: Node.ID) -> String {
        var text = ""
        appendLiteral(id, to: &text)
        return text.shortened(to: 100)
    }

    private func appendLiteral(_ id: Node.ID, to text: inout String) {
        guard text.utf8.count <= 100 else { return }
        let node = self[id]
        switch node.kind {
        case .variable: text += "$" + self.text(node.name)
        case .enumValue: text += self.text(node.name)
        case .boolean: text += node.flags.contains(.isTrue) ? "true" : "false"
        case .null: text += "null"
        case .string, .blockString: text += Value.literal(stringValue(of: node).shortened(to: 100))
        case .list:
            text += "["
            appendMembers(node.items, to: &text) { document, item, text in document.appendLiteral(item, to: &text) }
            text += "]"
        case .object:
            text += "{"
            appendMembers(node.items, to: &text) { document, field, text in
                text += document.text(document[field].name) + ": "
                document.appendLiteral(document[field].value, to: &text)
            }
            text += "}"
        default: text += numberText(of: node)
        }
    }

    private func appendMembers(
        _ first: Node.ID, to text: inout String, _ append: (Document, Node.ID, inout String) -> Void
    ) {
        for member in list(first) {
            guard text.utf8.count <= 100 else { return }
            if member != first { text += ", " }
            append(self, member, &text)
        }
    }
}
