extension Value {
    /// So many bytes are a hundred scalars for certain.
    private static let enough = 400

    /// The value as messages show it.
    var excerpt: String {
        var text = ""
        appendExcerpt(to: &text)
        return text.shortened()
    }

    /// Stops once there is enough of it.
    private func appendExcerpt(to text: inout String) {
        switch self {
        case .string(let string): text += Value.literal(string.shortened())
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                guard text.utf8.count <= Value.enough else { return }
                if index > 0 { text += ", " }
                item.appendExcerpt(to: &text)
            }
            text += "]"
        case .object(let fields):
            text += "{"
            for (index, field) in fields.enumerated() {
                guard text.utf8.count <= Value.enough else { return }
                if index > 0 { text += ", " }
                text += field.name.shortened() + ": "
                field.value.appendExcerpt(to: &text)
            }
            text += "}"
        default: text += description
        }
    }
}
