/// A name in a document, by its number in the document's ``Symbols``.
///
/// Names are interned while lexing, so that comparing two names, or looking one up in the schema, compares two integers.
package struct Name: Hashable, Sendable {
    let raw: Int32

    @inline(__always)
    init(raw: Int32) { self.raw = raw }

    package static let none = Name(raw: -1)

    @inline(__always)
    package var isPresent: Bool { raw >= 0 }
}
