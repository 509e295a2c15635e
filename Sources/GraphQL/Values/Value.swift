/// An input value: a literal from a document or schema, or a variable from a request, before it becomes a Swift value.
///
/// [Spec 2.9](https://spec.graphql.org/September2025/#sec-Input-Values)
public enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    /// An enum value's name. In JSON it arrives as a string.
    case enumValue(String)
    case list([Value])
    case object([ObjectField])

    /// One entry of an object, in source order.
    public struct ObjectField: Sendable, Hashable {
        /// Not checked: a client may write any text as a key of its JSON.
        public let name: String
        /// What the entry holds.
        public let value: Value

        /// An entry.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The entry called `name`; `nil` when this is no object or has none.
    public subscript(name: String) -> Value? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { ExactText($0.name) == ExactText(name) }?.value
    }

    /// How much work it is to read, in values; long texts count as several.
    var size: Int {
        switch self {
        case .list(let items): items.reduce(1) { $0 + $1.size }
        case .object(let fields): fields.reduce(1) { $0 + $1.value.size }
        case .string(let text): 1 + text.utf8.count / 16
        default: 1
        }
    }

    /// Whether it is `null`, as opposed to a value or to nothing at all.
    public var isNull: Bool { if case .null = self { true } else { false } }
}

extension Value: CustomStringConvertible {
    /// The value as a GraphQL literal: `{first: 10, after: "…"}`.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .int(let value): value.description
        case .float(let value): Value.literal(value)
        case .string(let value): Value.literal(value)
        case .enumValue(let name): name
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .object(let fields):
            "{" + fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }

    private static func literal(_ number: Double) -> String {
        // A number too large for a Double can only come from a literal like this one.
        if number.isInfinite { return number < 0 ? "-1e999" : "1e999" }
        // The whole number would lose the sign of −0.0.
        if number == number.rounded(), abs(number) < 1e15, number != 0 { return Int(number).description + ".0" }
        return number.description
    }

    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case "\u{8}": literal += "\\b"
            case "\u{C}": literal += "\\f"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
