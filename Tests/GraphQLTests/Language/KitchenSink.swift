/// Documents that use every production of the grammar, in the layout of the printer.
enum KitchenSink {
    static let executable = ##"""
        """Everything an operation can have"""
        query Everything(
          """A described variable"""
          $id: ID! @onVariable
          $list: [[Int!]!]! = [[1, 2], []]
          $object: Input = {a: 1, b: {c: [], d: {}}}
        ) @onQuery(if: true) {
          __typename
          alias: field(
            int: -1
            float: 1.5e-10
            enum: VALUE
            null: null
            yes: true
            no: false
            variable: $id
          ) @a @b(c: 1) {
            on
            ... on Type @include(if: $id) {
              query: mutation
            }
            ... @skip(if: false) {
              fragment
            }
            ... {
              true
            }
            ...Spread
            ...Spread @onSpread
          }
          strings(plain: "a\"b\\c\n\u0000é😀", block: """a block""", object: {k: "v"})
        }

        {
          a
        }

        query ($a: A) {
          a
        }

        query @b {
          a
        }

        mutation Change {
          change
        }

        subscription {
          event(
            text: """
            Indented
              more

            and a quote"
            """
          )
        }

        """A fragment has a description too"""
        fragment Spread on Type @onFragment {
          a
        }
        """##

    static let typeSystem = ##"""
        """The schema"""
        schema @a {
          query: Query
          mutation: Mutation
          subscription: Subscription
        }

        extend schema @b

        extend schema {
          query: Query
        }

        """A scalar"""
        scalar Date @specifiedBy(url: "https://example.com")

        extend scalar Date @a

        """
        A type

        with two paragraphs
        """
        type Query implements Node & Entity @a(b: [1]) {
          """A field"""
          field(plain: Int = 1 @a, other: [String!]! = ["a"]): [Query!] @deprecated(reason: "old")
          described(
            """An argument"""
            first: Int
            second: Input = {a: {b: null}}
          ): Query!
          type: type
        }

        type Empty

        extend type Query implements More

        extend type Query @b

        extend type Query {
          added: Int
        }

        interface Node implements Entity {
          id: ID!
        }

        extend interface Node implements A & B @a {
          b: B
        }

        union Result @a = Query | Node

        union NoMembers

        extend union Result = More

        extend union Result @b

        enum Level @a {
          """Low"""
          LOW @deprecated
          HIGH
          on
        }

        extend enum Level {
          HIGHEST
        }

        input Filter @oneOf {
          """A field"""
          name: String = "x" @a
          ids: [[ID!]!]!
        }

        extend input Filter {
          more: Int
        }

        """A directive"""
        directive @a(
          """An argument"""
          b: Int = 1
        ) repeatable on QUERY | MUTATION | SUBSCRIPTION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD

        directive @b on INLINE_FRAGMENT | VARIABLE_DEFINITION | SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION

        directive @c(d: Int) on ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT

        directive @repeatable on INPUT_FIELD_DEFINITION
        """##

    static let all = [executable, typeSystem, executable + "\n\n" + typeSystem]
}
