@testable import GraphQL

/// A small world that requests are executed against: nulls, errors, lists, abstract types, asynchronous fields, and
/// things that a view hides.
///
/// Whatever leads to several people or pets leads to such with greater numbers. So the deepest request meets few.
enum World {
    static let whole = unfailing("the world") { try ExecutableSchema(Schema(sdl), bindings, options: options) }

    static let view = unfailing("the view") {
        try whole.view { element in
            element.kind == .directive ? element.isRequestDirective : !element.hasDirective("hidden")
        }
    }

    /// What is hidden from the view's callers. Nothing else contains any of these words.
    static let secrets = ["zqxCode", "zqxLevel", "ZqxVault", "ZQXBLACK", "zqxFlag", "zqxSlow", "zqxGold", "ZqxDepth"]

    static let sdl = """
        directive @hidden on OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
          | INPUT_OBJECT
        directive @tag(label: String!, weight: Int = 1) repeatable on QUERY | MUTATION | SUBSCRIPTION | FIELD
          | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
        directive @once on QUERY | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION

        scalar Any

        type Query {
          people(first: Int! = 3, mood: Mood, zqxFlag: Boolean! = false @hidden): [Person!]!
          person(id: ID!): Person
          animals: [Animal]!
          found(kind: Kind): Found
          nodes(ids: [ID!]!): [Node]!
          later(value: String = "x"): String
          echo(value: Any): Any
          describe(filter: Filter!, choice: Choice, filters: [Filter!]): String!
          matrix(rows: [[Int]!]): [[Int]]
          numbers: Numbers!
          broken: Int
          brokenList: [Int!]
          strictlyBroken: Int!
          wrongCount: [Person!]
          vault: ZqxVault @hidden
          old: String @deprecated(reason: "Nobody asks.")
        }
        type Mutation {
          add(number: Int!): Int!
          fail: Int
          rename(id: ID!, name: String): Person
        }
        type Subscription { added: Person  removed(id: ID): Person }

        interface Node { id: ID! }
        interface Animal implements Node { id: ID! name: String owner: Person }
        type Person implements Node {
          id: ID!
          name: String
          age: Int
          height: Float
          mood: Mood!
          address: Address!
          addresses: [Address!]!
          this: Person!
          next: Person
          strictNext: Person!
          friends(first: Int = 2): [Person!]!
          pets: [Animal!]!
          petsByName(name: String): [Animal]
          slowPets: [Animal!]
          slowAge: Int!
          zqxCode: String @hidden
          zqxSlow: Person @hidden
        }
        type Address { street: String! lines: [String!]! number: Int zqxLevel: Int @hidden }
        type Dog implements Animal & Node { id: ID! name: String owner: Person barks: Boolean! size: Int }
        type Cat implements Animal & Node { id: ID! name: String owner: Person lives: Int! size: Float }
        type Stone { weight: Float! size: Int }
        type ZqxVault @hidden { zqxGold: Int! }
        union Found = Person | Dog | Stone | ZqxVault
        type Numbers { int: Int! big: Int long: Any float: Float! infinite: Float single: Float flag: Boolean }

        enum Mood { GOOD BAD ZQXBLACK @hidden }
        enum Kind { PERSON DOG STONE VAULT NOTHING ERROR }
        input Filter {
          text: String! = "all"
          moods: [Mood!]
          inner: Filter
          limit: Int
          weight: Float = 0.5
          any: Any
          depth: ZqxDepth @hidden
          size: Int @deprecated(reason: "Nobody measures.")
        }
        input ZqxDepth @hidden { steps: Int! }
        input Choice @oneOf { id: ID name: String filter: Filter }
        """

    private static let options: ExecutionOptions = {
        var options = ExecutionOptions()
        // Each input is prepared anew, and nothing is remembered from one to the next.
        options.preparedOperations = 0
        options.constantResponseBytes = 0
        return options
    }()
}
