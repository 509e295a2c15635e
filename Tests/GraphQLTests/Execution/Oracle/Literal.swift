import GraphQL

/// A literal of a test's own document, or a value of a request's variables.
indirect enum Literal: Sendable {
    case null
    case boolean(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    case enumValue(String)
    case list([Literal])
    case object([(name: String, value: Literal)])
    case variable(String)

    /// As GraphQL.
    var text: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .int(let number): "\(number)"
        case .float(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .enumValue(let name): name
        case .list(let items): "[" + items.map(\.text).joined(separator: " ") + "]"
        case .object(let fields): "{" + fields.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .variable(let name): "$\(name)"
        }
    }

    /// As a request's JSON gives it.
    var json: Value {
        switch self {
        case .null, .variable: .null
        case .boolean(let flag): .boolean(flag)
        case .int(let number): .int(number)
        case .float(let number): .float(number)
        case .string(let text), .enumValue(let text): .string(text)
        case .list(let items): .list(items.map(\.json))
        case .object(let fields): .object(fields.map { .init($0.name, $0.value.json) })
        }
    }
}

/// An argument or input field.
struct InputSpec: Sendable {
    let name: String
    let type: TypeText
    let defaultValue: Literal?

    init(_ name: String, _ type: String, _ defaultValue: Literal? = nil) {
        self.name = name
        self.type = TypeText(type[...])
        self.defaultValue = defaultValue
    }

    var text: String { "\(name): \(type)" + (defaultValue.map { " = \($0.text)" } ?? "") }

    /// Up to two arguments.
    static func random(_ dice: inout Dice) -> [InputSpec] {
        (0...dice.below(2)).map { number in
            let kinds: [(String, Literal?)] = [
                ("Int", nil), ("Int", .int(7)), ("Int!", nil), ("Int!", .int(8)), ("[Int]", .list([.int(1)])),
                ("[[Int]]", nil),
                ("[Int!]!", .int(4)), ("[Int!]", nil), ("String", .null), ("Boolean", nil), ("Triple", .enumValue("B")),
                ("[Triple!]", nil), ("Float", .int(2)), ("ID", nil), ("ID", .int(5)), ("Plain", nil),
                ("Plain", .object([("text", .string("default"))])), ("Plain!", nil), ("[Plain]", nil), ("Choice", nil),
                ("Choice!", nil),
            ]
            let (type, value) = dice.pick(kinds)
            return InputSpec("a\(number)", type, value)
        }
    }

    /// The input objects there are, by name.
    static let objects: [String: [InputSpec]] = [
        "Plain": [
            InputSpec("number", "Int", .int(3)), InputSpec("text", "String!"), InputSpec("lists", "[[Int]]"),
            InputSpec("kind", "Triple", .enumValue("C")), InputSpec("inner", "Plain"), InputSpec("ratio", "Float"),
            InputSpec("id", "ID"), InputSpec("flag", "Boolean!", .boolean(true)), InputSpec("choice", "Choice"),
        ],
        "Choice": [
            InputSpec("number", "Int"), InputSpec("texts", "[String!]"), InputSpec("plain", "Plain"),
            InputSpec("kind", "Triple"),
        ],
    ]

    static let sdl =
        "enum Triple { A B C }\n"
        + objects.sorted { $0.key < $1.key }.map { name, fields in
            "input \(name)\(name == "Choice" ? " @oneOf" : "") { " + fields.map(\.text).joined(separator: " ") + " }"
        }.joined(separator: "\n")
}
