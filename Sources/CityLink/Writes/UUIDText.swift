import GraphQL

/// A UUID in its canonical form, in lower case.
struct UUIDText: InputScalar, Hashable {
    static let graphQLName = "UUID"

    let text: String

    init(graphQL value: Value) throws {
        guard case .string(let text) = value, let uuid = UUIDText(text) else {
            throw InputError("Expected a UUID such as \"8c4f0f5e-3f0e-4f57-9a43-0f6a3ad0f6b1\", found \(value).")
        }
        self = uuid
    }

    init?(_ text: String) {
        let letters = Array(text.utf8)
        guard letters.count == 36 else { return nil }
        for (index, letter) in letters.enumerated() {
            switch index {
            case 8, 13, 18, 23: if letter != UInt8(ascii: "-") { return nil }
            default:
                switch letter {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    continue
                default: return nil
                }
            }
        }
        self.text = text.lowercased()
    }
}
