import GraphQL
import Testing

@Suite struct SchemaComparisonTests {
    /// Compares two schemas that both have `type Query { ok: Int }`.
    private func expect(
        _ old: String, to new: String, _ expected: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let comparison = try SchemaComparison(
            Schema("type Query { ok: Int } \(old)"), Schema("type Query { ok: Int } \(new)"))
        #expect(comparison.changes.map(\.description) == expected, sourceLocation: sourceLocation)
    }

    @Test func `Types come, go and change their kind`() throws {
        try expect(
            "type A { a: Int } scalar B type C { a: Int }", to: "enum D { X } type A { a: Int } enum B { X }",
            [
                "breaking C: The type was removed; it was an object.",
                "breaking B: The type was a scalar and is an enum now.",
                "safe D: The type was added; it is an enum.",
            ])
    }

    @Test func `Results may promise more, never less`() throws {
        try expect(
            "type A { a: Int b: Int! c: [Int] d: [Int!]! e: A f: Int g: N } interface N { a: Int } type B { a: Int }",
            to:
                """
                type A { a: Int! b: Int c: [Int!]! d: [Int!] e: B f: [Int] g: A } interface N { a: Int }
                type B { a: Int }
                """,
            [
                "safe A.a: The type was `Int` and is `Int!` now, which promises more.",
                "breaking A.b: The type was `Int!` and is `Int` now.",
                "safe A.c: The type was `[Int]` and is `[Int!]!` now, which promises more.",
                "breaking A.d: The type was `[Int!]!` and is `[Int!]` now.",
                "breaking A.e: The type was `A` and is `B` now.",
                "breaking A.f: The type was `Int` and is `[Int]` now.",
                "breaking A.g: The type was `N` and is `A` now.",
            ])
    }

    @Test func `Fields come and go`() throws {
        try expect(
            "type A { a: Int b: Int @deprecated keep: Int }", to: "type A { keep: Int c: Int }",
            [
                "breaking A.a: The field was removed.",
                "breaking A.b: The field was removed, after having been deprecated.",
                "safe A.c: The field was added.",
            ])
    }

    @Test func `Arguments may take more, never less`() throws {
        try expect(
            "type A { a(a: Int, b: Int!, c: [Int!], d: Int, e: Int, f: Int): Int }",
            to: "type A { a(a: Int!, b: Int, c: [Int], d: [Int], e: String, g: Int, h: Int!, i: Int! = 1): Int }",
            [
                "breaking A.a(f:): The argument was removed.",
                "breaking A.a(a:): The type was `Int` and is `Int!` now.",
                "safe A.a(b:): The type was `Int!` and is `Int` now, which takes more.",
                "safe A.a(c:): The type was `[Int!]` and is `[Int]` now, which takes more.",
                "breaking A.a(d:): The type was `Int` and is `[Int]` now.",
                "breaking A.a(e:): The type was `Int` and is `String` now.",
                "dangerous A.a(g:): The argument was added; it is optional.",
                "breaking A.a(h:): The argument was added; it is required.",
                "dangerous A.a(i:): The argument was added; it is optional.",
            ])
    }

    @Test func `Defaults of arguments matter`() throws {
        try expect(
            """
            type A { a(a: Int = 1, b: Int! = 1, c: Int = 1, d: Int, e: Int!, f: I = {x: 1, y: 2}): Int }
            input I { x: Int y: Int }
            """,
            to:
                """
                type A { a(a: Int = 2, b: Int!, c: Int, d: Int = 1, e: Int! = 1, f: I = {y: 2, x: 1}): Int }
                input I { x: Int y: Int }
                """,
            [
                "dangerous A.a(a:): The default was `1` and is `2` now.",
                "breaking A.a(b:): The default `1` was removed.",
                "dangerous A.a(c:): The default `1` was removed.",
                "dangerous A.a(d:): The default `1` was added.",
                "safe A.a(e:): The default `1` was added.",
            ])
    }

