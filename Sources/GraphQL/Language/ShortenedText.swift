// Words of a request as messages quote them. They may be as long as the request; a message may not.

extension String {
    /// The text, or its beginning and an ellipsis.
    ///
    /// - Parameter count: in scalars, because what Swift calls a character can be of any length.
    func shortened(to count: Int = 100) -> String {
        if utf8.count <= count { return self }
        let beginning = unicodeScalars.prefix(count)
        return beginning.endIndex == endIndex ? self : String(beginning) + "…"
    }
}
