// Values, types and directives: what executable documents and type systems share.

// MARK: - Values

extension Parser {
    /// Value: Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue | ListValue
    ///     | ObjectValue
    ///
    /// [Spec 2.9](https://spec.graphql.org/September2025/#sec-Input-Values). A constant value has no variables in it.
    mutating func parseValue(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        switch lexer.kind {
        case .name: return try parseNamedValue()
        case .string, .blockString: return try parseString()
        case .int: return try parseLiteral(.int)
        case .float: return try parseLiteral(.float)
        case .bracketOpen: return try parseListValue(isConstant: isConstant)
        case .braceOpen: return try parseObjectValue(isConstant: isConstant)
        case .dollar where isConstant: throw try variableInConstant()
        case .dollar: return try parseVariable()
        default: throw unexpected()
        }
    }

    /// Variable: `$` Name
    mutating func parseVariable() throws(SyntaxError) -> Node.ID {
        var node = Node(.variable, at: lexer.start)
        try expect(.dollar)
        node.name = try parseName()
        return append(node)
    }

    /// BooleanValue: `true` | `false`, NullValue: `null`, EnumValue: any other Name
    private mutating func parseNamedValue() throws(SyntaxError) -> Node.ID {
        var node = Node(.enumValue, at: lexer.start)
        if lexer.isKeyword("true") {
            node.kind = .boolean
            node.flags = .isTrue
        } else if lexer.isKeyword("false") {
            node.kind = .boolean
        } else if lexer.isKeyword("null") {
            node.kind = .null
        } else {
            node.name = try parseName()
            return append(node)
        }
        try advance()
        return append(node)
    }

    private mutating func parseLiteral(_ kind: Node.Kind) throws(SyntaxError) -> Node.ID {
        var node = Node(kind, at: lexer.start)
        node.textStart = lexer.start
        node.textEnd = lexer.end
        try advance()
        return append(node)
    }

    /// StringValue; the current token is one.
    mutating func parseString() throws(SyntaxError) -> Node.ID {
        let isBlock = lexer.kind == .blockString
        let quotes = isBlock ? 3 : 1
        var node = Node(isBlock ? .blockString : .string, at: lexer.start, flags: lexer.isVerbatim ? .isVerbatim : [])
        node.textStart = lexer.start + quotes
        node.textEnd = lexer.end - quotes
        try advance()
        return append(node)
    }

    /// ListValue: `[` Value* `]`
    private mutating func parseListValue(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        var node = Node(.list, at: lexer.start)
        try enter()
        try advance()
        var items = ListBuilder()
        while lexer.kind != .bracketClose {
            append(try parseValue(isConstant: isConstant), to: &items)
        }
        try advance()
        leave()
        node.items = items.first
        return append(node)
    }

    /// ObjectValue: `{` ObjectField* `}`
    private mutating func parseObjectValue(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        var node = Node(.object, at: lexer.start)
        try enter()
        try advance()
        var fields = ListBuilder()
        while lexer.kind != .braceClose {
            append(try parseNameAndValue(.objectField, isConstant: isConstant), to: &fields)
        }
        try advance()
        leave()
        node.items = fields.first
        return append(node)
    }

    /// ObjectField, Argument: Name `:` Value
    private mutating func parseNameAndValue(_ kind: Node.Kind, isConstant: Bool) throws(SyntaxError) -> Node.ID {
        var node = Node(kind, at: lexer.start)
        node.name = try parseName()
        try expect(.colon)
        node.value = try parseValue(isConstant: isConstant)
        return append(node)
    }

    private mutating func variableInConstant() throws(SyntaxError) -> SyntaxError {
        let start = lexer.start
        try advance()
        guard lexer.kind == .name else { return lexer.error("Unexpected \"$\".", at: start) }
        return lexer.error("Unexpected variable \"$\(lexer.text)\" in constant value.", at: start)
    }
}

// MARK: - Arguments and directives

extension Parser {
    /// Arguments: `(` Argument+ `)`, or nothing
    @inline(__always)
    mutating func parseArguments(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        try parseOptionalList(.parenthesisOpen, .parenthesisClose) { parser throws(SyntaxError) in
            try parser.parseNameAndValue(.argument, isConstant: isConstant)
        }
    }

    /// Directives: Directive*
    @inline(__always)
    mutating func parseDirectives(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        guard lexer.kind == .at else { return .none }
        var list = ListBuilder()
        while lexer.kind == .at {
            append(try parseDirective(isConstant: isConstant), to: &list)
        }
        return list.first
    }

    /// Directive: `@` Name Arguments?
    private mutating func parseDirective(isConstant: Bool) throws(SyntaxError) -> Node.ID {
        var node = Node(.directive, at: lexer.start)
        try advance()
        node.name = try parseName()
        node.arguments = try parseArguments(isConstant: isConstant)
        return append(node)
    }
}

// MARK: - Types

extension Parser {
    /// Type: NamedType | `[` Type `]`, each with an optional `!`
    mutating func parseType() throws(SyntaxError) -> Node.ID {
        var node = Node(.namedType, at: lexer.start)
        if lexer.kind == .bracketOpen {
            node.kind = .listType
            try enter()
            try advance()
            node.type = try parseType()
            try expect(.bracketClose)
            leave()
        } else {
            node.name = try parseName()
        }
        if try skip(.bang) { node.flags = .nonNull }
        return append(node)
    }

    /// NamedType: Name
    mutating func parseNamedType() throws(SyntaxError) -> Node.ID {
        var node = Node(.namedType, at: lexer.start)
        node.name = try parseName()
        return append(node)
    }
}
