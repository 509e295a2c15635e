/// An immutable table of names: each text has one number, counted from zero.
///
/// A schema builds one from every name it defines; documents are parsed against it, and add the names of their own in a
/// ``DocumentNames``.
package final class Symbols: Sendable {
    let texts: [String]
    /// The texts, one behind the other.
    private let joined: Source
    private let table: NameTable
    /// Documents hash their names with this too, so that one hash serves both tables.
    let hasher: NameHasher

    /// - Parameter texts: The names in the order of their numbers, none of them twice.
    package init(_ texts: [String]) {
        let joined = Source(Array(texts.lazy.map(\.utf8).joined()))
        let hasher = NameHasher()
        self.texts = texts
        self.joined = joined
        self.hasher = hasher
        table = joined.withBytes { bytes in
            var table = NameTable(expectedCount: texts.count)
            var start = 0
            for text in texts {
                let count = text.utf8.count
                let number = table.intern(hasher.key(start, count, of: bytes), start, count, of: bytes)
                precondition(number == table.entries.count - 1 && count > 0, "symbols are distinct names")
                start += count
            }
            return table
        }
    }

    package static let empty = Symbols([])

    package var count: Int { texts.count }

    /// The name with this text, or `Name.none`.
    package func find(_ text: String) -> Name {
        guard !text.utf8.isEmpty, !text.utf8.contains(0) else { return .none }
        return Source(text.utf8).withBytes { bytes in
            withLookup { $0.find(hasher.key(0, bytes.count, of: bytes), 0, bytes.count, of: bytes) }
        }
    }

    /// Gives access to the table for many look-ups.
    @inline(__always)
    func withLookup<Result, Failure: Error>(
        _ body: (Lookup) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try joined.withBytes { ownText throws(Failure) in
            try body(Lookup(table: table, ownText: ownText, isEmpty: texts.isEmpty))
        }
    }

    struct Lookup {
        fileprivate let table: NameTable
        fileprivate let ownText: SourceBytes
        fileprivate let isEmpty: Bool

        @inline(__always)
        func find(_ key: NameTable.Key, _ start: Int, _ count: Int, of text: SourceBytes) -> Name {
            guard !isEmpty, let index = table.find(key, start, count, of: text, in: ownText) else { return .none }
            return Name(raw: Int32(truncatingIfNeeded: index))
        }
    }
}

/// The names of one document: the shared symbols, then its own.
package struct DocumentNames: Sendable {
    package let shared: Symbols
    let source: Source
    let own: NameTable

    /// How many names there are: each `Name` of the document is below.
    package var count: Int { shared.count + own.entries.count }

    package func text(_ name: Name) -> String {
        let index = Int(name.raw)
        return index < shared.count ? shared.texts[index] : source.text(own.entries[index - shared.count].range)
    }

    /// The name with this text, or `Name.none` if neither the symbols nor the document have it.
    package func find(_ text: String) -> Name {
        let name = shared.find(text)
        if name.isPresent || text.utf8.isEmpty || text.utf8.contains(0) { return name }
        let index = Source(text.utf8).withBytes { bytes in
            source.withBytes { ownText in
                own.find(shared.hasher.key(0, bytes.count, of: bytes), 0, bytes.count, of: bytes, in: ownText)
            }
        }
        return index.map { Name(raw: Int32(truncatingIfNeeded: shared.count + $0)) } ?? .none
    }
}
