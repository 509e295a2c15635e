/// An immutable table of names: each text has one number, counted from zero.
///
/// A schema builds one from every name it defines; documents are parsed against it, and add the names of their own in a
/// ``DocumentNames``.
package final class Symbols: Sendable {
    let texts: [String]
    // (The lookup table from bytes to number belongs here.)

    package init(_ texts: [String]) {
        self.texts = texts
    }

    package static let empty = Symbols([])

    package var count: Int { texts.count }
}

/// The names of one document: the shared symbols, then its own.
package struct DocumentNames: Sendable {
    package let shared: Symbols
    package let own: [String]

    package func text(_ name: Name) -> String {
        let index = Int(name.raw)
        return index < shared.count ? shared.texts[index] : own[index - shared.count]
    }
}
