import Testing

@testable import GraphQL

@Suite struct IntrospectionTests {
    private static let sdl = """
        "What can be asked."
        schema { query: Query mutation: Change }

        directive @tag(
          "Which."
          name: String! = "a \\"b\\""
          level: Int @deprecated(reason: "Unused.")
        ) repeatable on FIELD_DEFINITION | OBJECT

        directive @once on FIELD

        \"""
        The root.

        Second paragraph.
        \"""
        type Query {
          node(id: ID!, size: Size = SMALL, near: Near = { x: 1.5, tags: ["a"], size: LARGE }, old: Int @deprecated): Node
          any: [Any!]!
          old: Int @deprecated
          older(a: [[Int!]]! = [[1, 2], null]): String! @deprecated(reason: "Ask `node`.")
        }

        type Change {
          set(choice: Choice!): Boolean
        }

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
          "Its name."
          name: String
        }

        type Shop implements Node & Named {
          id: ID!
          name: String
        }

        type Park implements Node {
          id: ID!
        }

        union Any = Shop | Park

        enum Size {
          SMALL
          "Very."
          LARGE
          HUGE @deprecated(reason: "Use LARGE.")
        }

        input Near {
          x: Float! = 0
          tags: [String!]
          size: Size
          old: Int @deprecated
        }

        input Choice @oneOf {
          a: Int
          b: Near
        }

        scalar Stamp @specifiedBy(url: "https://example.org/stamp")
        """

    struct Shop: ObjectValue {
        var id: String
        var name: String?
    }
    struct Park: ObjectValue { var id: String }
    /// Knows one size less than the schema.
    enum Size: String, EnumValue {
        case small = "SMALL"
        case large = "LARGE"
    }

