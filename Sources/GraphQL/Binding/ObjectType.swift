/// The fields of a GraphQL object type, given for a Swift type.
public struct ObjectType<Object: ObjectValue, Context: Sendable>: Sendable {
    let binding: ObjectBinding

    /// - Parameter name: the GraphQL type; the Swift type's own name unless said otherwise.
    public init(
        _ name: String = "\(Object.self)", @FieldsBuilder<Object, Context> fields: () -> [Field<Object, Context>]
    ) {
        binding = ObjectBinding(
            name: name, type: ObjectIdentifier(Object.self), typeName: "\(Object.self)",
            fields: fields().map(\.binding)
        )
    }
}

/// An ``ObjectType`` without its types.
struct ObjectBinding: Sendable {
    let name: String
    let type: ObjectIdentifier
    let typeName: String
    let fields: [FieldBinding]
}

/// Gathers the fields of an ``ObjectType``, one a line; a list of them may stand in a line as well.
@resultBuilder
public enum FieldsBuilder<Object: ObjectValue, Context: Sendable> {
    public static func buildExpression(_ field: Field<Object, Context>) -> [Field<Object, Context>] { [field] }
    public static func buildExpression(_ fields: [Field<Object, Context>]) -> [Field<Object, Context>] { fields }
    public static func buildBlock(_ fields: [Field<Object, Context>]...) -> [Field<Object, Context>] {
        fields.flatMap(\.self)
    }
}

/// Several object types, as one feature brings them along.
public struct TypeBindings<Context: Sendable>: Sendable {
    let objects: [ObjectBinding]

    /// One type a line.
    public init(@TypesBuilder<Context> _ types: () -> TypeBindings<Context>) { self = types() }

    init(objects: [ObjectBinding]) { self.objects = objects }
}

/// Gathers the types of ``TypeBindings``, one a line; the bindings of another feature may stand in a line as well.
@resultBuilder
public enum TypesBuilder<Context: Sendable> {
    public static func buildExpression<Object>(_ type: ObjectType<Object, Context>) -> TypeBindings<Context> {
        TypeBindings(objects: [type.binding])
    }

    public static func buildExpression(_ types: TypeBindings<Context>) -> TypeBindings<Context> { types }

    public static func buildBlock(_ types: TypeBindings<Context>...) -> TypeBindings<Context> {
        TypeBindings(objects: types.flatMap(\.objects))
    }
}
