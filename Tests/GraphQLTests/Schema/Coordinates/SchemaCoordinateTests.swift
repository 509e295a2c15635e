import GraphQL
import Testing

@Suite struct SchemaCoordinateTests {
    static let schema = """
        type Query { searchBusiness(criteria: SearchCriteria!): [Business] }
        input SearchCriteria { name: String filter: SearchFilter }
        enum SearchFilter { OPEN_NOW DELIVERS_TAKEOUT VEGETARIAN_MENU }
        type Business { id: ID name: String email: String @private(scope: "loggedIn") }
        directive @private(scope: String!) on FIELD_DEFINITION
        interface Named { name: String }
        union Any = Business
        scalar Time
        """

    @Test(arguments: [
        ("Business", SchemaCoordinate.type("Business"), SchemaElement.Kind.type),
        ("Business.name", .member(type: "Business", name: "name"), .field),
        ("Named.name", .member(type: "Named", name: "name"), .field),
        ("SearchCriteria.filter", .member(type: "SearchCriteria", name: "filter"), .inputField),
        ("SearchFilter.OPEN_NOW", .member(type: "SearchFilter", name: "OPEN_NOW"), .enumValue),
        (
            "Query.searchBusiness(criteria:)", .argument(type: "Query", field: "searchBusiness", name: "criteria"),
            .argument
        ),
        ("@private", .directive("private"), .directive),
        ("@private(scope:)", .directiveArgument(directive: "private", name: "scope"), .directiveArgument),
        ("String", .type("String"), .type),
        ("@deprecated(reason:)", .directiveArgument(directive: "deprecated", name: "reason"), .directiveArgument),
    ])
    func `A coordinate is read, written and found`(
        text: String, coordinate: SchemaCoordinate, kind: SchemaElement.Kind
    ) throws {
        #expect(try SchemaCoordinate(parsing: text) == coordinate)
        #expect(coordinate.description == text)
        let element = try #require(try Schema(Self.schema).element(at: coordinate))
        #expect(element.kind == kind)
        #expect(element.coordinate == text)
    }

    @Test func `What is found knows its directives`() throws {
        let email = try Schema(Self.schema).element(at: SchemaCoordinate(parsing: "Business.email"))
        #expect(email?.directive("private", "scope") == .string("loggedIn"))
    }

    @Test func `What a container lacks is not found`() throws {
        let schema = try Schema(Self.schema)
        for text in [
            "Nothing", "Business.nothing", "SearchCriteria.nothing", "SearchFilter.NOTHING", "@nothing",
            "Query.searchBusiness(nothing:)", "@private(nothing:)", "Business.__typename", "Float",
        ] {
            #expect(try schema.element(at: SchemaCoordinate(parsing: text)) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("Nothing.name", "Nothing.name: There is no type \"Nothing\"."),
        ("Any.name", "Any.name: \"Any\" is a union, which has no members."),
        ("Time.name", "Time.name: \"Time\" is a scalar, which has no members."),
        ("Nothing.a(b:)", "Nothing.a(b:): There is no type \"Nothing\"."),
        ("Business.a(b:)", "Business.a(b:): The type \"Business\" has no field \"a\"."),
        (
            "SearchCriteria.name(b:)",
            "SearchCriteria.name(b:): \"SearchCriteria\" is an input object, which has no fields with arguments."
        ),
        ("@nothing(a:)", "@nothing(a:): There is no directive \"@nothing\"."),
    ])
    func `A container that is not there is an error`(text: String, message: String) throws {
        let schema = try Schema(Self.schema)
        let coordinate = try SchemaCoordinate(parsing: text)
        let error = #expect(throws: SchemaCoordinateError.self) { try schema.element(at: coordinate) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("", "1:1: Syntax Error: Expected a name, found the end."),
        (" Business", "1:1: Syntax Error: Expected a name, found \" \"."),
        ("Business ", "1:9: Syntax Error: Expected the end of the coordinate, found \" \"."),
        ("Business.", "1:10: Syntax Error: Expected a name, found the end."),
        ("Business .name", "1:9: Syntax Error: Expected the end of the coordinate, found \" \"."),
        ("Business.name.first", "1:14: Syntax Error: Expected the end of the coordinate, found \".\"."),
        ("Business(a:)", "1:9: Syntax Error: Expected the end of the coordinate, found \"(\"."),
        ("Business.name(a)", "1:16: Syntax Error: Expected \":\", found \")\"."),
        ("Business.name(a:", "1:17: Syntax Error: Expected \")\", found the end."),
        ("Business.name()", "1:15: Syntax Error: Expected a name, found \")\"."),
        ("Business.name(a: )", "1:17: Syntax Error: Expected \")\", found \" \"."),
        ("@", "1:2: Syntax Error: Expected a name, found the end."),
        ("@private.scope", "1:9: Syntax Error: Expected the end of the coordinate, found \".\"."),
        ("1a", "1:1: Syntax Error: Expected a name, found \"1\"."),
        ("Größe", "1:3: Syntax Error: Expected the end of the coordinate, found U+F6."),
        ("a\u{0}b", "1:2: Syntax Error: Expected the end of the coordinate, found U+0."),
        ("a\n", "1:2: Syntax Error: Expected the end of the coordinate, found U+A."),
        ("#a", "1:1: Syntax Error: Expected a name, found \"#\"."),
    ])
    func `Anything else is refused where it goes wrong`(text: String, message: String) {
        let error = #expect(throws: SyntaxError.self) { try SchemaCoordinate(parsing: text) }
        #expect(error?.description == message)
    }

    @Test func `A coordinate knows what contains it`() throws {
        var coordinate: SchemaCoordinate? = try SchemaCoordinate(parsing: "Query.searchBusiness(criteria:)")
        var containers: [String] = []
        while let container = coordinate?.container {
            containers.append(container.description)
            coordinate = container
        }
        #expect(containers == ["Query.searchBusiness", "Query"])
        #expect(SchemaCoordinate.directiveArgument(directive: "a", name: "b").container == .directive("a"))
    }
}
