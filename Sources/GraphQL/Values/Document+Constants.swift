extension Document {
    /// A literal as a ``Value``. A variable, which constants cannot contain, reads as null.
    ///
    /// Whole numbers beyond 64 bits become floats, which is what the only types that accept them make of them.
    package func constantValue(_ id: Node.ID) -> Value {
        let node = self[id]
        switch node.kind {
        case .int:
            let text = numberText(of: id)
            return Int(text).map(Value.int) ?? .float(Double(text) ?? .infinity)
        case .float: return .float(Double(numberText(of: id)) ?? .infinity)
        case .string, .blockString: return .string(stringValue(of: id))
        case .boolean: return .boolean(node.flags.contains(.isTrue))
        case .enumValue: return .enumValue(text(node.name))
        case .list: return .list(list(node.items).map(constantValue))
        case .object:
            return .object(
                list(node.items).map { Value.ObjectField(text(self[$0].name), constantValue(self[$0].value)) })
        default: return .null
        }
    }
}