    @Test func `Input objects change as arguments do`() throws {
        try expect(
            "input I { a: Int b: Int! c: Int = 1 gone: Int keep: Int }",
            to: "input I { a: Int! b: Int c: Int = 2 keep: Int d: Int e: Int! }",
            [
                "breaking I.gone: The input field was removed.",
                "breaking I.a: The type was `Int` and is `Int!` now.",
                "safe I.b: The type was `Int!` and is `Int` now, which takes more.",
                "dangerous I.c: The default was `1` and is `2` now.",
                "dangerous I.d: The input field was added; it is optional.",
                "breaking I.e: The input field was added; it is required.",
            ])
        try expect(
            "input I { a: Int }", to: "input I @oneOf { a: Int }", ["breaking I: Exactly one field must be given now."])
        try expect(
            "input I @oneOf { a: Int }", to: "input I { a: Int }",
            ["safe I: It need not be exactly one field that is given now."])
    }

    @Test func `Enum values are dangerous where responses may contain them`() throws {
        try expect(
            "enum E { A B C @deprecated } enum F { A } type T { e(f: F): E }",
            to: "enum E { A D } enum F { A B } type T { e(f: F): E }",
            [
                "breaking E.B: The value was removed.",
                "breaking E.C: The value was removed, after having been deprecated.",
                "dangerous E.D: The value was added: responses may contain it.",
                "safe F.B: The value was added; responses never contain it.",
            ])
    }

    @Test func `Unions and interfaces gain and lose types`() throws {
        try expect(
            """
            union U = A | B type A implements N { a: Int } type B { a: Int } interface N { a: Int }
            interface M { a: Int }
            """,
            to:
                """
                union U = A | C type A implements M { a: Int } type B { a: Int } interface N { a: Int }
                interface M { a: Int } type C { a: Int }
                """,
            [
                "breaking U: \"B\" was removed from the union.",
                "dangerous U: \"C\" was added to the union: who asks for it meets objects of a new type.",
                "breaking A: The type no longer implements \"N\".",
                "dangerous A: The type implements \"M\" now: who asks for that meets objects of a new type.",
                "safe C: The type was added; it is an object.",
            ])
    }

