// Operations, fragments and selections. [Spec 2.3 to 2.8](https://spec.graphql.org/September2025/#sec-Language.Operations)

extension Parser {
    /// OperationDefinition: Description? OperationType Name? VariableDefinitions? Directives? SelectionSet
    mutating func parseOperation(description: Node.ID) throws(SyntaxError) -> Node.ID {
        var node = Node(.operation, at: lexer.start)
        node.description = description
        node.operationType = try parseOperationType()
        if lexer.kind == .name { node.name = try parseName() }
        node.variableDefinitions = try parseOptionalList(.parenthesisOpen, .parenthesisClose) {
            parser throws(SyntaxError) in try parser.parseVariableDefinition()
        }
        node.directives = try parseDirectives(isConstant: false)
        node.selections = try parseSelectionSet()
        return append(node)
    }

    /// OperationDefinition: SelectionSet
    mutating func parseShorthandOperation() throws(SyntaxError) -> Node.ID {
        var node = Node(.operation, at: lexer.start, flags: .isShorthand)
        node.operationType = .query
        node.selections = try parseSelectionSet()
        return append(node)
    }

    /// OperationType: `query` | `mutation` | `subscription`
    mutating func parseOperationType() throws(SyntaxError) -> OperationType {
        if try skipKeyword("query") { return .query }
        if try skipKeyword("mutation") { return .mutation }
        if try skipKeyword("subscription") { return .subscription }
        throw unexpected()
    }

    /// VariableDefinition: Description? Variable `:` Type DefaultValue? Directives[Const]?
    private mutating func parseVariableDefinition() throws(SyntaxError) -> Node.ID {
        let description = try parseDescription()
        var node = Node(.variableDefinition, at: lexer.start)
        node.description = description
        try expect(.dollar)
        node.name = try parseName()
        try expect(.colon)
        node.type = try parseType()
        node.defaultValue = try parseDefaultValue()
        node.directives = try parseDirectives(isConstant: true)
        return append(node)
    }

    /// FragmentDefinition: Description? `fragment` FragmentName TypeCondition Directives? SelectionSet
    mutating func parseFragment(description: Node.ID) throws(SyntaxError) -> Node.ID {
        var node = Node(.fragment, at: lexer.start)
        node.description = description
        try expectKeyword("fragment")
        node.name = try parseFragmentName()
        try expectKeyword("on")
        node.typeCondition = try parseName()
        node.directives = try parseDirectives(isConstant: false)
        node.selections = try parseSelectionSet()
        return append(node)
    }

    /// FragmentName: Name but not `on`
    private mutating func parseFragmentName() throws(SyntaxError) -> Name {
        if lexer.isKeyword("on") { throw unexpected() }
        return try parseName()
    }

    /// SelectionSet: `{` Selection+ `}`
    private mutating func parseSelectionSet() throws(SyntaxError) -> Node.ID {
        try enter()
        let first = try parseList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
            try parser.parseSelection()
        }
        leave()
        return first
    }

    /// Selection: Field | FragmentSpread | InlineFragment
    @inline(__always)
    private mutating func parseSelection() throws(SyntaxError) -> Node.ID {
        lexer.kind == .spread ? try parseSpread() : try parseField()
    }

    /// Field: Alias? Name Arguments? Directives? SelectionSet?
    private mutating func parseField() throws(SyntaxError) -> Node.ID {
        var node = Node(.field, at: lexer.start)
        node.name = try parseName()
        if try skip(.colon) {
            node.alias = node.name
            node.name = try parseName()
        }
        node.arguments = try parseArguments(isConstant: false)
        node.directives = try parseDirectives(isConstant: false)
        if lexer.kind == .braceOpen { node.selections = try parseSelectionSet() }
        return append(node)
    }

    /// FragmentSpread: `...` FragmentName Directives?
    ///
    /// InlineFragment: `...` TypeCondition? Directives? SelectionSet
    private mutating func parseSpread() throws(SyntaxError) -> Node.ID {
        var node = Node(.fragmentSpread, at: lexer.start)
        try advance()
        if try skipKeyword("on") {
            node.kind = .inlineFragment
            node.typeCondition = try parseName()
        } else if lexer.kind == .name {
            node.name = try parseName()
        } else {
            node.kind = .inlineFragment
        }
        node.directives = try parseDirectives(isConstant: false)
        if node.kind == .inlineFragment { node.selections = try parseSelectionSet() }
        return append(node)
    }
}
