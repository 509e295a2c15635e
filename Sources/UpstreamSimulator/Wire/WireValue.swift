/// A reply before it is written. Members keep their order, as they do in the services' replies.
enum WireValue: Sendable {
    case null
    case text(String)
    case number(Int)
    case list([WireValue])
    case object([(name: String, value: WireValue)])

    var json: String {
        switch self {
        case .null: "null"
        case .text(let text): Self.quoted(text)
        case .number(let number): "\(number)"
        case .list(let values): "[\(values.map(\.json).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(Self.quoted($0.name)):\($0.value.json)" }.joined(separator: ","))}"
        }
    }

    /// A document with one root element. A list repeats the element it stands in.
    func xml(root: String) -> String {
        #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + element(root)
    }

    private func element(_ name: String) -> String {
        switch self {
        case .null: "<\(name)/>"
        case .text(let text): text.isEmpty ? "<\(name)/>" : "<\(name)>\(Self.escaped(text))</\(name)>"
        case .number(let number): "<\(name)>\(number)</\(name)>"
        case .list(let values): values.map { $0.element(name) }.joined()
        case .object(let members):
            members.isEmpty ? "<\(name)/>" : "<\(name)>\(members.map { $0.value.element($0.name) }.joined())</\(name)>"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

extension WireValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(dictionaryLiteral members: (String, WireValue)...) { self = .object(members.map { ($0.0, $0.1) }) }
    init(nilLiteral: ()) { self = .null }

    /// Null for nil.
    static func optional(_ text: String?) -> WireValue { text.map { .text($0) } ?? .null }
}

/// One reply as it goes out.
struct WireReply: Sendable {
    var status = 200
    var contentType: String
    var body: String

    static func json(_ value: WireValue) -> WireReply {
        WireReply(contentType: "application/json;charset=UTF-8", body: value.json)
    }

    static func xml(_ value: WireValue, root: String) -> WireReply {
        WireReply(contentType: "application/xml;charset=UTF-8", body: value.xml(root: root))
    }
}