    @Test func `Roots are compared by operation`() throws {
        let kinds = { (old: String, new: String) in
            try SchemaComparison(Schema(old), Schema(new)).changes.map(\.description)
        }
        let types = "type Q { a: Int } type M { a: Int } type R { a: Int }"
        #expect(
            try kinds("schema { query: Q mutation: M } \(types)", "schema { query: R subscription: M } \(types)") == [
                "breaking schema: The query root was \"Q\" and is \"R\" now.",
                "breaking schema: The mutation root \"M\" was removed.",
                "safe schema: The subscription root \"M\" was added.",
            ])
    }

    @Test func `Descriptions and deprecations are safe`() throws {
        try expect(
            #"type A { "one" a("x" b: Int): Int c: Int @deprecated d: Int @deprecated(reason: "x") } "old" enum E { A }"#,
            to:
                #"type A { a("y" b: Int): Int @deprecated(reason: "c") c: Int d: Int @deprecated(reason: "y") } enum E { "new" A @deprecated }"#,
            [
                "safe A.a: The description was removed.",
                "safe A.a: Deprecated now: c",
                "safe A.a(b:): The description was changed.",
                "safe A.c: No longer deprecated.",
                "safe A.d: Deprecated for another reason: y",
                "safe E: The description was removed.",
                "safe E.A: The description was added.",
                "safe E.A: Deprecated now: No longer supported",
            ])
    }

    @Test func `Directives break requests only if they stand in them`() throws {
        try expect(
            """
            directive @a(x: Int!, y: Int) repeatable on FIELD | OBJECT
            directive @b(x: Int!) repeatable on OBJECT
            directive @c on QUERY directive @d on SCALAR
            """,
            to: """
                directive @a(x: Int!, z: Int!) on OBJECT | QUERY
                directive @b(z: Int!) on SCALAR
                directive @e on FIELD
                """,
            [
                "breaking @c: The directive was removed.",
                "safe @d: The directive was removed.",
                "breaking @a: It can no longer stand on FIELD.",
                "safe @a: It can stand on QUERY now.",
                "breaking @a: It can stand in a place only once now.",
                "breaking @a(y:): The argument was removed.",
                "breaking @a(z:): The argument was added; it is required.",
                "safe @b: It can no longer stand on OBJECT.",
                "safe @b: It can stand on SCALAR now.",
                "safe @b: It can stand in a place only once now.",
                "safe @b(x:): The argument was removed.",
                "safe @b(z:): The argument was added; it is required.",
                "safe @e: The directive was added.",
            ])
    }

    @Test func `Applied directives of the schema's own are dangerous`() throws {
        let definition = "directive @cost(weight: Int! by: [Int!]) repeatable on FIELD_DEFINITION | ARGUMENT_DEFINITION"
        try expect(
            "\(definition) type A { a: Int @cost(weight: 1) b(c: Int): Int d: Int @cost(weight: 1, by: [2]) @cost(weight: 3) }",
            to:
                "\(definition) type A { a: Int @cost(weight: 2) b(c: Int @cost(weight: 1)): Int d: Int @cost(by: [2], weight: 1) }",
            [
                "dangerous A.a: `@cost(weight: 1)` was applied, and `@cost(weight: 2)` is now.",
                "dangerous A.b(c:): `@cost(weight: 1)` was applied.",
                "dangerous A.d: `@cost(by: [2], weight: 1) @cost(weight: 3)` was applied, and "
                    + "`@cost(by: [2], weight: 1)` is now.",
            ])
    }

    @Test func `Scalars may say what specifies them`() throws {
        try expect(
            #"scalar A scalar B @specifiedBy(url: "x")"#,
            to: #"scalar A @specifiedBy(url: "y") scalar B @specifiedBy(url: "y")"#,
            [
                "safe A: The specification was not given and is y now.",
                "dangerous B: The specification was x and is y now.",
            ])
    }

    @Test func `The greatest severity counts for all`() throws {
        let old = try Schema("type Query { a: Int b: Int }")
        #expect(SchemaComparison(old, old).severity == nil)
        #expect(try SchemaComparison(old, Schema("type Query { a: Int b: Int c: Int }")).severity == .safe)
        #expect(try SchemaComparison(old, Schema("type Query { a(b: Int): Int b: Int c: Int }")).severity == .dangerous)
        #expect(try SchemaComparison(old, Schema("type Query { a(b: Int): Int c: Int }")).severity == .breaking)
    }

    @Test func `A change is found again by its coordinate`() throws {
        let changes = try SchemaComparison(Schema("type Query { a(b: Int): Int }"), Schema("type Query { a: Int }"))
            .changes
        #expect(changes.map(\.coordinate) == [.argument(type: "Query", field: "a", name: "b")])
        #expect(changes.map(\.kind) == [.argumentRemoved])
    }

    // MARK: - Properties

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `Nothing changes by printing, and nothing that changes goes unnoticed`(seed: UInt64) throws {
        var random = RandomSchema(seed: seed)
        let source = random.sdl()
        let schema = try Schema(source)
        #expect(try SchemaComparison(schema, Schema(schema.sdl)).changes == [])
        for _ in 0..<5 {
            guard let torn = try? Schema(random.torn(source)) else { continue }
            let forth = SchemaComparison(schema, torn).changes
            let back = SchemaComparison(torn, schema).changes
            #expect(forth.isEmpty == (torn.unorderedDump == schema.unorderedDump), "\(forth)")
            #expect(forth.count { $0.kind == .fieldRemoved } == back.count { $0.kind == .fieldAdded })
            #expect(forth.count { $0.kind == .typeAdded } == back.count { $0.kind == .typeRemoved })
        }
    }
}

extension Schema {
    /// ``dump`` without the order of definitions, members, interfaces and locations.
    fileprivate var unorderedDump: [[String]] {
        dump.map { line in line.split(separator: " ", omittingEmptySubsequences: false).map(String.init).sorted() }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }
}