    private func schema() throws -> ExecutableSchema<Void> {
        try ExecutableSchema(
            Schema(IntrospectionTests.sdl),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") {
                    Field(
                        "node", Argument("id", String.self), Argument("size", Value.self), Argument("near", Value.self),
                        Argument("old", Int?.self)
                    ) { (_: FieldContext<Void>, _: String, _: Value, _: Value, _: Int?) -> Shop? in nil }
                    Field("any") { _ in [Shop]() }
                    Field("old") { _ in 1 }
                    Field("older", Argument("a", Value.self)) { _, _ in "" }
                }
                ObjectType<Root, Void>("Change") { Field("set", Argument("choice", Value.self)) { _, _ in true } }
                ObjectType<Shop, Void> {
                    Field("id", \.id)
                    Field("name", \.name)
                }
                ObjectType<Park, Void> { Field("id", \.id) }
            })
    }

    private func answer(_ query: String) async throws -> String {
        await (try schema()).execute(query, context: ()).text
    }

    /// As graphql-js writes it, with every option.
    private static let fullQuery = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue {
          name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
        }
        fragment TypeRef on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """

    /// As clients of June 2018 ask.
    private static let oldQuery = """
        query IntrospectionQuery {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types { ...FullType }
            directives { name description locations args { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description
          fields(includeDeprecated: true) {
            name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        """

    @Test func `The schema can be rebuilt from the full query`() async throws {
        let answer = try Value(json: await answer(IntrospectionTests.fullQuery))
        #expect(answer["errors"] == nil)
        let rebuilt = try Schema(ClientSchema(answer["data"]?["__schema"] ?? .null).sdl)
        #expect(try rebuilt.print() == Schema(IntrospectionTests.sdl).print())
    }

    @Test func `The query of older clients is answered`() async throws {
        let answer = try Value(json: await answer(IntrospectionTests.oldQuery))
        #expect(answer["errors"] == nil)
        guard case .list(let types)? = answer["data"]?["__schema"]?["types"] else {
            Issue.record("no types")
            return
        }
        let near = types.first { $0["name"] == .string("Near") }
        #expect(near?["inputFields"]?.description.contains("old") == false)
    }

    @Test(arguments: [
        ("__type(name: \"Nothing\") { name }", "null"), ("__type(name: \"\") { name }", "null"),
        ("__type(name: \"K\\u212A\") { name }", "null"),
        ("__type(name: \"Int\") { kind name }", #"{"kind":"SCALAR","name":"Int"}"#),
        (
            "__type(name: \"Size\") { enumValues { name } fields { name } inputFields { name } interfaces { name } possibleTypes { name } ofType { name } isOneOf specifiedByURL }",
            #"{"enumValues":[{"name":"SMALL"},{"name":"LARGE"}],"fields":null,"inputFields":null,"interfaces":null,"possibleTypes":null,"ofType":null,"isOneOf":null,"specifiedByURL":null}"#
        ),
        (
            "__type(name: \"Query\") { fields { name args { name } } }",
            #"{"fields":[{"name":"node","args":[{"name":"id"},{"name":"size"},{"name":"near"}]},{"name":"any","args":[]}]}"#
        ),
        (
            "__type(name: \"Near\") { isOneOf inputFields { name defaultValue } }",
            #"{"isOneOf":false,"inputFields":[{"name":"x","defaultValue":"0"},{"name":"tags","defaultValue":null},{"name":"size","defaultValue":null}]}"#
        ),
        ("__type(name: \"Choice\") { isOneOf }", #"{"isOneOf":true}"#),
        (
            "__type(name: \"Node\") { interfaces { name } possibleTypes { name } }",
            #"{"interfaces":[],"possibleTypes":[{"name":"Shop"},{"name":"Park"}]}"#
        ),
        ("__type(name: \"Stamp\") { specifiedByURL }", #"{"specifiedByURL":"https://example.org/stamp"}"#),
        (
            "__type(name: \"__Type\") { __typename kind a: __typename }",
            #"{"__typename":"__Type","kind":"OBJECT","a":"__Type"}"#
        ),
        (
            "__type(name: \"Query\") { fields(includeDeprecated: true) { isDeprecated deprecationReason } }",
            #"{"fields":[{"isDeprecated":false,"deprecationReason":null},{"isDeprecated":false,"deprecationReason":null},{"isDeprecated":true,"deprecationReason":"No longer supported"},{"isDeprecated":true,"deprecationReason":"Ask `node`."}]}"#
        ),
    ])
    func `A type is shown by its name, without what is deprecated`(field: String, expected: String) async throws {
        #expect(try await answer("{ t: \(field) }") == "{\"data\":{\"t\":\(expected)}}")
    }

    @Test func `Type names stand everywhere`() async throws {
        #expect(
            try await answer(
                "{ __typename __schema { __typename queryType { __typename fields { __typename type { __typename } } } directives { __typename args { __typename } } } }"
            )
            .hasPrefix(
                #"{"data":{"__typename":"Query","__schema":{"__typename":"__Schema","queryType":{"__typename":"__Type","fields":[{"__typename":"__Field","type":{"__typename":"__Type"}}"#
            ))
        #expect(
            try await answer("mutation { __typename set(choice: {a: 1}) }")
                == #"{"data":{"__typename":"Change","set":true}}"#)
        #expect(try await answer("mutation { __schema { description } }").contains("VALIDATION_FAILED"))
        #expect(try await answer("{ any { __schema { description } } }").contains("VALIDATION_FAILED"))
    }

    @Test func `A view shows no enum value that it hides, though its Swift enum knows only some`() async throws {
        let schema = try ExecutableSchema(
            Schema("type Query { sizes: [Size]! } enum Size { SMALL LARGE HUGE }"),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") { Field("sizes") { _ in [Size?.some(.small), .large] } }
            })
        #expect(await schema.execute("{ sizes }", context: ()).text == #"{"data":{"sizes":["SMALL","LARGE"]}}"#)
        let view = try schema.view { $0.coordinate != "Size.SMALL" }
        #expect(
            await view.execute("{ sizes }", context: ()).text
                == #"{"errors":[{"message":"Query.sizes has a value that its type cannot represent.","locations":[{"line":1,"column":3}],"path":["sizes",0],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"sizes":[null,"LARGE"]}}"#
        )
    }
}

/// Puts the schema definition language together again from what introspection answers.
private struct ClientSchema {
    private let schema: Value

    init(_ schema: Value) { self.schema = schema }

    var sdl: String {
        let roots = ["query", "mutation", "subscription"].compactMap { kind -> String? in
            text(schema["\(kind)Type"]?["name"]).map { "\(kind): \($0)" }
        }
        let specified = ["skip", "include", "deprecated", "specifiedBy", "oneOf"]
        var parts = ["\(description(schema))schema { \(roots.joined(separator: " ")) }"]
        for directive in list(schema["directives"]) where !specified.contains(text(directive["name"])!) {
            let locations = list(directive["locations"]).compactMap(text).joined(separator: " | ")
            let repeatable = directive["isRepeatable"] == .boolean(true) ? " repeatable" : ""
            parts.append(
                "\(description(directive))directive @\(text(directive["name"])!)\(arguments(directive))\(repeatable) on \(locations)"
            )
        }
        for type in list(schema["types"]) {
            let name = text(type["name"])!
            if name.hasPrefix("__") || ["Int", "Float", "String", "Boolean", "ID"].contains(name) { continue }
            parts.append(description(type) + definition(type, name))
        }
        return parts.joined(separator: "\n")
    }

    private func definition(_ type: Value, _ name: String) -> String {
        let kind = text(type["kind"])!
        switch kind {
        case "SCALAR":
            return "scalar \(name)" + (text(type["specifiedByURL"]).map { " @specifiedBy(url: \"\($0)\")" } ?? "")
        case "UNION": return "union \(name) = " + list(type["possibleTypes"]).map(reference).joined(separator: " | ")
        case "ENUM":
            let values = list(type["enumValues"]).map { description($0) + text($0["name"])! + deprecation($0) }
            return "enum \(name) { \(values.joined(separator: "\n")) }"
        case "INPUT_OBJECT":
            let fields = list(type["inputFields"]).map(inputValue).joined(separator: "\n")
            return "input \(name)\(type["isOneOf"] == .boolean(true) ? " @oneOf" : "") { \(fields) }"
        default:
            let interfaces = list(type["interfaces"]).map(reference).joined(separator: " & ")
            let fields = list(type["fields"]).map {
                "\(description($0))\(text($0["name"])!)\(arguments($0)): \(reference($0["type"]!))\(deprecation($0))"
            }
            return
                "\(kind == "OBJECT" ? "type" : "interface") \(name) \(interfaces.isEmpty ? "" : "implements \(interfaces)")"
                + "{ \(fields.joined(separator: "\n")) }"
        }
    }

    private func arguments(_ element: Value) -> String {
        let arguments = list(element["args"]).map(inputValue)
        return arguments.isEmpty ? "" : "(\(arguments.joined(separator: "\n")))"
    }

    private func inputValue(_ value: Value) -> String {
        "\(description(value))\(text(value["name"])!): \(reference(value["type"]!))"
            + (text(value["defaultValue"]).map { " = \($0)" } ?? "") + deprecation(value)
    }

    private func reference(_ type: Value) -> String {
        switch text(type["kind"]) {
        case "NON_NULL": reference(type["ofType"]!) + "!"
        case "LIST": "[\(reference(type["ofType"]!))]"
        default: text(type["name"])!
        }
    }

    private func deprecation(_ element: Value) -> String {
        guard let reason = text(element["deprecationReason"]) else { return "" }
        return reason == "No longer supported" ? " @deprecated" : " @deprecated(reason: \(Value.string(reason)))"
    }

    private func description(_ element: Value) -> String {
        text(element["description"]).map { "\(Value.string($0)) " } ?? ""
    }

    private func text(_ value: Value?) -> String? { if case .string(let text)? = value { text } else { nil } }

    private func list(_ value: Value?) -> [Value] { if case .list(let items)? = value { items } else { [] } }
}
