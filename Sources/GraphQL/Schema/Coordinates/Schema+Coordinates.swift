/// What a ``SchemaCoordinate`` leads to.
package enum SchemaDefinition: Sendable {
    case type(NamedType)
    case field(FieldDefinition)
    case inputField(InputValueDefinition)
    case enumValue(EnumValueDefinition)
    case argument(InputValueDefinition)
    case directive(DirectiveDefinition)
    case directiveArgument(InputValueDefinition)
}

/// A coordinate whose container does not exist in the schema.
public struct SchemaCoordinateError: Error, Sendable, Hashable, CustomStringConvertible {
    public let coordinate: SchemaCoordinate
    /// For people: what is missing.
    public let description: String
}

extension Schema {
    /// The element with this coordinate; `nil` when its container has none of this name.
    ///
    /// Of a view only what it shows is found. Meta-fields are no elements of a schema and are not found either.
    /// [Spec 2.15](https://spec.graphql.org/September2025/#sec-Schema-Coordinates.Resolving-a-Schema-Coordinate)
    ///
    /// - Throws: ``SchemaCoordinateError`` when there is no such container, or it cannot have the element.
    public func element(at coordinate: SchemaCoordinate) throws(SchemaCoordinateError) -> SchemaElement? {
        guard let definition = try definition(at: coordinate) else { return nil }
        var names: (type: String, member: String?, argument: String?)
        switch coordinate {
        case .type(let name): names = (name, nil, nil)
        case .member(let type, let name): names = (type, name, nil)
        case .argument(let type, let field, let name): names = (type, field, name)
        case .directive(let name): names = ("@\(name)", nil, nil)
        case .directiveArgument(let directive, let name): names = ("@\(directive)", nil, name)
        }
        func element(
            _ kind: SchemaElement.Kind, _ directives: [AppliedDirective], _ locations: [DirectiveLocation] = []
        ) -> SchemaElement {
            SchemaElement(
                kind, names.type, member: names.member, argument: names.argument, locations: locations,
                directives: directives)
        }
        return switch definition {
        case .type(let type): element(.type, type.directives)
        case .field(let field): element(.field, field.directives)
        case .inputField(let field): element(.inputField, field.directives)
        case .enumValue(let value): element(.enumValue, value.directives)
        case .argument(let argument): element(.argument, argument.directives)
        case .directive(let directive): element(.directive, [], directive.locations)
        case .directiveArgument(let argument): element(.directiveArgument, argument.directives)
        }
    }

    /// ``element(at:)``, with all that the schema knows about it.
    package func definition(at coordinate: SchemaCoordinate) throws(SchemaCoordinateError) -> SchemaDefinition? {
        switch coordinate {
        case .type(let name): return type(named: name).map(SchemaDefinition.type)
        case .directive(let name): return directive(symbols.find(name)).map(SchemaDefinition.directive)
        case .member(let typeName, let name):
            let type = try container(typeName, of: coordinate)
            let symbol = symbols.find(name)
            switch type.kind {
            case .object, .interface: return type.field(symbol).map(SchemaDefinition.field)
            case .inputObject: return type.inputField(symbol).map(SchemaDefinition.inputField)
            case .enum: return type.enumValue(symbol).map(SchemaDefinition.enumValue)
            case .scalar, .union, .list, .nonNull:
                throw failure(coordinate, "\"\(typeName)\" is \(type.kind.noun), which has no members.")
            }
        case .argument(let typeName, let fieldName, let name):
            let type = try container(typeName, of: coordinate)
            guard type.kind == .object || type.kind == .interface else {
                throw failure(coordinate, "\"\(typeName)\" is \(type.kind.noun), which has no fields with arguments.")
            }
            guard let field = type.field(symbols.find(fieldName)) else {
                throw failure(coordinate, "The type \"\(typeName)\" has no field \"\(fieldName)\".")
            }
            return field.argument(symbols.find(name)).map(SchemaDefinition.argument)
        case .directiveArgument(let directiveName, let name):
            guard let directive = directive(symbols.find(directiveName)) else {
                throw failure(coordinate, "There is no directive \"@\(directiveName)\".")
            }
            return directive.argument(symbols.find(name)).map(SchemaDefinition.directiveArgument)
        }
    }

    private func container(
        _ name: String, of coordinate: SchemaCoordinate
    ) throws(SchemaCoordinateError) -> NamedType {
        if let type = type(named: name) { return type }
        throw failure(coordinate, "There is no type \"\(name)\".")
    }

    private func failure(_ coordinate: SchemaCoordinate, _ message: String) -> SchemaCoordinateError {
        SchemaCoordinateError(coordinate: coordinate, description: "\(coordinate): \(message)")
    }
}
