/// What somebody may have meant who wrote a name that does not exist.
enum Suggestions {
    /// Longer names are not compared: an error must not cost more than reading the document did.
    private static let greatestLength = 64
    static let greatestCount = 5

    /// The candidates that are spelled almost like `name`, the nearest first, at most five.
    ///
    /// Takes time in proportion to the number of candidates.
    static func nearest(to name: String, in candidates: some Sequence<String>) -> [String] {
        let wanted = Array(name.utf8)
        guard wanted.count <= greatestLength else { return [] }
        let limit = wanted.count * 2 / 5 + 1
        var found: [(distance: Int, text: String)] = []
        for candidate in candidates {
            let other = Array(candidate.utf8)
            guard other.count <= greatestLength, let distance = distance(wanted, other, limit: limit) else { continue }
            found.append((distance, candidate))
        }
        found.sort { ($0.distance, $0.text) < ($1.distance, $1.text) }
        return found.prefix(greatestCount).map(\.text)
    }

    /// ` Did you mean "a", "b", or "c"?`, or nothing.
    static func sentence(_ names: [String], kind: String = "") -> String {
        guard let last = names.last else { return "" }
        let quoted = names.dropLast().map { "\"\($0)\"" }
        let list =
            switch quoted.count {
            case 0: "\"\(last)\""
            case 1: "\(quoted[0]) or \"\(last)\""
            default: quoted.joined(separator: ", ") + ", or \"\(last)\""
            }
        return " Did you mean \(kind)\(list)?"
    }

    /// How many characters must be inserted, removed, replaced or swapped with their neighbour; nil if more than `limit`.
    /// A difference in case alone counts as one.
    private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        if a == b { return 0 }
        let a = a.map(lowercased)
        let b = b.map(lowercased)
        if a == b { return 1 }
        guard abs(a.count - b.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in 0..<b.count {
                let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
                var best = min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            if row.allSatisfy({ $0 > limit }) { return nil }
            (beforeLast, last) = (last, row)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
}

extension Validation {
    /// ` Did you mean …?`, or nothing: if nothing is near, or suggestions are not wanted.
    func suggestion(for name: String, among candidates: some Sequence<String>, kind: String = "") -> String {
        guard options.suggestions, !isStopped else { return "" }
        return Suggestions.sentence(Suggestions.nearest(to: name, in: candidates), kind: kind)
    }
}
