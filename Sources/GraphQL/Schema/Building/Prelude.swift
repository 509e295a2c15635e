extension Schema {
    /// The definitions every schema has: the five scalars, the directives and the types of introspection.
    ///
    /// [Spec 3.5](https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars),
    /// [3.13](https://spec.graphql.org/September2025/#sec-Type-System.Directives.Built-in-Directives),
    /// [4.2](https://spec.graphql.org/September2025/#sec-Schema-Introspection). The descriptions are our own.
    static let prelude = #"""
        "A whole number between −2³¹ and 2³¹−1."
        scalar Int
        "A finite double-precision number."
        scalar Float
        "Text."
        scalar String
        "true or false."
        scalar Boolean
        "An opaque identifier. Written as a string, read from a string or a whole number."
        scalar ID

        "Leaves the field or fragment out when the argument is true."
        directive @skip("Leave out when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Takes the field or fragment in only when the argument is true."
        directive @include("Take in when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks an element as no longer to be used."
        directive @deprecated("What to use instead, in Markdown." reason: String! = "No longer supported")
            on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Says where the format of a custom scalar is specified."
        directive @specifiedBy("The address of the specification." url: String!) on SCALAR
        "An input object of which exactly one field is given."
        directive @oneOf on INPUT_OBJECT

        "What a server can be asked."
        type __Schema {
            description: String
            "Every type of the schema."
            types: [__Type!]!
            queryType: __Type!
            mutationType: __Type
            subscriptionType: __Type
            directives: [__Directive!]!
        }

        "A type, named or wrapping another. Which fields are not null depends on `kind`."
        type __Type {
            kind: __TypeKind!
            name: String
            description: String
            "Scalars: where the format is specified."
            specifiedByURL: String
            "Objects and interfaces."
            fields(includeDeprecated: Boolean! = false): [__Field!]
            "Objects and interfaces."
            interfaces: [__Type!]
            "Interfaces and unions."
            possibleTypes: [__Type!]
            "Enums."
            enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
            "Input objects."
            inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
            "Lists and non-null types: the type inside."
            ofType: __Type
            "Input objects: whether exactly one field must be given."
            isOneOf: Boolean
        }

        enum __TypeKind {
            SCALAR
            OBJECT
            INTERFACE
            UNION
            ENUM
            INPUT_OBJECT
            LIST
            NON_NULL
        }

        type __Field {
            name: String!
            description: String
            args(includeDeprecated: Boolean! = false): [__InputValue!]!
            type: __Type!
            isDeprecated: Boolean!
            deprecationReason: String
        }

        "An argument, or a field of an input object."
        type __InputValue {
            name: String!
            description: String
            type: __Type!
            "The default as a GraphQL literal."
            defaultValue: String
            isDeprecated: Boolean!
            deprecationReason: String
        }

        type __EnumValue {
            name: String!
            description: String
            isDeprecated: Boolean!
            deprecationReason: String
        }

        type __Directive {
            name: String!
            description: String
            isRepeatable: Boolean!
            locations: [__DirectiveLocation!]!
            args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        enum __DirectiveLocation {
            QUERY
            MUTATION
            SUBSCRIPTION
            FIELD
            FRAGMENT_DEFINITION
            FRAGMENT_SPREAD
            INLINE_FRAGMENT
            VARIABLE_DEFINITION
            SCHEMA
            SCALAR
            OBJECT
            FIELD_DEFINITION
            ARGUMENT_DEFINITION
            INTERFACE
            UNION
            ENUM
            ENUM_VALUE
            INPUT_OBJECT
            INPUT_FIELD_DEFINITION
        }
        """#
}
