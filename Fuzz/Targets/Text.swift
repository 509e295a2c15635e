@testable import GraphQL

// Texts are compared byte by byte here, as GraphQL does.

extension String {
    /// The pieces between the separators, at most three.
    func parts(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = utf8[...]
        while parts.count < 2, let found = rest.firstRange(of: separator.utf8) {
            parts.append(String(decoding: rest[..<found.lowerBound], as: UTF8.self))
            rest = rest[found.upperBound...]
        }
        return parts + [String(decoding: rest, as: UTF8.self)]
    }

    func contains(_ word: String) -> Bool { utf8[...].firstRange(of: word.utf8) != nil }
}

extension Substring.UTF8View {
    fileprivate func firstRange(of part: String.UTF8View) -> Range<String.Index>? {
        var start = startIndex
        while start != endIndex {
            if self[start...].starts(with: part) { return start..<index(start, offsetBy: part.count) }
            formIndex(after: &start)
        }
        return nil
    }
}

extension Document {
    /// What all string literals mean.
    var strings: [String] {
        nodes.filter { $0.kind == .string || $0.kind == .blockString }.map { stringValue(of: $0) }
    }
}
