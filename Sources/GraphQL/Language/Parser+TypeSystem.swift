// Definitions and extensions of a type system. [Spec 3](https://spec.graphql.org/September2025/#sec-Type-System)

extension Parser {
    /// Definition: ExecutableDefinition | TypeSystemDefinition | TypeSystemExtension
    mutating func parseDefinition() throws(SyntaxError) -> Node.ID {
        if lexer.kind == .braceOpen { return try parseShorthandOperation() }
        let descriptionStart = lexer.start
        let description = try parseDescription()
        guard lexer.kind == .name else {
            if description.isPresent && lexer.kind == .braceOpen {
                let message = "Unexpected description, descriptions are not supported on shorthand queries."
                throw lexer.error(message, at: descriptionStart)
            }
            throw unexpected()
        }
        if let definition = try parseTypeSystemDefinition(description: description, extensionStart: nil) {
            return definition
        }
        if lexer.isKeyword("directive") { return try parseDirectiveDefinition(description: description) }
        if lexer.isKeyword("fragment") { return try parseFragment(description: description) }
        if lexer.isKeyword("extend") {
            if description.isPresent {
                let message = "Unexpected description, only GraphQL definitions support descriptions."
                throw lexer.error(message, at: descriptionStart)
            }
            let start = lexer.start
            try advance()
            if let definition = try parseTypeSystemDefinition(description: .none, extensionStart: start) {
                return definition
            }
            throw unexpected()
        }
        if description.isPresent, !lexer.isOperationType {
            let message = "Unexpected description, only GraphQL definitions support descriptions."
            throw lexer.error(message, at: descriptionStart)
        }
        return try parseOperation(description: description)
    }

    /// Description: StringValue, or nothing
    mutating func parseDescription() throws(SyntaxError) -> Node.ID {
        lexer.kind == .string || lexer.kind == .blockString ? try parseString() : .none
    }

    /// TypeSystemDefinition: SchemaDefinition | TypeDefinition, and the extensions of both
    ///
    /// An extension is written like its definition behind `extend`, but must add something. Nil if the current token is
    /// none of the keywords.
    private mutating func parseTypeSystemDefinition(
        description: Node.ID, extensionStart: Int?
    ) throws(SyntaxError) -> Node.ID? {
        guard let kind = lexer.typeSystemKeyword else { return nil }
        var node = Node(kind, at: extensionStart ?? lexer.start, flags: extensionStart == nil ? [] : .isExtension)
        node.description = description
        try advance()
        if kind != .schema { node.name = try parseName() }
        if kind == .objectType || kind == .interfaceType { node.interfaces = try parseImplementedInterfaces() }
        node.directives = try parseDirectives(isConstant: true)
        node.members = try parseMembers(of: kind, isExtension: extensionStart != nil)
        if node.isExtension && !node.extendsAnything { throw unexpected() }
        return append(node)
    }

    /// ImplementsInterfaces: `implements` `&`? NamedType (`&` NamedType)*, or nothing
    private mutating func parseImplementedInterfaces() throws(SyntaxError) -> Node.ID {
        guard try skipKeyword("implements") else { return .none }
        return try parseSeparated(by: .ampersand) { parser throws(SyntaxError) in try parser.parseNamedType() }
    }

