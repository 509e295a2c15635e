import GraphQL
import Testing

/// Every kind of change, with every severity that it can have: what graphql-js calls breaking and dangerous, and the rest.
@Suite struct SchemaChangeKindTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: SchemaChange.Kind
        let severity: SchemaChange.Severity
        let coordinate: String
        let old: String
        let new: String

        init(
            _ kind: SchemaChange.Kind, _ severity: SchemaChange.Severity, _ coordinate: String, _ old: String,
            _ new: String
        ) {
            self.kind = kind
            self.severity = severity
            self.coordinate = coordinate
            self.old = old
            self.new = new
        }

        var testDescription: String { "\(kind.rawValue): \(old) → \(new)" }
    }

    static let cases = schemas + types + fields + arguments + inputFields + enumValues + directives

    private static let schemas = [
        Case(.schemaDescriptionChanged, .safe, "schema", "schema { query: Q }", "\"d\" schema { query: Q }"),
        Case(.rootTypeAdded, .safe, "schema", "schema { query: Q }", "schema { query: Q mutation: T }"),
        Case(.rootTypeRemoved, .breaking, "schema", "schema { query: Q mutation: T }", "schema { query: Q }"),
        Case(.rootTypeChanged, .breaking, "schema", "schema { query: Q }", "schema { query: T }"),
        Case(.appliedDirectiveChanged, .dangerous, "schema", "schema { query: Q }", "schema @s { query: Q }"),
    ]

    private static let types = [
        Case(.typeAdded, .safe, "A", "", "scalar A"),
        Case(.typeRemoved, .breaking, "A", "scalar A", ""),
        Case(.typeKindChanged, .breaking, "A", "scalar A", "enum A { X }"),
        Case(.typeDescriptionChanged, .safe, "A", "scalar A", "\"d\" scalar A"),
        Case(.interfaceAdded, .dangerous, "A", "type A { i: Int }", "type A implements I { i: Int }"),
        Case(.interfaceRemoved, .breaking, "A", "type A implements I { i: Int }", "type A { i: Int }"),
        Case(
            .interfaceRemoved, .breaking, "A", "interface A implements I { i: Int }", "interface A { i: Int }"),
        Case(.unionMemberAdded, .dangerous, "A", "union A = T", "union A = T | Q"),
        Case(.unionMemberRemoved, .breaking, "A", "union A = T | Q", "union A = T"),
        Case(.specifiedByChanged, .safe, "A", "scalar A", "scalar A @specifiedBy(url: \"a\")"),
        Case(
            .specifiedByChanged, .dangerous, "A", "scalar A @specifiedBy(url: \"a\")",
            "scalar A @specifiedBy(url: \"b\")"),
        Case(.oneOfAdded, .breaking, "A", "input A { a: Int }", "input A @oneOf { a: Int }"),
        Case(.oneOfRemoved, .safe, "A", "input A @oneOf { a: Int }", "input A { a: Int }"),
        Case(.appliedDirectiveChanged, .dangerous, "A", "scalar A", "scalar A @s"),
    ]

    private static let fields = [
        Case(.fieldAdded, .safe, "A.b", "type A { a: Int }", "type A { a: Int b: Int }"),
        Case(.fieldAdded, .safe, "A.b", "interface A { a: Int }", "interface A { a: Int b: Int }"),
        Case(.fieldRemoved, .breaking, "A.b", "type A { a: Int b: Int }", "type A { a: Int }"),
        Case(.fieldTypeChanged, .safe, "A.a", "type A { a: [Int] }", "type A { a: [Int!]! }"),
        Case(.fieldTypeChanged, .breaking, "A.a", "type A { a: Int! }", "type A { a: Int }"),
        Case(.fieldTypeChanged, .breaking, "A.a", "type A { a: I }", "type A { a: T }"),
        Case(.fieldDescriptionChanged, .safe, "A.a", "type A { a: Int }", "type A { \"d\" a: Int }"),
        Case(.fieldDeprecationChanged, .safe, "A.a", "type A { a: Int }", "type A { a: Int @deprecated }"),
    ]

    private static let arguments = [
        Case(.argumentAdded, .dangerous, "A.a(b:)", "type A { a: Int }", "type A { a(b: Int): Int }"),
        Case(.argumentAdded, .dangerous, "A.a(b:)", "type A { a: Int }", "type A { a(b: Int! = 1): Int }"),
        Case(.argumentAdded, .breaking, "A.a(b:)", "type A { a: Int }", "type A { a(b: Int!): Int }"),
        Case(.argumentRemoved, .breaking, "A.a(b:)", "type A { a(b: Int): Int }", "type A { a: Int }"),
        Case(.argumentTypeChanged, .safe, "A.a(b:)", "type A { a(b: Int!): Int }", "type A { a(b: Int): Int }"),
        Case(.argumentTypeChanged, .breaking, "A.a(b:)", "type A { a(b: Int): Int }", "type A { a(b: Int!): Int }"),
        Case(.argumentTypeChanged, .breaking, "A.a(b:)", "type A { a(b: Int): Int }", "type A { a(b: [Int]): Int }"),
        Case(
            .argumentDefaultChanged, .dangerous, "A.a(b:)", "type A { a(b: Int = 1): Int }",
            "type A { a(b: Int = 2): Int }"),
        Case(
            .argumentDefaultChanged, .dangerous, "A.a(b:)", "type A { a(b: Int): Int }",
            "type A { a(b: Int = null): Int }"),
        Case(
            .argumentDefaultChanged, .breaking, "A.a(b:)", "type A { a(b: Int! = 1): Int }",
            "type A { a(b: Int!): Int }"),
        Case(
            .argumentDefaultChanged, .safe, "A.a(b:)", "type A { a(b: Int!): Int }", "type A { a(b: Int! = 1): Int }"),
        Case(
            .argumentDescriptionChanged, .safe, "A.a(b:)", "type A { a(b: Int): Int }",
            "type A { a(\"d\" b: Int): Int }"),
        Case(
            .argumentDeprecationChanged, .safe, "A.a(b:)", "type A { a(b: Int @deprecated): Int }",
            "type A { a(b: Int @deprecated(reason: \"r\")): Int }"),
    ]

    private static let inputFields = [
        Case(.inputFieldAdded, .dangerous, "A.b", "input A { a: Int }", "input A { a: Int b: Int }"),
        Case(.inputFieldAdded, .breaking, "A.b", "input A { a: Int }", "input A { a: Int b: Int! }"),
        Case(.inputFieldRemoved, .breaking, "A.b", "input A { a: Int b: Int }", "input A { a: Int }"),
        Case(.inputFieldTypeChanged, .safe, "A.a", "input A { a: [Int!] }", "input A { a: [Int] }"),
        Case(.inputFieldTypeChanged, .breaking, "A.a", "input A { a: [Int] }", "input A { a: [Int!] }"),
        Case(.inputFieldDefaultChanged, .dangerous, "A.a", "input A { a: Int = 1 }", "input A { a: Int = 2 }"),
        Case(.inputFieldDescriptionChanged, .safe, "A.a", "input A { a: Int }", "input A { \"d\" a: Int }"),
        Case(.inputFieldDeprecationChanged, .safe, "A.a", "input A { a: Int @deprecated }", "input A { a: Int }"),
    ]

    private static let enumValues = [
        Case(.enumValueAdded, .safe, "A.Y", "enum A { X }", "enum A { X Y }"),
        Case(
            .enumValueAdded, .dangerous, "A.Y", "enum A { X } type B { a: A }", "enum A { X Y } type B { a: A }"),
        Case(.enumValueRemoved, .breaking, "A.Y", "enum A { X Y }", "enum A { X }"),
        Case(.enumValueDescriptionChanged, .safe, "A.X", "enum A { X }", "enum A { \"d\" X }"),
        Case(.enumValueDeprecationChanged, .safe, "A.X", "enum A { X }", "enum A { X @deprecated }"),
    ]

    private static let directives = [
        Case(.directiveAdded, .safe, "@a", "", "directive @a on FIELD"),
        Case(.directiveRemoved, .breaking, "@a", "directive @a on FIELD", ""),
        Case(.directiveRemoved, .safe, "@a", "directive @a on OBJECT", ""),
        Case(.directiveDescriptionChanged, .safe, "@a", "directive @a on FIELD", "\"d\" directive @a on FIELD"),
        Case(.directiveLocationAdded, .safe, "@a", "directive @a on FIELD", "directive @a on FIELD | QUERY"),
        Case(.directiveLocationRemoved, .breaking, "@a", "directive @a on FIELD | QUERY", "directive @a on FIELD"),
        Case(.directiveLocationRemoved, .safe, "@a", "directive @a on FIELD | ENUM", "directive @a on FIELD"),
        Case(.directiveRepeatableAdded, .safe, "@a", "directive @a on FIELD", "directive @a repeatable on FIELD"),
        Case(
            .directiveRepeatableRemoved, .breaking, "@a", "directive @a repeatable on FIELD", "directive @a on FIELD"),
        Case(.argumentAdded, .breaking, "@a(b:)", "directive @a on FIELD", "directive @a(b: Int!) on FIELD"),
        Case(.argumentAdded, .dangerous, "@a(b:)", "directive @a on FIELD", "directive @a(b: Int) on FIELD"),
        Case(.argumentRemoved, .breaking, "@a(b:)", "directive @a(b: Int) on FIELD", "directive @a on FIELD"),
        Case(.argumentRemoved, .safe, "@a(b:)", "directive @a(b: Int) on ENUM", "directive @a on ENUM"),
        Case(
            .argumentDefaultChanged, .dangerous, "@a(b:)", "directive @a(b: Int = 1) on FIELD",
            "directive @a(b: Int = 2) on FIELD"),
    ]

    @Test(arguments: cases)
    func `A change has its kind, its severity and its coordinate, and is the only one`(_ one: Case) throws {
        func schema(_ text: String) throws -> Schema {
            let root = text.contains("schema {") || text.contains("schema @s {") ? "" : "schema { query: Q }"
            return try Schema(
                "\(root) directive @s on SCHEMA | SCALAR type Q { q: Int } type T { t: Int } interface I { i: Int } "
                    + text)
        }
        let changes = SchemaComparison(try schema(one.old), try schema(one.new)).changes
        let found = changes.map { "\($0.kind) \($0.severity) \($0.coordinate?.description ?? "schema")" }
        #expect(found == ["\(one.kind) \(one.severity) \(one.coordinate)"])
    }

    @Test func `No kind is left out`() {
        #expect(Set(Self.cases.map(\.kind)) == Set(SchemaChange.Kind.allCases))
    }
}
