/// Writes random documents: all of the grammar, any white space, strings of both kinds.
///
/// It never writes what the printer leaves out (the keyword of an anonymous query, a leading `&` or `|`), so a printed
/// document must have the same tokens.
struct RandomDocument {
    private var state: UInt64
    private var text = ""
    private var depth = 0

    init(seed: UInt64) { state = seed }

    mutating func document() -> String {
        text = ""
        // A selection set behind a type without a body would be its body.
        var mayBeShorthand = true
        for _ in 0...random(4) {
            let isExecutable = chance(2)
            isExecutable ? executable(mayBeShorthand: mayBeShorthand) : typeSystem()
            mayBeShorthand = isExecutable
        }
        ignored()
        return text
    }
}

// MARK: - Choices

extension RandomDocument {
    /// SplitMix64.
    private mutating func random(_ bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return (z ^ (z >> 31)) % bound
    }

    private mutating func chance(_ oneIn: UInt64) -> Bool { random(oneIn) == 0 }

    private mutating func pick(_ choices: [String]) -> String { choices[Int(random(UInt64(choices.count)))] }

    private mutating func ignored() {
        text += pick([" ", "\n", "\t", ", ", "\r\n", "\r", " # comment é\n", "\u{FEFF} ", "  ,,\n   "])
    }

    private mutating func token(_ token: String) {
        ignored()
        text += token
    }

    private mutating func some(_ write: (inout RandomDocument) -> Void) {
        depth += 1
        for _ in 0...random(3) { write(&self) }
        depth -= 1
    }

    private mutating func list(_ open: String, _ close: String, _ write: (inout RandomDocument) -> Void) {
        token(open)
        some(write)
        token(close)
    }

    private mutating func separated(by separator: String, _ write: (inout RandomDocument) -> Void) {
        write(&self)
        for _ in 0..<random(3) {
            token(separator)
            write(&self)
        }
    }

    private mutating func name() {
        token(
            pick([
                "a", "b", "_", "__typename", "A1", "query", "type", "on2", "input", "extend", "fragment", "eightbyt",
                "ninebytes", "repeatable", "aNameOfExactlySixteenBytes", "aNameOfExactlySixteenBytez", "implements2",
            ]))
    }
}

// MARK: - Executable documents

extension RandomDocument {
    private mutating func executable(mayBeShorthand: Bool) {
        if mayBeShorthand && chance(4) { return selectionSet() }
        description()
        if chance(3) {
            token("fragment")
            name()
            token("on")
            name()
        } else {
            token(pick(["query", "mutation", "subscription"]))
            name()
            if chance(2) {
                list("(", ")") {
                    $0.description()
                    $0.token("$")
                    $0.name()
                    $0.typeDefaultAndDirectives()
                }
            }
        }
        directives(isConstant: false)
        selectionSet()
    }

    private mutating func selectionSet() {
        list("{", "}") { $0.selection() }
    }

    private mutating func selection() {
        switch random(depth > 4 ? 2 : 5) {
        case 0:
            token("...")
            name()
            directives(isConstant: false)
        case 1, 2:
            if chance(3) {
                name()
                token(":")
            }
            name()
            arguments(isConstant: false)
            directives(isConstant: false)
        case 3:
            token("...")
            if chance(2) {
                token("on")
                name()
            }
            directives(isConstant: false)
            selectionSet()
        default:
            name()
            selectionSet()
        }
    }
}

// MARK: - Values, types, directives

extension RandomDocument {
    private mutating func arguments(isConstant: Bool) {
        guard chance(3) else { return }
        list("(", ")") { $0.nameAndValue(isConstant: isConstant) }
    }

    private mutating func nameAndValue(isConstant: Bool) {
        name()
        token(":")
        value(isConstant: isConstant)
    }

    private mutating func directives(isConstant: Bool) {
        guard chance(4) else { return }
        some {
            $0.token("@")
            $0.name()
            $0.arguments(isConstant: isConstant)
        }
    }

