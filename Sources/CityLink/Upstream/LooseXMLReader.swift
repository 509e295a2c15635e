/// Reads the plain XML of Korean public services into `LooseValue`.
///
/// `<a><b>1</b><b>2</b></a>` reads as `{"a": {"b": ["1", "2"]}}`, an empty element as missing. Attributes, comments,
/// processing instructions and text beside elements carry nothing in these services and are skipped. A document type
/// declaration is refused, and with it every entity but the five of XML itself: nothing expands, nothing is fetched.
struct LooseXMLReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func document() throws(UpstreamError) -> LooseValue {
        var root: [String: LooseValue]?
        while true {
            skipSpaces()
            guard position < bytes.endIndex else { break }
            if try skipMarkupWithoutContent() { continue }
            guard root == nil, peek == UInt8(ascii: "<") else { throw malformed("something beside the root element") }
            let (name, content) = try element(depth: 0)
            root = [name: content]
        }
        guard let root else { throw malformed("the root element is missing") }
        return .object(root)
    }

    private mutating func element(depth: Int) throws(UpstreamError) -> (name: String, content: LooseValue) {
        guard depth < LooseValue.maximumDepth else { throw malformed("nested too deeply") }
        position += 1
        let name = try name()
        guard try !skipAttributes() else { return (name, .missing) }

        var children: [String: [LooseValue]] = [:]
        var text: [UInt8] = []
        while true {
            guard let byte = peek else { throw malformed("an element is not closed") }
            if byte != UInt8(ascii: "<") {
                try appendCharacter(to: &text)
            } else if take("</") {
                guard try self.name() == name else { throw malformed("an end tag does not match") }
                skipSpaces()
                guard take(">") else { throw malformed("an end tag is not closed") }
                return (name, Self.content(children: children, text: text))
            } else if take("<![CDATA[") {
                text.append(contentsOf: try upTo("]]>"))
            } else if try !skipMarkupWithoutContent() {
                let child = try element(depth: depth + 1)
                children[child.name, default: []].append(child.content)
            }
        }
    }

    /// A repeated element makes a list.
    private static func content(children: [String: [LooseValue]], text: [UInt8]) -> LooseValue {
        guard children.isEmpty else {
            return .object(children.mapValues { $0.count == 1 ? $0[0] : .list($0) })
        }
        return text.isEmpty ? .missing : .text(String(decoding: text, as: UTF8.self))
    }

    /// Skips to the end of a start tag and says whether the tag closes itself.
    private mutating func skipAttributes() throws(UpstreamError) -> Bool {
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: ">"): return false
            case UInt8(ascii: "/") where peek == UInt8(ascii: ">"):
                position += 1
                return true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                while let next = peek, next != byte { position += 1 }
                position = min(position + 1, bytes.endIndex)
            default: continue
            }
        }
        throw malformed("a tag is not closed")
    }

    private mutating func skipMarkupWithoutContent() throws(UpstreamError) -> Bool {
        if take("<?") {
            _ = try upTo("?>")
        } else if take("<!--") {
            _ = try upTo("-->")
        } else if bytes[position...].starts(with: "<!".utf8) {
            throw malformed("document type declarations are refused")
        } else {
            return false
        }
        return true
    }

    private mutating func appendCharacter(to text: inout [UInt8]) throws(UpstreamError) {
        guard take("&") else {
            text.append(bytes[position])
            position += 1
            return
        }
        // The longest reference that means anything is `&#x10FFFF;`; without a bound, text full of `&` costs n squared.
        guard let end = bytes[position...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else {
            text.append(UInt8(ascii: "&"))
            return
        }
        let name = String(decoding: bytes[position..<end], as: UTF8.self)
        guard let scalar = Self.scalar(named: name) else { throw malformed("an entity is unknown") }
        text.append(contentsOf: String(scalar).utf8)
        position = end + 1
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let code =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            return code.flatMap { Unicode.Scalar($0) }
        }
    }

    private mutating func name() throws(UpstreamError) -> String {
        let start = position
        while let byte = peek, !LooseValue.isSpace(byte), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/"),
            byte != UInt8(ascii: "<")
        {
            position += 1
        }
        guard position > start else { throw malformed("a name is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The bytes before `end`, which is consumed too.
    private mutating func upTo(_ end: StaticString) throws(UpstreamError) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.endIndex {
            if take(end) { return bytes[start..<position - end.utf8CodeUnitCount] }
            position += 1
        }
        throw malformed("a section is not closed")
    }

    private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ expected: StaticString) -> Bool {
        let matches = expected.withUTF8Buffer { bytes[position...].starts(with: $0) }
        if matches { position += expected.utf8CodeUnitCount }
        return matches
    }

    private mutating func skipSpaces() {
        while let byte = peek, LooseValue.isSpace(byte) { position += 1 }
    }

    private func malformed(_ what: String) -> UpstreamError {
        .malformed("XML, byte \(position - bytes.startIndex): \(what)")
    }
}
