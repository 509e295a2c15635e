import GraphQL
import Testing

@Suite struct SchemaViewTests {
    private func citizens() throws -> ExecutableSchema<Int> { try Guarded.schema().view(Guarded.isForCitizens) }

    private func run(_ query: String, variables: String = "null") async throws -> String {
        try await citizens().execute(query, variables: try Value(json: variables), context: 0).text
    }

    // MARK: - Nowhere

    @Test func `What is hidden has no type, is no possible type and is in no member`() throws {
        let view = try citizens().schema
        for name in Guarded.secrets { #expect(view.type(named: name) == nil, "\(name)") }
        let words = view.dump.joined(separator: "\n").replacing(#/@auth\([^)]*\)/#, with: "").words
        #expect(words.intersection(Guarded.secrets) == [])
        // Not even in the places that hidden types keep.
        for type in view.types where !view.visibleTypes.contains(type.id) {
            #expect(
                type.fields.isEmpty && type.enumValues.isEmpty && type.inputFields.isEmpty && type.interfaces.isEmpty)
            #expect(type.possibleTypes.isEmpty && type.description == nil && type.directives.isEmpty)
        }
    }

    @Test func `What is hidden is not printed`() throws {
        let printed = try citizens().schema.sdl
        #expect(printed.words.intersection(Guarded.secrets) == [])
        #expect(
            printed == """
                directive @slowly on FIELD

                type Query {
                  shops(first: Int! = 2): [Shop!]!
                  things: [Thing]!
                  found: Found
                  echo(by: Filter!): String!
                  state(of: State = OPEN): State
                }

                interface Thing {
                  name: String!
                }

                type Shop implements Thing {
                  name: String!
                }

                union Found = Shop

                enum State {
                  OPEN
                  CLOSED
                }

                input Filter {
                  text: String! = "x"
                }

                """)
    }

    @Test func `Introspection does not know what is hidden`() async throws {
        let answer = try await run(Guarded.introspection)
        #expect(!answer.contains("errors"))
        #expect(answer.words.isSuperset(of: ["Shop", "Thing", "slowly", "OPEN", "Filter"]))
        #expect(answer.words.intersection(Guarded.secrets) == [])
        for name in Guarded.secrets {
            #expect(try await run("{ __type(name: \"\(name)\") { name } }") == #"{"data":{"__type":null}}"#)
        }
    }

    @Test(arguments: [
        "{ op }", "{ shops(trac: true) { name } }", "{ shops { watcher } }", "{ shops { secre { ciphe } } }",
        "{ state(of: RAIDE) }", "{ state(of: \"RAIDE\") }", "{ found { ... on Vaul { name } } }",
        "{ echo(by: {dept: 1}) }",
        "query($a: Audi) { state }", "query($a: Rol) { state }", "mutation { shutDow }", "{ state @aut }",
        "{ state @slowly(unti: ADMI) }", "{ things { gol } }", "{ shops { ... on Watche { name } } }",
    ])
    func `Errors about what is spelled almost like it do not lead there`(query: String) async throws {
        let answer = try await run(query)
        #expect(answer.words.intersection(Guarded.secrets) == [])
    }

    @Test func `The whole schema knows all of it`() async throws {
        let answer = try await Guarded.schema().execute(Guarded.introspection, context: 0).text
        #expect(answer.words.isSuperset(of: Guarded.secrets))
    }

    // MARK: - Executing

