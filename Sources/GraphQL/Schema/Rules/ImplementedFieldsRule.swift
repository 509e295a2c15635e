/// A type has the fields of its interfaces, in a form that keeps what they promise.
///
/// [Spec 3.6, IsValidImplementation](https://spec.graphql.org/September2025/#IsValidImplementation())
enum ImplementedFieldsRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let schema = context.schema
        for type in context.types {
            for id in type.interfaces where id != type.id && schema[id].kind == .interface {
                for promised in schema[id].fields {
                    if let field = type.field(promised.symbol) {
                        check(field, of: type, keeps: promised, &context)
                    } else {
                        context.report(
                            "The field \"\(schema.coordinate(of: promised))\" of an implemented interface is missing: "
                                + "add `\(promised.name): \(schema.text(promised.type))`.",
                            type.name)
                    }
                }
            }
        }
    }

    private static func check(
        _ field: FieldDefinition, of type: NamedType, keeps promised: FieldDefinition,
        _ context: inout SchemaRuleContext
    ) {
        let schema = context.schema
        let coordinate = schema.coordinate(of: field)
        let promise = schema.coordinate(of: promised)
        if !context.isSubtype(field.type, of: promised.type) {
            context.report(
                "The type must be `\(schema.text(promised.type))` or a subtype of it, as \"\(promise)\" says, "
                    + "but it is `\(schema.text(field.type))`.",
                coordinate)
        }
        if field.deprecationReason != nil, promised.deprecationReason == nil {
            context.report(
                "The field can be deprecated only if \"\(promise)\" is: clients of the interface cannot see it here.",
                coordinate)
        }
        for argument in promised.arguments {
            let type = schema.text(argument.type)
            guard let own = field.argument(argument.symbol) else {
                context.report(
                    "The argument \"\(promise)(\(argument.name):)\" of an implemented interface is missing: "
                        + "add `\(argument.name): \(type)`.",
                    coordinate)
                continue
            }
            if own.type == argument.type || context.isUnknown(own.type.named) || context.isUnknown(argument.type.named)
            {
                continue
            }
            context.report(
                "The type must be `\(type)`, the same as that of \"\(promise)(\(argument.name):)\", "
                    + "but it is `\(schema.text(own.type))`.",
                "\(coordinate)(\(own.name):)")
        }
        for argument in field.arguments where argument.isRequired && promised.argument(argument.symbol) == nil {
            context.report(
                "The argument must be nullable or have a default, because \"\(promise)\" does not have it.",
                "\(coordinate)(\(argument.name):)")
        }
    }
}

extension SchemaRuleContext {
    /// [Spec 3.6, IsValidImplementationFieldType](https://spec.graphql.org/September2025/#IsValidImplementationFieldType())
    fileprivate func isSubtype(_ type: TypeReference, of promised: TypeReference) -> Bool {
        if isUnknown(type.named) || isUnknown(promised.named) { return true }
        return schema.isSubtype(type, of: promised)
    }
}

extension Schema {
    /// Whether everything of one type can stand where the other is promised.
    func isSubtype(_ type: TypeReference, of promised: TypeReference) -> Bool {
        if promised.isNonNull, !type.isNonNull { return false }
        if let item = type.item, let promisedItem = promised.item { return isSubtype(item, of: promisedItem) }
        if type.isList || promised.isList { return false }
        if type.named == promised.named { return true }
        let named = named(type)
        switch self[promised.named].kind {
        case .interface: return named.interfaces.contains(promised.named)
        case .union: return named.kind == .object && self[promised.named].includes(type.named)
        default: return false
        }
    }
}
