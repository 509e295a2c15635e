/// Why a schema cannot be used: everything that is wrong with it, at once.
public struct SchemaError: Error, Sendable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Issue: Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, and what would be right.
        public let message: String
        /// The element it is about, as a schema coordinate, where there is one.
        public let coordinate: String?
        /// Where it stands in the schema's source, where that is known.
        public let location: SourceLocation?

        init(_ message: String, coordinate: String? = nil, location: SourceLocation? = nil) {
            self.message = message
            self.coordinate = coordinate
            self.location = location
        }

        public var description: String {
            var text = ""
            if let location { text += "\(location.line):\(location.column): " }
            if let coordinate { text += "\(coordinate): " }
            return text + message
        }
    }

    /// At least one, in the order of the source.
    public let issues: [Issue]

    public var description: String { issues.map(\.description).joined(separator: "\n") }
}
