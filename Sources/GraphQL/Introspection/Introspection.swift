/// The resolvers of introspection: they read the ``Schema`` that the caller sees.
///
/// [Spec 4.2](https://spec.graphql.org/September2025/#sec-Schema-Introspection)
///
/// They need nothing of the request, so they serve every `Context`.
enum Introspection<Context: Sendable> {
    private typealias Object<T: ObjectValue> = ObjectType<T, Context>

    static var objects: [ObjectBinding] {
        [schema, type, field, inputValue, enumValue, directive]
    }

    /// `__schema` and `__type`, which belong to the query root.
    static func rootFields(of queryType: String) -> ObjectBinding {
        Object<Root>(queryType) {
            Field("__schema") { context in IntrospectedSchema(context.schema) }
            Field("__type", Argument("name", String.self)) { context, name in
                context.schema.type(named: name).map { IntrospectedType($0, in: context.schema) }
            }
        }.binding
    }

    private static var schema: ObjectBinding {
        Object<IntrospectedSchema>("__Schema") {
            Field("description", \.description)
            Field("types") { schemas, _ in
                schemas.map { parent in
                    parent.schema.visibleTypes.map { IntrospectedType(parent.schema[$0], in: parent.schema) }
                }
            }
            Field("queryType") { schemas, _ in
                schemas.map { IntrospectedType($0.schema[$0.schema.queryType], in: $0.schema) }
            }
            Field("mutationType") { schemas, _ in
                schemas.map { parent in
                    parent.schema.mutationType.map { IntrospectedType(parent.schema[$0], in: parent.schema) }
                }
            }
            Field("subscriptionType") { schemas, _ in
                schemas.map { parent in
                    parent.schema.subscriptionType.map { IntrospectedType(parent.schema[$0], in: parent.schema) }
                }
            }
            Field("directives") { schemas, _ in
                schemas.map { parent in
                    parent.schema.directiveDefinitions.map { IntrospectedDirective($0, in: parent.schema) }
                }
            }
        }.binding
    }

    private static var type: ObjectBinding {
        Object<IntrospectedType>("__Type") {
            Field("kind", \.kind)
            Field("name", \.name)
            Field("description", \.description)
            Field("specifiedByURL", \.specifiedByURL)
            Field("isOneOf", \.isOneOf)
            Field("fields", Argument("includeDeprecated", Bool.self)) { types, _, includeDeprecated in
                types.map { $0.fields(includeDeprecated: includeDeprecated) }
            }
            Field("interfaces") { types, _ in types.map(\.interfaces) }
            Field("possibleTypes") { types, _ in types.map(\.possibleTypes) }
            Field("enumValues", Argument("includeDeprecated", Bool.self)) { types, _, includeDeprecated in
                types.map { $0.enumValues(includeDeprecated: includeDeprecated) }
            }
            Field("inputFields", Argument("includeDeprecated", Bool.self)) { types, _, includeDeprecated in
                types.map { $0.inputFields(includeDeprecated: includeDeprecated) }
            }
            Field("ofType") { types, _ in types.map(\.ofType) }
        }.binding
    }

    private static var field: ObjectBinding {
        Object<IntrospectedField>("__Field") {
            Field("name", \.name)
            Field("description", \.description)
            Field("isDeprecated", \.isDeprecated)
            Field("deprecationReason", \.deprecationReason)
            Field("type") { fields, _ in fields.map { IntrospectedType($0.definition.type, in: $0.schema) } }
            Field("args", Argument("includeDeprecated", Bool.self)) { fields, _, includeDeprecated in
                fields.map { IntrospectedInputValue.all($0.definition.arguments, includeDeprecated, in: $0.schema) }
            }
        }.binding
    }

    private static var inputValue: ObjectBinding {
        Object<IntrospectedInputValue>("__InputValue") {
            Field("name", \.name)
            Field("description", \.description)
            Field("defaultValue", \.defaultValue)
            Field("isDeprecated", \.isDeprecated)
            Field("deprecationReason", \.deprecationReason)
            Field("type") { values, _ in values.map { IntrospectedType($0.definition.type, in: $0.schema) } }
        }.binding
    }

    private static var enumValue: ObjectBinding {
        Object<IntrospectedEnumValue>("__EnumValue") {
            Field("name", \.name)
            Field("description", \.description)
            Field("isDeprecated", \.isDeprecated)
            Field("deprecationReason", \.deprecationReason)
        }.binding
    }

    private static var directive: ObjectBinding {
        Object<IntrospectedDirective>("__Directive") {
            Field("name", \.name)
            Field("description", \.description)
            Field("isRepeatable", \.isRepeatable)
            Field("locations", \.locations)
            Field("args", Argument("includeDeprecated", Bool.self)) { directives, _, includeDeprecated in
                directives.map { IntrospectedInputValue.all($0.definition.arguments, includeDeprecated, in: $0.schema) }
            }
        }.binding
    }
}
