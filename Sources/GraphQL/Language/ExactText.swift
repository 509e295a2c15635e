#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A text that equals only texts of the same bytes.
///
/// Swift's strings are equal when they look alike: `"é"` in one scalar and in two, the Kelvin sign and `"K"`. GraphQL
/// and JSON compare scalar by scalar.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
        // No text is the beginning of another one then.
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether two texts are the same bytes. Strings are equal in more cases: however their accents are put together.
    func hasSameBytes(as other: String) -> Bool {
        let equal: Bool?? = utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { two in
                one.count == two.count && (one.isEmpty || memcmp(one.baseAddress!, two.baseAddress!, one.count) == 0)
            }
        }
        if let equal, let equal { return equal }
        return utf8.elementsEqual(other.utf8)
    }
}
