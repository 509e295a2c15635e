import GraphQL
import Testing

@Suite struct SchemaPrintTests {
    @Test(arguments: 0..<50 as Range<UInt64>) func `What is printed builds the same schema, and prints the same again`(
        seed: UInt64
    ) throws {
        var random = RandomSchema(seed: seed)
        let schema = try Schema(random.sdl())
        let printed = schema.sdl
        let again = try Schema(printed)
        #expect(again.dump == schema.dump)
        #expect(again.sdl == printed)
        for width in [0, 40] {
            #expect(try Schema(schema.print(SchemaPrintOptions(lineWidth: width))).dump == schema.dump)
        }
    }

    @Test func `Numbers keep their sign, also that of zero`() throws {
        let text = "type Query { a(b: Float = -0.0, c: Float = 0.0, d: Float = -3.0, e: Float = 1e-7): Int }"
        let printed = try Schema(text).sdl
        for number in ["= -0.0", "= 0.0", "= -3.0", "= 1e-07"] { #expect(printed.contains(number), "\(printed)") }
        #expect(try Schema(printed).sdl == printed)
    }

    /// Every kind of definition, written as it is printed.
    static let everything = #"""
        "What the city can be asked."
        schema @note(text: "root") {
          query: Root
        }

        "Remarks for maintainers."
        directive @note(text: String!) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ENUM_VALUE

        directive @live(
          "Seconds between two looks."
          every: Float = 1.5
        ) on FIELD

        directive @everywhere on
          | QUERY
          | MUTATION
          | SUBSCRIPTION
          | FIELD
          | FRAGMENT_DEFINITION
          | FRAGMENT_SPREAD
          | INLINE_FRAGMENT
          | VARIABLE_DEFINITION

        type Root {
          "Shops nearby."
          shops(first: Int! = 10, like: String = "caf\u0000é", sort: [Order!] = [NAME, RATING]): [Shop!]!
          search(
            "What to look for."
            text: String!
            in: Area
          ): [Found!] @deprecated(reason: "Use `shops`.")
        }

        """
        Has a name.

            Often two.
        """
        interface Named {
          name: String!
        }

        type Shop implements Named & Node @note(text: "one") @note(text: "two") {
          id: ID!
          name: String!
        }

        interface Node {
          id: ID!
        }

        union Found = Shop

        """
        Says "quoted" things, with \""" in them.
        """
        scalar Time @specifiedBy(url: "https://scalars.example/time")

        enum Order {
          NAME
          "By stars."
          RATING @deprecated
        }

        input Area @oneOf {
          district: String
          circle: Circle
        }

        input Circle {
          radius: Float! = 2.5
          around: [Float!]! = [37.5, 127.0]
        }

        """#

    @Test func `Every kind of definition has its form`() throws {
        #expect(try Schema(Self.everything).sdl == Self.everything)
    }

    @Test func `The schema definition is left out when it says nothing new`() throws {
        #expect(try Schema("schema { query: Query } type Query { a: Int }").sdl == "type Query {\n  a: Int\n}\n")
        let unused = try Schema("schema { query: Query } type Query { a: Mutation } type Mutation { a: Int }")
        #expect(unused.sdl.hasPrefix("schema {\n  query: Query\n}\n\ntype Query"))
        let renamed = try Schema("schema { query: Query mutation: M } type Query { a: Int } type M { a: Int }")
        #expect(renamed.sdl.hasPrefix("schema {\n  query: Query\n  mutation: M\n}\n"))
    }

    @Test func `Custom directives and descriptions can be left out`() throws {
        let printed = try Schema(Self.everything)
            .print(SchemaPrintOptions(directives: .specified, descriptions: false))
        #expect(!printed.contains("note"))
        #expect(!printed.contains("nearby"))
        #expect(printed.contains("directive @live(every: Float = 1.5) on FIELD\n"))
        #expect(printed.contains("RATING @deprecated\n"))
        #expect(printed.contains("input Area @oneOf {"))
        #expect(printed.contains("scalar Time @specifiedBy(url: \"https://scalars.example/time\")\n"))
        #expect(printed.hasPrefix("schema {\n  query: Root\n}\n"))
        #expect(throws: Never.self) { try Schema(printed) }
    }

    @Test func `Lines that would be too long are broken`() throws {
        let source = """
            type Query implements Alpha & Beta {
              field(one: Int = 1, two: Int = 2): Int
            }

            interface Alpha {
              field(one: Int = 1, two: Int = 2): Int
            }

            interface Beta {
              field(one: Int = 1, two: Int = 2): Int
            }

            union Everything = Query

            """
        let schema = try Schema(source)
        #expect(schema.print(SchemaPrintOptions(lineWidth: 40)) == source)
        #expect(
            schema.print(SchemaPrintOptions(lineWidth: 20)).hasPrefix(
                """
                type Query implements
                  & Alpha
                  & Beta {
                  field(
                    one: Int = 1
                    two: Int = 2
                  ): Int
                }
                """))
    }

    @Test func `Extensions are printed as part of what they extend`() throws {
        let schema = try Schema(
            """
            type Query { a: Int } extend type Query @note { b: Int }
            directive @note on OBJECT
            """)
        #expect(schema.sdl == "directive @note on OBJECT\n\ntype Query @note {\n  a: Int\n  b: Int\n}\n")
    }

    @Test func `A view is printed without what it hides`() throws {
        let schema = try Schema(
            """
            directive @auth(role: Role!) on FIELD_DEFINITION
            enum Role { CITIZEN ADMIN }
            type Query { open: Int @auth(role: CITIZEN) secret: Secret @auth(role: ADMIN) }
            type Secret { a: Int }
            """)
        let view = try schema.view { $0.directive("auth", "role") != .enumValue("ADMIN") }
        #expect(!view.sdl.contains("ecret"))
        #expect(view.sdl.contains("open: Int @auth(role: CITIZEN)"))
    }
}
