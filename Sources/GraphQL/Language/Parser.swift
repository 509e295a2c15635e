/// Parses a document by recursive descent: one function per production of the grammar.
/// [Spec appendix C](https://spec.graphql.org/September2025/#sec-Grammar-Summary)
///
/// This file has what the productions share; they are in the extensions for executable documents, type systems, and
/// values and types. Each function starts at the first token of its production and ends behind the last one. Each
/// begins with a token that it has seen, or fails, so time is linear in the number of tokens.
struct Parser: ~Copyable {
    var lexer: Lexer
    private var nodes: NodesBuilder
    private(set) var ownNames: NameTable

    private let symbols: Symbols
    private let lookup: Symbols.Lookup
    private let hasher: NameHasher
    private let firstOwnName: Int

    private let limits: ParseLimits
    private var tokenCount = 0
    private var depth = 0

    init(_ bytes: SourceBytes, _ source: Source, symbols: Symbols, lookup: Symbols.Lookup, limits: ParseLimits) {
        lexer = Lexer(bytes, source)
        // Measured on documents of many kinds: a node every six bytes, a new name every sixteen at most.
        nodes = NodesBuilder(capacity: bytes.count / 6 + 4)
        ownNames = NameTable(expectedCount: min(bytes.count / 16, 3072))
        self.symbols = symbols
        self.lookup = lookup
        hasher = symbols.hasher
        firstOwnName = symbols.count
        self.limits = limits
    }

    /// Document: Definition+
    mutating func parseDocument() throws(SyntaxError) -> Document {
        try advance()
        var definitions = ListBuilder()
        repeat {
            append(try parseDefinition(), to: &definitions)
        } while lexer.kind != .endOfFile
        return Document(
            source: lexer.source, nodes: nodes.finish(), firstDefinition: definitions.first,
            names: DocumentNames(shared: symbols, source: lexer.source, own: ownNames))
    }
}

// MARK: - Tokens

extension Parser {
    /// Reads the next token. Out of line: one copy of the lexer in the cache is faster than one for each call.
    @inline(never)
    mutating func advance() throws(SyntaxError) {
        try lexer.advance()
        tokenCount &+= 1
        if tokenCount > limits.tokenCount && lexer.kind != .endOfFile { throw tooManyTokens() }
    }

    /// Steps over a token of this kind, or fails.
    @inline(__always)
    mutating func expect(_ kind: TokenKind) throws(SyntaxError) {
        guard lexer.kind == kind else { throw expected(kind) }
        try advance()
    }

    /// Steps over a token of this kind if it is there.
    @inline(__always)
    mutating func skip(_ kind: TokenKind) throws(SyntaxError) -> Bool {
        guard lexer.kind == kind else { return false }
        try advance()
        return true
    }

    /// Steps over this keyword, or fails.
    mutating func expectKeyword(_ keyword: StaticString) throws(SyntaxError) {
        guard lexer.isKeyword(keyword) else { throw expected("\"\(keyword)\"") }
        try advance()
    }

    /// Steps over this keyword if it is there.
    mutating func skipKeyword(_ keyword: StaticString) throws(SyntaxError) -> Bool {
        guard lexer.isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    /// Name
    @inline(__always)
    mutating func parseName() throws(SyntaxError) -> Name {
        guard lexer.kind == .name else { throw expected(.name) }
        let name = intern()
        try advance()
        return name
    }

    /// The number of the current token, which is a name.
    @inline(never)
    private mutating func intern() -> Name {
        let start = lexer.start
        let count = lexer.end &- start
        let key = hasher.key(start, count, of: lexer.bytes)
        let shared = lookup.find(key, start, count, of: lexer.bytes)
        if shared.isPresent { return shared }
        let number = firstOwnName &+ ownNames.intern(key, start, count, of: lexer.bytes)
        return Name(raw: Int32(truncatingIfNeeded: number))
    }
}

// MARK: - Nodes

extension Parser {
    /// The ends of a chain of nodes.
    struct ListBuilder {
        fileprivate(set) var first = Node.ID.none
        fileprivate var last = Node.ID.none
    }

    @inline(__always)
    mutating func append(_ node: Node) -> Node.ID { nodes.append(node) }

    @inline(__always)
    mutating func append(_ id: Node.ID, to list: inout ListBuilder) {
        if list.last.isPresent {
            nodes.link(list.last, to: id)
        } else {
            list.first = id
        }
        list.last = id
    }

    /// `open` Member+ `close`
    @inline(__always)
    mutating func parseList(
        _ open: TokenKind, _ close: TokenKind, of parseMember: (inout Parser) throws(SyntaxError) -> Node.ID
    ) throws(SyntaxError) -> Node.ID {
        try expect(open)
        var list = ListBuilder()
        repeat {
            append(try parseMember(&self), to: &list)
        } while lexer.kind != close
        try advance()
        return list.first
    }

    /// The same, or nothing at all.
    @inline(__always)
    mutating func parseOptionalList(
        _ open: TokenKind, _ close: TokenKind, of parseMember: (inout Parser) throws(SyntaxError) -> Node.ID
    ) throws(SyntaxError) -> Node.ID {
        lexer.kind == open ? try parseList(open, close, of: parseMember) : .none
    }

    /// `separator`? Member (`separator` Member)*
    mutating func parseSeparated(
        by separator: TokenKind, of parseMember: (inout Parser) throws(SyntaxError) -> Node.ID
    ) throws(SyntaxError) -> Node.ID {
        _ = try skip(separator)
        var list = ListBuilder()
        repeat {
            append(try parseMember(&self), to: &list)
        } while try skip(separator)
        return list.first
    }

    /// Goes one level deeper. Whoever calls it calls ``leave()`` at the end, except when failing, which ends all levels.
    @inline(__always)
    mutating func enter() throws(SyntaxError) {
        depth &+= 1
        if depth > limits.depth { throw nestedTooDeeply() }
    }

    @inline(__always)
    mutating func leave() { depth &-= 1 }
}

// MARK: - Errors

// Out of line and `mutating`, though they change nothing: so they take the parser where it is, and the functions that
// fail stay small, which is stack for each level of nesting.
extension Parser {
    @inline(never)
    mutating func expected(_ kind: TokenKind) -> SyntaxError { expected(kind.description) }

    @inline(never)
    mutating func expected(_ what: String) -> SyntaxError {
        lexer.error("Expected \(what), found \(lexer.description).", at: lexer.start)
    }

    /// The current token makes no sense here.
    @inline(never)
    mutating func unexpected() -> SyntaxError {
        lexer.error("Unexpected \(lexer.description).", at: lexer.start)
    }

    @inline(never)
    private mutating func tooManyTokens() -> SyntaxError {
        let message = "Document contains more than \(limits.tokenCount) tokens. Parsing aborted."
        return SyntaxError(.tooManyTokens, message, at: lexer.start, in: lexer.source)
    }

    @inline(never)
    private mutating func nestedTooDeeply() -> SyntaxError {
        let message = "Document is nested more than \(limits.depth) levels deep. Parsing aborted."
        return SyntaxError(.nestedTooDeeply, message, at: lexer.start, in: lexer.source)
    }
}
