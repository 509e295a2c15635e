import GraphQL

/// Makes schemas at random, the same ones for the same seed: every kind of definition, and texts that are hard to print.
struct RandomSchema {
    private var state: UInt64
    private var scalars: [String] = []
    private var enums: [String] = []
    private var inputs: [String] = []
    private var interfaces: [String] = []
    private var objects: [String] = []
    /// By interface: its fields, which whatever implements it repeats.
    private var promisedFields: [String: String] = [:]

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func sdl() -> String {
        scalars = names("Scalar", 0...2)
        enums = names("Enum", 1...3)
        inputs = names("Input", 0...3)
        interfaces = names("Interface", 0...3)
        objects = ["Query"] + names("Object", 1...5)
        var parts = [
            """
            directive @note(
              text: String = \(literal())
              level: Level
              "How often." times: [Int!]! = [1, 2]
            ) repeatable on \(allTypeSystemLocations)
            """,
            "enum Level { A B }",
            description() + "directive @live(every: Float = 1.5e3) on FIELD | QUERY",
        ]
        if chance(50) {
            parts.append(
                description() + "schema\(notes()) { query: Query \(chance(50) ? "mutation: \(objects[1])" : "") }")
        } else if chance(50) {
            parts.append("type Mutation { run(\(arguments())): Int }")
        }
        parts += scalars.map {
            "\(description())scalar \($0)\(chance(50) ? " @specifiedBy(url: \"https://example.org/\($0)\")" : "")\(notes())"
        }
        parts += enums.map {
            "\(description())enum \($0)\(notes()) { A \(description())B\(deprecation()) C\(notes()) }"
        }
        parts += inputs.enumerated().map { inputObject($1, number: $0) }
        for (number, interface) in interfaces.enumerated() {
            let inherited = interfaces.prefix(number)
            parts.append(composite("interface", interface, implementing: Array(inherited)))
        }
        for object in objects {
            parts.append(composite("type", object, implementing: chance(40) ? interfaces : []))
        }
        parts.append("\(description())union Any\(notes()) = \(objects.joined(separator: " | "))")
        if chance(50) { parts.append("extend type Query\(notes()) { extended: \(objects[objects.count - 1])! }") }
        if chance(50) { parts.append("extend enum \(enums[0]) { D\(deprecation()) }") }
        return shuffled(parts).joined(separator: chance(50) ? "\n" : "\r\n")
    }

    /// The text with a few of its words dropped, doubled or replaced by others.
    mutating func torn(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false)
        for _ in 0..<pick(1...4) {
            let place = pick(0...words.count - 1)
            switch pick(0...2) {
            case 0: words.remove(at: place)
            case 1: words.insert(words[place], at: place)
            default: words[place] = words[pick(0...words.count - 1)]
            }
        }
        return words.joined(separator: " ")
    }

    /// Whether a view hides the element: about one in fifteen.
    mutating func hides(_ element: SchemaElement) -> Bool { pick(0...14) == 0 && element.type != "Query" }

    // MARK: - Definitions

    private var allTypeSystemLocations: String {
        "SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE "
            + "| INPUT_OBJECT | INPUT_FIELD_DEFINITION"
    }

    private mutating func inputObject(_ name: String, number: Int) -> String {
        if chance(25) {
            return
                "\(description())input \(name) @oneOf { a: Int \(description())b: String\(notes()) c: [\(enums[0])!] }"
        }
        let nested = number > 0 ? "before: \(inputs[number - 1])" : "itself: \(name)"
        return """
            \(description())input \(name)\(notes()) {
              \(nested)\(deprecation())
              count: Int = \(number)
              \(description())text: String = \(literal())
              ratio: Float! = -12.25e-3
              id: ID = 7
              flags: [[Boolean!]!] = [[true], []]
              choice: \(enums[0]) = B
              choices: [\(enums[0])!]! = [A, C]
              nothing: Int = null
            }
            """
    }

    private mutating func composite(_ keyword: String, _ name: String, implementing: [String]) -> String {
        let list = implementing.isEmpty ? "" : " implements " + implementing.joined(separator: " & ")
        // Each interface implements all that come before it, so their fields are in the last one.
        var fields = implementing.last.flatMap { promisedFields[$0] } ?? "  shared: [String!]!\n"
        for number in 0..<pick(0...4) {
            let arguments = chance(50) ? "(\(self.arguments()))" : ""
            fields += "  \(description())field\(name)\(number)\(arguments): \(outputType())\(deprecation())\(notes())\n"
        }
        if keyword == "interface" { promisedFields[name] = fields }
        return "\(description())\(keyword) \(name)\(list)\(notes()) {\n\(fields)}"
    }

    private mutating func arguments() -> String {
        (0...pick(0...3)).map { number in
            let input = chance(50) || inputs.isEmpty ? enums[0] : inputs[pick(0...inputs.count - 1)]
            switch pick(0...3) {
            case 0: return "\(description())argument\(number): [\(input)!]"
            case 1: return "argument\(number): \(input)\(notes())\(deprecation())"
            case 2: return "argument\(number): String = \(literal())"
            default: return "argument\(number): [[Int]!]! = [[1, null], []]"
            }
        }.joined(separator: ", ")
    }

    private mutating func outputType() -> String {
        let all = scalars + enums + interfaces + objects + ["Any", "Int", "Float", "String", "Boolean", "ID"]
        let name = all[pick(0...all.count - 1)]
        return ["\(name)", "\(name)!", "[\(name)!]!", "[[\(name)]]"][pick(0...3)]
    }

    // MARK: - Texts

    private mutating func deprecation() -> String {
        switch pick(0...5) {
        case 0: " @deprecated"
        case 1: " @deprecated(reason: \(literal()))"
        default: ""
        }
    }

    private mutating func notes() -> String {
        (0..<max(0, pick(-3...2))).map { _ in
            ["@note", "@note(text: \(literal()))", "@note(level: A, times: 3)", "@note(text: null)"][pick(0...3)]
        }.map { " \($0)" }.joined()
    }

    private mutating func description() -> String { chance(40) ? literal() + " " : "" }

    private mutating func literal() -> String {
        let texts = [
            #""""#, #""short""#, #""with \"quotes\" and \\ in it""#, #""two\nlines""#, #""  indented\n    twice""#,
            #""\n\nblank around\n\n""#, #""lone \r return""#, #""tab\tand \u0000 control""#, #""다리와 강 \uD83D\uDE00""#,
            #""\"\"\" and \\\"\"\" and \"\"\"\"""#, #""ends with \\""#, #""ends with \"""#, #""line\n\n  deeper\nout""#,
            "\"\(String(repeating: "long ", count: 30))\"", "\"\"\"\n  block \\\"\"\" of\n    lines\n\"\"\"",
            #""\u2028 \u0085 \uFEFF""#, #"" ""#, #""\n""#, #""a\n ""#,
        ]
        return texts[pick(0...texts.count - 1)]
    }

    // MARK: - Chance

    private mutating func names(_ stem: String, _ range: ClosedRange<Int>) -> [String] {
        (0..<pick(range)).map { "\(stem)\($0)" }
    }

    private mutating func shuffled(_ parts: [String]) -> [String] {
        var parts = parts
        for index in parts.indices { parts.swapAt(index, pick(0...index)) }
        return parts
    }

    private mutating func chance(_ percent: Int) -> Bool { pick(0...99) < percent }

    private mutating func pick(_ range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
}
