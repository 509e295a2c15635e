/// The resolvers of a schema, found by the fields' numbers.
///
/// A schema and its views share them, and no other schema does: whatever was planned with them can be executed by any
/// of these.
final class Bindings: Sendable {
    /// By ``FieldDefinition/id``.
    private let fields: [FieldBinding?]
    /// By field number: the schema coordinate.
    let coordinates: [String]
    private let types: [ObjectIdentifier: TypeID]
    private let swiftTypes: [TypeID: ObjectIdentifier]

    init(fields: [FieldBinding?], objects: [ObjectBinding], schema: Schema) {
        self.fields = fields
        coordinates = schema.fieldCoordinates
        var types: [ObjectIdentifier: TypeID] = [:]
        var swiftTypes: [TypeID: ObjectIdentifier] = [:]
        for object in objects {
            guard let id = schema.type(named: object.name)?.id else { continue }
            if types[object.type] == nil { types[object.type] = id }
            if swiftTypes[id] == nil { swiftTypes[id] = object.type }
        }
        self.types = types
        self.swiftTypes = swiftTypes
    }

    @inline(__always)
    func field(_ id: Int) -> FieldBinding? { fields[id] }

    func isStored(_ field: Int) -> Bool { if case .stored? = fields[field]?.resolver { true } else { false } }

    @inline(__always)
    func coordinate(_ field: Int) -> String { coordinates[field] }

    /// The GraphQL object type that a Swift type stands for.
    func type(of swiftType: ObjectIdentifier) -> TypeID? { types[swiftType] }

    /// The Swift type that stands for a GraphQL object type.
    func swiftType(of type: TypeID) -> ObjectIdentifier? { swiftTypes[type] }
}