    private mutating func value(isConstant: Bool) {
        switch random(depth > 5 ? 5 : 8) {
        case 0: token(pick(["0", "-0", "123", "1.5", "-1e10", "0.0E-3"]))
        case 1: token(pick(["true", "false", "null", "ENUM", "on"]))
        case 2, 3: string()
        case 4:
            guard !isConstant else { return token("1") }
            token("$")
            name()
        case 5: list("[", "]") { $0.value(isConstant: isConstant) }
        case 6: list("{", "}") { $0.nameAndValue(isConstant: isConstant) }
        default: token(pick(["[ ]", "{ }"]))
        }
    }

    private mutating func string() {
        let isBlock = chance(2)
        let pieces =
            isBlock
            ? ["a", " ", "\n", "\r\n", "\t", "\\", "\\n", "\\\"\"\"", "é", "😀", "\" ", "  b\n", "\n    c"]
            : ["a", " ", "\t", "\\n", "\\\"", "\\\\", "\\u0041", "\\u{1F600}", "\\uD83D\\uDE00", "é", "😀", "\\r", "#"]
        var content = ""
        for _ in 0..<random(10) { content += pick(pieces) }
        // Neither quotes nor a backslash may touch the closing quotes.
        if isBlock { content += "." }
        token(isBlock ? "\"\"\"\(content)\"\"\"" : "\"\(content)\"")
    }

    private mutating func type() {
        if depth < 6, chance(3) {
            token("[")
            depth += 1
            type()
            depth -= 1
            token("]")
        } else {
            name()
        }
        if chance(3) { token("!") }
    }

    private mutating func typeDefaultAndDirectives() {
        token(":")
        type()
        if chance(3) {
            token("=")
            value(isConstant: true)
        }
        directives(isConstant: true)
    }
}

// MARK: - Type systems

extension RandomDocument {
    private mutating func typeSystem() {
        if chance(6) { return directiveDefinition() }
        let isExtension = chance(3)
        if isExtension { token("extend") } else { description() }
        let keyword = pick(["schema", "scalar", "type", "interface", "union", "enum", "input"])
        token(keyword)
        if keyword != "schema" { name() }
        if keyword == "type" || keyword == "interface", chance(2) {
            token("implements")
            separated(by: "&") { $0.name() }
        }
        if isExtension {
            token("@")
            name()
        }
        directives(isConstant: true)
        if keyword == "schema" || chance(2) { members(of: keyword) }
    }

    private mutating func members(of keyword: String) {
        switch keyword {
        case "schema":
            list("{", "}") {
                $0.token($0.pick(["query", "mutation", "subscription"]))
                $0.token(":")
                $0.name()
            }
        case "type", "interface":
            list("{", "}") {
                $0.description()
                $0.name()
                $0.argumentDefinitions()
                $0.token(":")
                $0.type()
                $0.directives(isConstant: true)
            }
        case "union":
            token("=")
            separated(by: "|") { $0.name() }
        case "enum":
            list("{", "}") {
                $0.description()
                $0.name()
                $0.directives(isConstant: true)
            }
        case "input":
            list("{", "}") { $0.inputValueDefinition() }
        default: break
        }
    }

    private mutating func description() {
        if chance(4) { string() }
    }

    private mutating func inputValueDefinition() {
        description()
        name()
        typeDefaultAndDirectives()
    }

    private mutating func argumentDefinitions() {
        if chance(3) { list("(", ")") { $0.inputValueDefinition() } }
    }

    private mutating func directiveDefinition() {
        description()
        token("directive")
        token("@")
        name()
        argumentDefinitions()
        if chance(2) { token("repeatable") }
        token("on")
        separated(by: "|") { $0.token($0.pick(["QUERY", "FIELD", "INPUT_FIELD_DEFINITION", "SCHEMA"])) }
    }
}
