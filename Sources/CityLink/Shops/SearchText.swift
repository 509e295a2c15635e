import Foundation

/// How names are found by parts of them.
///
/// MongoDB's text search knows no Korean, so each document carries the one- and two-character pieces of its texts, and a
/// query asks for the documents that have all of its own pieces.
enum SearchText {
    /// Composed form, lower case, without spaces and punctuation, so that what looks alike is alike.
    ///
    /// Nothing in it has a meaning in a regular expression: letters, digits and the marks on them are all that is left.
    static func normalized(_ text: String) -> String {
        // The database compares bytes, and some systems type 한 or é as several code points.
        let composed = text.lowercased().precomposedStringWithCanonicalMapping
        var kept = String.UnicodeScalarView()
        for scalar in composed.unicodeScalars where scalar.properties.isPartOfWord { kept.append(scalar) }
        return String(kept)
    }

    /// Every piece of one and two characters, each once, sorted.
    static func pieces(of texts: [String]) -> [String] {
        var pieces: Set<String> = []
        for text in texts {
            let characters = Array(normalized(text))
            for index in characters.indices {
                pieces.insert(String(characters[index]))
                if index > 0 { pieces.insert(String(characters[index - 1...index])) }
            }
        }
        return pieces.sorted()
    }

    /// The pieces that a document must have to match: the longest that there are.
    ///
    /// - Parameter text: normalized.
    static func queryPieces(of text: String) -> [String] {
        let characters = Array(text)
        guard characters.count > 1 else { return characters.map { String($0) } }
        return Set((1..<characters.count).map { String(characters[$0 - 1...$0]) }).sorted()
    }
}

extension Unicode.Scalar.Properties {
    /// A letter, a digit, or a mark that changes one.
    fileprivate var isPartOfWord: Bool {
        if isVariationSelector || isDefaultIgnorableCodePoint { return false }
        return switch generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}
