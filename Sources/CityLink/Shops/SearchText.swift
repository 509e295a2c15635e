/// How names are found by parts of them.
///
/// MongoDB's text search knows no Korean, so each document carries the one- and two-character pieces of its texts, and a
/// query asks for the documents that have all of its own pieces.
enum SearchText {
    /// Composed form, lower case, without spaces and punctuation, so that what looks alike is alike.
    static func normalized(_ text: String) -> String {
        var result = ""
        // Swift compares canonically equivalent characters as equal; the database compares bytes.
        for character in text.lowercased() where character.isLetter || character.isNumber {
            result.append(character)
        }
        return composed(result)
    }

    /// Hangul that is written in separate letters (as some systems type it) put together into syllables.
    private static func composed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard let last = scalars.last else {
                scalars.append(scalar)
                continue
            }
            let (l, v) = (Int(last.value) - 0x1100, Int(scalar.value) - 0x1161)
            let (lv, t) = (Int(last.value) - 0xAC00, Int(scalar.value) - 0x11A7)
            if 0..<19 ~= l, 0..<21 ~= v, let syllable = Unicode.Scalar(UInt32(0xAC00 + (l * 21 + v) * 28)) {
                scalars.removeLast()
                scalars.append(syllable)
            } else if 0..<11172 ~= lv, lv % 28 == 0, 1..<28 ~= t, let syllable = Unicode.Scalar(last.value + UInt32(t))
            {
                scalars.removeLast()
                scalars.append(syllable)
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars)
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
    static func queryPieces(of text: String) -> [String] {
        let characters = Array(normalized(text))
        guard characters.count > 1 else { return characters.map { String($0) } }
        return Set((1..<characters.count).map { String(characters[$0 - 1...$0]) }).sorted()
    }
}
