/// Something of a schema that a view can show or hide.
public struct SchemaElement: Sendable {
    public enum Kind: Sendable, Hashable, CaseIterable {
        case type, field, argument, inputField, enumValue, directive, directiveArgument
    }

    public let kind: Kind
    /// The type's name; for a directive and its arguments, the directive's name behind `@`.
    public let type: String
    /// The field's, input field's or enum value's name; `nil` for a type or directive itself.
    public let member: String?
    /// The argument's name, for an argument.
    public let argument: String?
    /// Directives: where they may stand. Empty for everything else.
    public let locations: [DirectiveLocation]
    let directives: [AppliedDirective]

    init(
        _ kind: Kind, _ type: String, member: String? = nil, argument: String? = nil,
        locations: [DirectiveLocation] = [], directives: [AppliedDirective] = []
    ) {
        self.kind = kind
        self.type = type
        self.member = member
        self.argument = argument
        self.locations = locations
        self.directives = directives
    }

    /// The value of an argument of a directive on the element; `nil` when the element does not carry it.
    public func directive(_ name: String, _ argument: String) -> Value? {
        directives.first { $0.name == name }?.argument(argument)
    }

    public func hasDirective(_ name: String) -> Bool { directives.contains { $0.name == name } }

    /// Whether this is a directive that a client can write in a request. Others, like `@deprecated`, are remarks of the
    /// schema's authors.
    public var isRequestDirective: Bool { locations.contains(where: \.isExecutable) }

    /// [Spec 3.14](https://spec.graphql.org/September2025/#sec-Schema-Coordinates)
    public var coordinate: String {
        type + (member.map { ".\($0)" } ?? "") + (argument.map { "(\($0):)" } ?? "")
    }
}
