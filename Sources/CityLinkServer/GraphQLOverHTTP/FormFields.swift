import HTTPTypes

/// The fields of a query string, as browsers write them: `application/x-www-form-urlencoded`.
/// [WHATWG URL, 5.1](https://url.spec.whatwg.org/#urlencoded-parsing)
struct FormFields {
    private var values: [String: [String]] = [:]

    init(_ text: some StringProtocol) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            values[Self.decode(name), default: []].append(Self.decode(pair.dropFirst(name.count + 1)))
        }
    }

    /// The value of a field that may be there once; nil when it is missing or empty.
    ///
    /// Twice is refused rather than resolved, for what stands in front of the server may resolve it differently.
    func single(_ name: String) throws(Refusal) -> String? {
        guard let found = values[name] else { return nil }
        guard found.count == 1 else {
            throw Refusal(
                status: .unprocessableContent, code: .badRequest, message: "The parameter \"\(name)\" is there twice.")
        }
        return found[0].isEmpty ? nil : found[0]
    }

    private static func decode(_ text: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
                if digits.count == 2 {
                    bytes.append(UInt8(digits[0] << 4 | digits[1]))
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
