/// Names one request in logs and answers: what the client or a proxy calls it, or something random.
struct RequestID: CustomStringConvertible, Sendable {
    let description: String

    /// - Parameter given: used if it is 1 to 128 characters that are harmless in a log.
    init(_ given: String?) {
        if let given, (1...128).contains(given.utf8.count), given.utf8.allSatisfy(Self.isHarmless) {
            description = given
        } else {
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            description = String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