    @Test func `Resolvers get the defaults of hidden arguments and input fields`() async throws {
        #expect(
            try await run("{ shops { name } }") == #"{"data":{"shops":[{"name":"0 true -"},{"name":"1 true -"}]}}"#)
        #expect(try await run("{ echo(by: {text: \"a\"}) }") == #"{"data":{"echo":"a 7"}}"#)
        #expect(
            try await run("query($by: Filter!) { echo(by: $by) }", variables: #"{"by": {}}"#)
                == #"{"data":{"echo":"x 7"}}"#)
        let answer = try await run("query($by: Filter!) { echo(by: $by) }", variables: #"{"by": {"depth": 1}}"#)
        #expect(answer.contains(#"Field \"depth\" is not defined by type \"Filter\"."#))
    }

    @Test func `An object of a hidden type is an error that does not name it`() async throws {
        let things = try await run("{ things { name __typename } found { __typename } }")
        #expect(things.contains(#"{"name":"Mill","__typename":"Shop"},null"#))
        #expect(things.contains(#""found":null"#))
        #expect(things.words.intersection(Guarded.secrets) == [])
    }

    @Test func `A hidden enum value is an error that does not name it`() async throws {
        #expect(try await run("{ state }") == #"{"data":{"state":"OPEN"}}"#)
        let raided = try await run("{ state(of: CLOSED) }")
        #expect(raided.contains(#""state":null"#))
        #expect(raided.words.intersection(Guarded.secrets) == [])
        let asked = try await run("query($of: State) { state(of: $of) }", variables: #"{"of": "RAIDED"}"#)
        #expect(asked.contains("does not exist"))
    }

    // MARK: - What is no view

    private func expectNoView(
        _ sdl: String, hiding hidden: Set<String>, _ expected: [String],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: SchemaError.self, sourceLocation: sourceLocation) {
            try Schema(sdl).view { !hidden.contains($0.coordinate) }
        }
        #expect(error?.issues.map(\.description) == expected, sourceLocation: sourceLocation)
    }

    @Test func `Something of the query root is shown`() {
        expectNoView("type Query { a: Int }", hiding: ["Query"], ["Query: The view shows nothing of the query root."])
        expectNoView("type Query { a: Int }", hiding: ["Query.a"], ["Query: The view shows nothing of the query root."])
        expectNoView(
            "type Query { a: A } type A { b: B } type B { c: Int }", hiding: ["B.c"],
            ["Query: The view shows nothing of the query root."])
    }

    @Test func `What must be given is shown`() {
        let sdl = """
            type Query { a(b: Int!, c: I, d: E!): Int e: Int }
            input I { f: Int! g: Int }
            enum E { A }
            """
        expectNoView(
            sdl, hiding: ["Query.a(b:)", "I.f", "E.A"],
            [
                "Query.a(b:): The view hides what a client must give.",
                "Query.a(d:): The view hides what a client must give.",
                "I.f: The view hides what a client must give.",
            ])
        #expect(throws: Never.self) { try Schema(sdl).view { !["Query.a", "I.f"].contains($0.coordinate) } }
    }

    @Test func `Interfaces keep their promises`() {
        expectNoView(
            """
            type Query { n: N }
            interface N { a: Int b(c: Int): Int }
            type T implements N { a: Int b(c: Int): Int }
            """,
            hiding: ["T.a", "T.b(c:)"],
            [
                "T.a: The view hides the field here, but shows \"N.a\".",
                "T.b(c:): The view hides the argument here, but shows \"N.b(c:)\".",
            ])
    }

    @Test func `Defaults mention nothing hidden`() {
        expectNoView(
            """
            type Query { a(b: E = B, c: I = {e: A}, d: [I!] = [{f: 1}]): Int }
            enum E { A B }
            input I { e: E f: Int = 2 }
            """,
            hiding: ["E.B", "I.f"],
            [
                "Query.a(b:): The default mentions what the view hides. Value \"B\" does not exist in \"E\" enum.",
                "Query.a(d:): The default mentions what the view hides. Field \"f\" is not defined by type \"I\".",
            ])
    }

    // MARK: - Shape

    @Test func `The predicate is asked once about everything that is not the specification's`() throws {
        var asked: [String] = []
        _ = try Schema(
            """
            directive @d(x: Int) on FIELD
            type Query { a(b: Int): E c(i: I): Int }
            enum E { A } input I { f: Int } scalar Int
            """
        ).view {
            asked.append("\($0.kind) \($0.coordinate)")
            return true
        }
        #expect(
            asked == [
                "type Query", "field Query.a", "argument Query.a(b:)", "field Query.c", "argument Query.c(i:)",
                "type E",
                "enumValue E.A", "type I", "inputField I.f", "directive @d", "directiveArgument @d(x:)",
            ])
    }

    @Test func `A directive without its required argument is hidden`() throws {
        let view = try Schema(
            "type Query { a: Int @d(e: A) } directive @d(e: E!) on FIELD_DEFINITION | FIELD enum E { A }"
        ).view { $0.coordinate != "E" }
        #expect(view.sdl == "type Query {\n  a: Int\n}\n")
    }

    @Test func `A view can be viewed`() throws {
        let schema = try Schema("type Query { a(b: Int = 1, c: Int = 2): Int d: Int }")
        let view = try schema.view { $0.coordinate != "Query.a(b:)" }.view { $0.coordinate != "Query.d" }
        #expect(view.sdl == "type Query {\n  a(c: Int = 2): Int\n}\n")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `Every view is a schema, in which nothing hidden is named`(seed: UInt64) throws {
        var random = RandomSchema(seed: seed)
        let schema = try Schema(random.sdl())
        var hidden: Set<String> = []
        guard
            let view = try? schema.view({ element in
                if random.hides(element) { hidden.insert(element.coordinate) }
                return !hidden.contains(element.coordinate)
            })
        else { return }
        let printed = view.print(SchemaPrintOptions(descriptions: false))
        #expect(try Schema(printed).print(SchemaPrintOptions(descriptions: false)) == printed)
        for name in hidden where schema.type(named: name) != nil {
            #expect(view.type(named: name) == nil)
            #expect(!printed.words.contains(name))
        }
        for id in view.visibleTypes {
            let type = view[id]
            let members = type.fields.map(\.name) + type.inputFields.map(\.name) + type.enumValues.map(\.name)
            #expect(hidden.isDisjoint(with: members.map { "\(type.name).\($0)" }))
            for field in type.fields {
                #expect(hidden.isDisjoint(with: field.arguments.map { "\(type.name).\(field.name)(\($0.name):)" }))
            }
        }
    }
}
