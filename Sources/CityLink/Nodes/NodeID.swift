/// The opaque id of a node, as clients see it: what kind of thing it is, and the keys that find it.
///
/// Where a collection is sharded, the shard key is part of the id, so that fetching by id asks one shard.
struct NodeID: Hashable, Sendable {
    enum Kind: Character, Sendable, CaseIterable {
        case neighborhood = "N"
        case shop = "S"
        case review = "R"
        case discount = "D"
        case post = "P"
        case comment = "C"
        case profile = "U"
        case subwayStation = "T"
        case busStop = "B"
        case subwayLine = "L"
        case busRoute = "O"

        /// How many keys an id of this kind has; the last one is the document's own.
        var keyCount: Int {
            switch self {
            case .shop, .review, .discount, .post, .comment: 2
            default: 1
            }
        }
    }

    let kind: Kind
    let keys: [String]

    init(_ kind: Kind, _ keys: String...) {
        self.kind = kind
        self.keys = keys
    }

    /// The document's own key.
    var key: String { keys[keys.count - 1] }

    /// URL-safe Base64 of `S:1144066000:s-0001`.
    var text: String { Base64URL.encode(Array("\(kind.rawValue):\(keys.joined(separator: ":"))".utf8)) }

    init?(_ text: String) {
        guard text.utf8.count <= 200, let bytes = Base64URL.decode(text),
            let plain = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, first.count == 1, let kind = first.first.flatMap(Kind.init(rawValue:)),
            parts.count == kind.keyCount + 1, parts.allSatisfy({ !$0.isEmpty })
        else { return nil }
        self.kind = kind
        keys = Array(parts.dropFirst())
    }
}
