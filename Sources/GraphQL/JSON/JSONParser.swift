/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public let message: String
    /// Byte offset in the text.
    public let offset: Int

    public var description: String { "\(message) at byte \(offset)" }
}

extension Value {
    /// Reads a JSON text: one value, with nothing but white space around it. [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
    ///
    /// Whole numbers that fit 64 bits become `.int`, all others `.float`. Of equal keys in one object the last counts.
    ///
    /// - Parameter maximumDepth: deeper nesting is refused, so a hostile text cannot exhaust the stack.
    /// - Complexity: linear in the number of bytes.
    public init(json bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 64) throws(JSONError) {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        self = try parser.document()
    }

    /// The same for an array of bytes.
    public init(json bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Value, JSONError> in
            do throws(JSONError) {
                return .success(try Value(json: buffer, maximumDepth: maximumDepth))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// The same for a text, whose bytes are copied.
    public init(json text: String, maximumDepth: Int = 64) throws(JSONError) {
        try self.init(json: Array(text.utf8), maximumDepth: maximumDepth)
    }
}

private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    var offset = 0
    /// Up to so many keys are searched one by one.
    private static let few = 8

    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private func failure(_ message: String, at offset: Int? = nil) -> JSONError {
        JSONError(message: message, offset: offset ?? self.offset)
    }

    /// The byte at the cursor; 0 at the end, which no rule accepts.
    private var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func skipWhiteSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    mutating func document() throws(JSONError) -> Value {
        skipWhiteSpace()
        let value = try value(depth: 0)
        skipWhiteSpace()
        guard offset == bytes.count else { throw failure("Unexpected text after the JSON value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> Value {
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try keyword("true", .boolean(true))
        case UInt8(ascii: "f"): return try keyword("false", .boolean(false))
        case UInt8(ascii: "n"): return try keyword("null", .null)
        default:
            throw failure(offset < bytes.count ? "Expected a JSON value" : "The JSON text ends too early")
        }
    }

    private mutating func keyword(_ word: StaticString, _ value: Value) throws(JSONError) -> Value {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count else { throw failure("The JSON text ends too early") }
        for index in 0..<count where bytes[offset + index] != word.utf8Start[index] {
            throw failure("Expected a JSON value")
        }
        offset += count
        return value
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth < maximumDepth else { throw failure("JSON is nested more than \(maximumDepth) levels deep") }
    }

    private mutating func object(depth: Int) throws(JSONError) -> Value {
        try checkDepth(depth)
        offset += 1
        var fields: [Value.ObjectField] = []
        /// Where each key is; only made when there are many.
        var positions: [ExactText: Int] = [:]
        skipWhiteSpace()
        if current == UInt8(ascii: "}") {
            offset += 1
            return .object([])
        }
        while true {
            skipWhiteSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("Expected a key in quotes") }
            let name = try string()
            skipWhiteSpace()
            guard current == UInt8(ascii: ":") else { throw failure("Expected \":\" after a key") }
            offset += 1
            skipWhiteSpace()
            let field = Value.ObjectField(name, try value(depth: depth + 1))
            let key = ExactText(name)
            let earlier =
                fields.count <= JSONParser.few ? fields.firstIndex { ExactText($0.name) == key } : positions[key]
            if let earlier {
                fields[earlier] = field
            } else {
                fields.append(field)
                if fields.count == JSONParser.few + 1 {
                    for (position, field) in fields.enumerated() { positions[ExactText(field.name)] = position }
                } else if fields.count > JSONParser.few {
                    positions[key] = fields.count - 1
                }
            }
            skipWhiteSpace()
            switch current {
            case UInt8(ascii: ","): offset += 1
            case UInt8(ascii: "}"):
                offset += 1
                return .object(fields)
            default: throw failure("Expected \",\" or \"}\" in an object")
            }
        }
    }

    private mutating func list(depth: Int) throws(JSONError) -> Value {
        try checkDepth(depth)
        offset += 1
        var items: [Value] = []
        skipWhiteSpace()
        if current == UInt8(ascii: "]") {
            offset += 1
            return .list([])
        }
        while true {
            skipWhiteSpace()
            items.append(try value(depth: depth + 1))
            skipWhiteSpace()
            switch current {
            case UInt8(ascii: ","): offset += 1
            case UInt8(ascii: "]"):
                offset += 1
                return .list(items)
            default: throw failure("Expected \",\" or \"]\" in a list")
            }
        }
    }

    private mutating func number() throws(JSONError) -> Value {
        let start = offset
        var isWhole = true
        if current == UInt8(ascii: "-") { offset += 1 }
        if current == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .int(whole) }
        guard let number = Double(text), number.isFinite else { throw failure("The number is too large", at: start) }
        return .float(number)
    }

    private mutating func digits() throws(JSONError) {
        guard isDigit(current) else { throw failure("Expected a digit") }
        while isDigit(current) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes[start..<offset], as: UTF8.self) else {
                    throw failure("The text is not valid UTF-8", at: start)
                }
                offset += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case ..<0x20: throw failure("Control characters in a string must be escaped")
            default: offset += 1
            }
        }
        throw failure("The string does not end", at: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                guard let result = String(validating: text, as: UTF8.self) else {
                    throw failure("The text is not valid UTF-8", at: start)
                }
                offset += 1
                return result
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(into: &text)
            case ..<0x20: throw failure("Control characters in a string must be escaped")
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw failure("The string does not end", at: start)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let byte = current
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let position = offset - 2
            var code = try hexadecimal()
            if code >= 0xD800, code < 0xDC00, current == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                bytes[offset + 1] == UInt8(ascii: "u")
            {
                offset += 2
                let low = try hexadecimal()
                guard low >= 0xDC00, low < 0xE000 else { throw failure("A surrogate stands alone", at: position) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("A surrogate stands alone", at: position) }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw failure("Unknown escape sequence", at: offset - 2)
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else {
                throw failure("Expected four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }
}
