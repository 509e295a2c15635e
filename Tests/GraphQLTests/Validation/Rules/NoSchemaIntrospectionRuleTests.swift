import Testing

@testable import GraphQL

@Suite struct NoSchemaIntrospectionRuleTests {
    private var options: ValidationOptions {
        var options = ValidationOptions()
        options.noSchemaIntrospection = true
        return options
    }

    @Test func `accepts __typename, and everything if it is not asked`() {
        expectValid("{ __typename bus { __typename } }", options: options)
        expectValid(#"{ __schema { description } __type(name: "Bus") { name } }"#)
    }

    @Test func `refuses to show the schema`() {
        func message(_ field: String) -> String {
            "GraphQL introspection has been disabled, but the requested query contained the field \"\(field)\"."
        }
        expectErrors(
            #"{ 1️⃣__schema { types { fields { name } } } ...F } fragment F on Query { 2️⃣x: __type(name: "Bus") { name } }"#,
            .noSchemaIntrospection, ExpectedError("1️⃣", message("__schema")), ExpectedError("2️⃣", message("__type")),
            options: options)
    }
}
