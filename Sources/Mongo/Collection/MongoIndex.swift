/// An index to be created. Creating the same index again does nothing.
package struct MongoIndex: Sendable {
    /// Fields in order: 1 ascending, -1 descending, `"2dsphere"`, `"hashed"` …
    package var keys: BSONDocument
    package var isUnique: Bool
    /// For a single date field: documents are deleted some time after that date plus this many seconds.
    package var expireAfterSeconds: Int?
    /// The index holds only documents that match.
    package var partialFilter: BSONDocument?
    /// By default MongoDB's usual name, such as `shopId_1_createdAt_-1`.
    package var name: String

    package init(
        _ keys: BSONDocument, unique: Bool = false, expireAfterSeconds: Int? = nil, partialFilter: BSONDocument? = nil,
        name: String? = nil
    ) {
        self.keys = keys
        isUnique = unique
        self.expireAfterSeconds = expireAfterSeconds
        self.partialFilter = partialFilter
        self.name = name ?? Self.usualName(keys)
    }

    private static func usualName(_ keys: BSONDocument) -> String {
        // Written as a literal, so always readable.
        let elements = (try? keys.elements()) ?? []
        return elements.map { key, value in
            switch value {
            case .int32(let direction): "\(key)_\(direction)"
            case .int64(let direction): "\(key)_\(direction)"
            case .double(let direction): "\(key)_\(direction < 0 ? -1 : 1)"
            case .string(let kind): "\(key)_\(kind)"
            default: key
            }
        }.joined(separator: "_")
    }

    var document: BSONDocument {
        var document = BSONDocument()
        document.append("key", keys)
        document.append("name", name)
        if isUnique { document.append("unique", true) }
        document.append("expireAfterSeconds", expireAfterSeconds)
        document.append("partialFilterExpression", partialFilter)
        return document
    }
}
