/// A reply as upstream services really send it, with the differences removed that mean nothing.
///
/// JSON and XML read into the same shape. A number is the text it was written as, because these services send numbers as
/// strings and names as numbers, and an id that loses its leading zero is another id. Asking for something that is not
/// there gives `.missing`, never an error, so a parser reads like the reply it expects.
package enum LooseValue: Hashable, Sendable {
    /// JSON null, an empty XML element, a member that is not there.
    case missing
    case text(String)
    case list([LooseValue])
    case object([String: LooseValue])

    package subscript(name: String) -> LooseValue {
        guard case .object(let members) = self else { return .missing }
        return members[name] ?? .missing
    }

    /// The text without spaces around it; nil for every way in which these services write "nothing": null, an empty
    /// string, blanks, `-`, and the word null.
    package var string: String? {
        guard case .text(let text) = self else { return nil }
        var trimmed = text[...]
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        guard !trimmed.isEmpty, trimmed != "-", trimmed != "null" else { return nil }
        return String(trimmed)
    }

    /// A whole number, whether sent as number or string, also as `90.0`; nil when it is anything else.
    package var int: Int? {
        guard let string else { return nil }
        if let number = Int(string) { return number }
        guard let number = Double(string) else { return nil }
        return Int(exactly: number)
    }

    /// True for `1`, `Y` and `true`, false for `0`, `N` and `false`.
    package var flag: Bool? {
        switch string {
        case "1", "Y", "y", "true": true
        case "0", "N", "n", "false": false
        default: nil
        }
    }

    /// The elements of a list. One object alone is a list of one, because services send it so; anything else is empty.
    package var rows: [LooseValue] {
        switch self {
        case .list(let values): values
        case .object: [self]
        case .missing, .text: []
        }
    }

    /// Reads a reply in whichever of the two formats it came: services answer errors in XML though JSON was asked for.
    package init(reply bytes: [UInt8]) throws(UpstreamError) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[start...].first { !LooseValue.isSpace($0) }
        switch first {
        case nil: throw .malformed("the reply is empty")
        case UInt8(ascii: "<"):
            var reader = LooseXMLReader(bytes[start...])
            self = try reader.document()
        default:
            var reader = LooseJSONReader(bytes[start...])
            self = try reader.document()
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// How deeply values may be nested. The services need six levels; a hostile reply must not exhaust the stack.
    static let maximumDepth = 32
}