    /// What stands in the braces of a definition, or behind the `=` of a union. Only a schema must have it.
    private mutating func parseMembers(of kind: Node.Kind, isExtension: Bool) throws(SyntaxError) -> Node.ID {
        switch kind {
        case .schema where !isExtension:
            return try parseList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
                try parser.parseRootOperationType()
            }
        case .schema:
            return try parseOptionalList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
                try parser.parseRootOperationType()
            }
        case .objectType, .interfaceType:
            return try parseOptionalList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
                try parser.parseFieldDefinition()
            }
        case .inputObjectType:
            return try parseOptionalList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
                try parser.parseInputValueDefinition()
            }
        case .enumType:
            return try parseOptionalList(.braceOpen, .braceClose) { parser throws(SyntaxError) in
                try parser.parseEnumValueDefinition()
            }
        case .unionType:
            guard try skip(.equals) else { return .none }
            return try parseSeparated(by: .pipe) { parser throws(SyntaxError) in try parser.parseNamedType() }
        default:
            return .none
        }
    }

    /// RootOperationTypeDefinition: OperationType `:` NamedType
    private mutating func parseRootOperationType() throws(SyntaxError) -> Node.ID {
        var node = Node(.rootOperationType, at: lexer.start)
        node.operationType = try parseOperationType()
        try expect(.colon)
        node.name = try parseName()
        return append(node)
    }

    /// FieldDefinition: Description? Name ArgumentsDefinition? `:` Type Directives[Const]?
    private mutating func parseFieldDefinition() throws(SyntaxError) -> Node.ID {
        let description = try parseDescription()
        var node = Node(.fieldDefinition, at: lexer.start)
        node.description = description
        node.name = try parseName()
        node.arguments = try parseArgumentsDefinition()
        try expect(.colon)
        node.type = try parseType()
        node.directives = try parseDirectives(isConstant: true)
        return append(node)
    }

    /// ArgumentsDefinition: `(` InputValueDefinition+ `)`, or nothing
    private mutating func parseArgumentsDefinition() throws(SyntaxError) -> Node.ID {
        try parseOptionalList(.parenthesisOpen, .parenthesisClose) { parser throws(SyntaxError) in
            try parser.parseInputValueDefinition()
        }
    }

    /// InputValueDefinition: Description? Name `:` Type DefaultValue? Directives[Const]?
    private mutating func parseInputValueDefinition() throws(SyntaxError) -> Node.ID {
        let description = try parseDescription()
        var node = Node(.inputValueDefinition, at: lexer.start)
        node.description = description
        node.name = try parseName()
        try expect(.colon)
        node.type = try parseType()
        node.defaultValue = try parseDefaultValue()
        node.directives = try parseDirectives(isConstant: true)
        return append(node)
    }

    /// DefaultValue: `=` Value[Const], or nothing
    mutating func parseDefaultValue() throws(SyntaxError) -> Node.ID {
        try skip(.equals) ? try parseValue(isConstant: true) : .none
    }

    /// EnumValueDefinition: Description? EnumValue Directives[Const]?
    ///
    /// EnumValue: Name but not `true`, `false` or `null`
    private mutating func parseEnumValueDefinition() throws(SyntaxError) -> Node.ID {
        let description = try parseDescription()
        var node = Node(.enumValueDefinition, at: lexer.start)
        node.description = description
        if lexer.isKeyword("true") || lexer.isKeyword("false") || lexer.isKeyword("null") {
            let message = "\(lexer.description) is reserved and cannot be used for an enum value."
            throw lexer.error(message, at: lexer.start)
        }
        node.name = try parseName()
        node.directives = try parseDirectives(isConstant: true)
        return append(node)
    }

    /// DirectiveDefinition: Description? `directive` `@` Name ArgumentsDefinition? `repeatable`? `on` `|`?
    ///     DirectiveLocation (`|` DirectiveLocation)*
    private mutating func parseDirectiveDefinition(description: Node.ID) throws(SyntaxError) -> Node.ID {
        var node = Node(.directiveDefinition, at: lexer.start)
        node.description = description
        try expectKeyword("directive")
        try expect(.at)
        node.name = try parseName()
        node.arguments = try parseArgumentsDefinition()
        if try skipKeyword("repeatable") { node.flags = .isRepeatable }
        try expectKeyword("on")
        node.members = try parseSeparated(by: .pipe) { parser throws(SyntaxError) in
            try parser.parseDirectiveLocation()
        }
        return append(node)
    }

    /// DirectiveLocation: one of the names in ``DirectiveLocation``
    private mutating func parseDirectiveLocation() throws(SyntaxError) -> Node.ID {
        var node = Node(.directiveLocation, at: lexer.start)
        guard lexer.kind == .name else { throw expected(.name) }
        guard DirectiveLocation(rawValue: lexer.text) != nil else { throw unexpected() }
        node.name = try parseName()
        return append(node)
    }
}

extension Lexer {
    fileprivate var isOperationType: Bool { isKeyword("query") || isKeyword("mutation") || isKeyword("subscription") }

    /// What the current token begins to define, if it is a keyword of a schema or a type.
    fileprivate var typeSystemKeyword: Node.Kind? {
        if isKeyword("type") { return .objectType }
        if isKeyword("input") { return .inputObjectType }
        if isKeyword("enum") { return .enumType }
        if isKeyword("interface") { return .interfaceType }
        if isKeyword("union") { return .unionType }
        if isKeyword("scalar") { return .scalarType }
        if isKeyword("schema") { return .schema }
        return nil
    }
}

extension Node {
    fileprivate var extendsAnything: Bool {
        if directives.isPresent || members.isPresent { return true }
        return (kind == .objectType || kind == .interfaceType) && interfaces.isPresent
    }
}
