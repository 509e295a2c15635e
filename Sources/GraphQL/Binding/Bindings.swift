/// The resolvers of a schema, found by the fields' numbers.
struct Bindings: Sendable {
    /// By ``FieldDefinition/id``.
    private let fields: [FieldBinding?]
    private let typeNames: [ObjectIdentifier: String]
    private let swiftTypes: [String: ObjectIdentifier]

    init(fields: [FieldBinding?], objects: [ObjectBinding]) {
        self.fields = fields
        typeNames = Dictionary(objects.map { ($0.type, $0.name) }, uniquingKeysWith: { first, _ in first })
        swiftTypes = Dictionary(objects.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    }

    @inline(__always)
    func field(_ id: Int) -> FieldBinding? { fields[id] }

    /// The GraphQL object type that a Swift type stands for.
    func typeName(of swiftType: ObjectIdentifier) -> String? { typeNames[swiftType] }

    /// The Swift type that stands for a GraphQL object type.
    func swiftType(of typeName: String) -> ObjectIdentifier? { swiftTypes[typeName] }
}
