/// The text of a document, as UTF-8 that has not been checked yet.
///
/// ``padding`` zero bytes follow the text, so that a scanner may read a whole word anywhere in it and meets a zero at
/// its end without counting.
struct Source: Sendable {
    static let padding = 16

    /// The text, then the padding.
    let paddedBytes: [UInt8]
    /// How many bytes the text has.
    let count: Int

    init(_ utf8: some Collection<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + Source.padding)
        bytes.append(contentsOf: utf8)
        count = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Source.padding))
        paddedBytes = bytes
    }

    /// The bytes of the text alone.
    var bytes: ArraySlice<UInt8> { paddedBytes[..<count] }

    func text(_ range: Range<Int>) -> String {
        String(decoding: paddedBytes[range], as: UTF8.self)
    }
}

/// A place in a document. [Spec 7.1.6](https://spec.graphql.org/September2025/#sec-Errors)
public struct SourceLocation: Hashable, Sendable {
    /// Counted from 1. Lines end with a line feed, a carriage return, or both in that order.
    public let line: Int
    /// Counted from 1, in Unicode scalar values: what the specification calls a character.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension Source {
    /// The line and column of a byte. Reads the text up to there: meant for errors.
    ///
    /// - Parameter earlier: the place of a token before it, from where to read on.
    func location(
        of position: Int, after earlier: (position: Int, location: SourceLocation)? = nil
    ) -> SourceLocation {
        var line = earlier?.location.line ?? 1
        var column = earlier?.location.column ?? 1
        var index = earlier?.position ?? 0
        let end = min(position, count)
        while index < end {
            switch paddedBytes[index] {
            case UInt8(ascii: "\r") where paddedBytes[index + 1] == UInt8(ascii: "\n") && index + 1 < end:
                break  // the line feed ends the line
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                line += 1
                column = 1
            case 0x80..<0xC0:
                break  // continues a scalar that is already counted
            default:
                column += 1
            }
            index += 1
        }
        return SourceLocation(line: line, column: column)
    }
}
