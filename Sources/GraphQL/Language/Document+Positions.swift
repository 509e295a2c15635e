// Where things are, for errors. Found by reading the source again: errors are rare, and nodes are small.

extension Document {
    /// The line and column of a byte offset, as in ``Node/position``. Reads the text up to there.
    package func location(of position: Int) -> SourceLocation { source.location(of: position) }

    package func location(of node: Node) -> SourceLocation { location(of: Int(node.position)) }

    /// The byte offset where a node begins, its description included.
    package func startPosition(of node: Node) -> Int {
        switch node.kind {
        case .operation, .fragment, .variableDefinition, .schema, .scalarType, .objectType, .interfaceType, .unionType,
            .enumType, .inputObjectType, .directiveDefinition:
            Int(node.description.isPresent ? self[node.description].position : node.position)
        default:
            Int(node.position)
        }
    }

    /// The byte offset of a node's name: behind the keyword of a definition, the alias of a field, `$`, `@` or `...`.
    /// For a node without a name, the offset of the node.
    package func namePosition(of node: Node) -> Int {
        guard node.hasName else { return Int(node.position) }
        let extend = node.isExtension ? 1 : 0
        return switch node.kind {
        case .operation, .fragment, .variableDefinition, .variable, .directive, .fragmentSpread:
            position(afterTokens: 1, of: node)
        case .scalarType, .objectType, .interfaceType, .unionType, .enumType, .inputObjectType:
            position(afterTokens: 1 + extend, of: node)
        case .directiveDefinition, .rootOperationType:
            position(afterTokens: 2, of: node)
        case .field where node.alias.isPresent:
            position(afterTokens: 2, of: node)
        default:
            Int(node.position)
        }
    }

    /// The byte offset of the type condition of a fragment or inline fragment.
    package func typeConditionPosition(of node: Node) -> Int {
        guard node.typeCondition.isPresent else { return Int(node.position) }
        return position(afterTokens: node.kind == .fragment ? 3 : 2, of: node)
    }

    private func position(afterTokens count: Int, of node: Node) -> Int {
        source.withBytes { bytes in
            var lexer = Lexer(bytes, source, at: Int(node.position))
            for _ in 0...count {
                // The document has been parsed, so its tokens are known to be good.
                guard (try? lexer.advance()) != nil else { return Int(node.position) }
            }
            return lexer.start
        }
    }
}

extension Node {
    fileprivate var hasName: Bool {
        switch kind {
        case .int, .float, .string, .blockString, .boolean, .null, .list, .object, .listType, .inlineFragment, .schema:
            false
        default:
            name.isPresent
        }
    }
}
