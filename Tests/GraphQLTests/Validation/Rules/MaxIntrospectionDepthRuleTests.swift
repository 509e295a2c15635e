import Testing

@testable import GraphQL

@Suite struct MaxIntrospectionDepthRuleTests {
    private var options: ValidationOptions {
        var options = ValidationOptions()
        options.introspectionDepth = 2
        return options
    }

    private let message = "Maximum introspection depth exceeded: lists of fields and types may be nested 2 deep."

    @Test func `accepts what tools ask for`() {
        expectValid(
            """
            { __schema { types { ...T } directives { args { type { ...R } } } } }
            fragment T on __Type { fields { args { type { ...R } } type { ...R } } interfaces { ...R } enumValues { name } }
            fragment R on __Type { name ofType { name ofType { name ofType { name ofType { name } } } } }
            """, options: options)
    }

    @Test func `refuses lists in lists in lists, also through fragments`() {
        expectErrors(
            #"1️⃣{ __type(name: "Bus") { fields { type { fields { type { fields { name } } } } } } }"#,
            .maxIntrospectionDepth, ExpectedError("1️⃣", message), code: .introspectionTooDeep, options: options)
        expectErrors(
            """
            1️⃣query { __schema { types { interfaces { ...A } } } }
            fragment A on __Type { possibleTypes { ...B } }
            fragment B on __Type { name inputFields { name } }
            """, .maxIntrospectionDepth, ExpectedError("1️⃣", message), code: .introspectionTooDeep, options: options)
    }

    /// Whoever says nothing is not open to a few lines that ask for millions of types.
    @Test func `is on unless it is switched off`() {
        let query =
            "1️⃣{ __schema { types { possibleTypes { interfaces { possibleTypes { interfaces { name } } } } } } }"
        expectErrors(
            query, .maxIntrospectionDepth,
            ExpectedError(
                "1️⃣", "Maximum introspection depth exceeded: lists of fields and types may be nested 3 deep."),
            code: .introspectionTooDeep)
        var options = ValidationOptions()
        options.introspectionDepth = nil
        expectValid(query.replacing("1️⃣", with: ""), options: options)
    }

    @Test func `counts nothing but introspection`() {
        expectValid("{ line(id: 1) { stops { lines { stops { lines { stops { id } } } } } } }", options: options)
    }
}
