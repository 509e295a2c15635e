/// One difference between two schemas.
public struct SchemaChange: Sendable, Hashable, CustomStringConvertible {
    /// What a change does to requests that were written for the old schema.
    public enum Severity: Int, Sendable, CaseIterable, Comparable {
        /// None of them notices.
        case safe
        /// All stay valid, but may be answered in a way that their clients are not prepared for.
        case dangerous
        /// Some are refused now, or answered with values that the old schema ruled out.
        case breaking

        public static func < (first: Severity, second: Severity) -> Bool { first.rawValue < second.rawValue }
    }

    /// For programs; stable.
    public enum Kind: String, Sendable, CaseIterable {
        case schemaDescriptionChanged = "SCHEMA_DESCRIPTION_CHANGED"
        case rootTypeAdded = "ROOT_TYPE_ADDED"
        case rootTypeRemoved = "ROOT_TYPE_REMOVED"
        case rootTypeChanged = "ROOT_TYPE_CHANGED"

        case typeAdded = "TYPE_ADDED"
        case typeRemoved = "TYPE_REMOVED"
        case typeKindChanged = "TYPE_KIND_CHANGED"
        case typeDescriptionChanged = "TYPE_DESCRIPTION_CHANGED"
        case interfaceAdded = "INTERFACE_ADDED"
        case interfaceRemoved = "INTERFACE_REMOVED"
        case unionMemberAdded = "UNION_MEMBER_ADDED"
        case unionMemberRemoved = "UNION_MEMBER_REMOVED"
        case specifiedByChanged = "SPECIFIED_BY_CHANGED"
        case oneOfAdded = "ONE_OF_ADDED"
        case oneOfRemoved = "ONE_OF_REMOVED"

        case fieldAdded = "FIELD_ADDED"
        case fieldRemoved = "FIELD_REMOVED"
        case fieldTypeChanged = "FIELD_TYPE_CHANGED"
        case fieldDescriptionChanged = "FIELD_DESCRIPTION_CHANGED"
        case fieldDeprecationChanged = "FIELD_DEPRECATION_CHANGED"

        case argumentAdded = "ARGUMENT_ADDED"
        case argumentRemoved = "ARGUMENT_REMOVED"
        case argumentTypeChanged = "ARGUMENT_TYPE_CHANGED"
        case argumentDefaultChanged = "ARGUMENT_DEFAULT_CHANGED"
        case argumentDescriptionChanged = "ARGUMENT_DESCRIPTION_CHANGED"
        case argumentDeprecationChanged = "ARGUMENT_DEPRECATION_CHANGED"

        case inputFieldAdded = "INPUT_FIELD_ADDED"
        case inputFieldRemoved = "INPUT_FIELD_REMOVED"
        case inputFieldTypeChanged = "INPUT_FIELD_TYPE_CHANGED"
        case inputFieldDefaultChanged = "INPUT_FIELD_DEFAULT_CHANGED"
        case inputFieldDescriptionChanged = "INPUT_FIELD_DESCRIPTION_CHANGED"
        case inputFieldDeprecationChanged = "INPUT_FIELD_DEPRECATION_CHANGED"

        case enumValueAdded = "ENUM_VALUE_ADDED"
        case enumValueRemoved = "ENUM_VALUE_REMOVED"
        case enumValueDescriptionChanged = "ENUM_VALUE_DESCRIPTION_CHANGED"
        case enumValueDeprecationChanged = "ENUM_VALUE_DEPRECATION_CHANGED"

        case directiveAdded = "DIRECTIVE_ADDED"
        case directiveRemoved = "DIRECTIVE_REMOVED"
        case directiveDescriptionChanged = "DIRECTIVE_DESCRIPTION_CHANGED"
        case directiveLocationAdded = "DIRECTIVE_LOCATION_ADDED"
        case directiveLocationRemoved = "DIRECTIVE_LOCATION_REMOVED"
        case directiveRepeatableAdded = "DIRECTIVE_REPEATABLE_ADDED"
        case directiveRepeatableRemoved = "DIRECTIVE_REPEATABLE_REMOVED"
        /// A directive of the schema's own, such as `@cost`, where it is applied.
        case appliedDirectiveChanged = "APPLIED_DIRECTIVE_CHANGED"
    }

    public let kind: Kind
    public let severity: Severity
    /// The element that changed; `nil` for the schema itself. What was removed has it in the old schema only.
    public let coordinate: SchemaCoordinate?
    /// For people: what was, and what is now.
    public let message: String

    /// `breaking Shop.rating: …`
    public var description: String {
        "\(severity) \(coordinate.map(\.description) ?? "schema"): \(message)"
    }
}
