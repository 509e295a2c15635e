@testable import GraphQL

/// A schema with something of everything: a small public transport.
enum TransitFixture {
    static let schema = schema(of: text)

    /// A schema that a test knows to be right.
    static func schema(of text: String) -> Schema {
        do {
            return try Schema(text)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static let text = """
        directive @tag(label: String!, weight: Int = 1) repeatable on QUERY | FIELD | FRAGMENT_SPREAD
            | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION | MUTATION | SUBSCRIPTION
        directive @once on QUERY | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION
            | VARIABLE_DEFINITION | MUTATION | SUBSCRIPTION
        directive @onField(old: Int @deprecated(reason: "Too old.")) on FIELD
        directive @onSchema on SCHEMA | OBJECT | FIELD_DEFINITION

        scalar Any

        interface Named { name(short: Boolean): String }
        interface Vehicle implements Named {
            name(short: Boolean): String
            line: Line
            follower: Vehicle
        }
        type Bus implements Vehicle & Named {
            name(short: Boolean): String
            line: Line
            follower: Vehicle
            nickname: String
            fuel: Fuel
            seats: Int!
            isLate(byMinutes: Int = 5, atOtherStops: Boolean): Boolean
            doors(side: Side!): [Door!]!
        }
        type Tram implements Vehicle & Named {
            name(short: Boolean): String
            line: Line
            follower: Vehicle
            nickname: String
            voltage: Float
            seats: Int
            cars: [Bus]
        }
        type Driver implements Named { name(short: Boolean): String licence: ID! age: Int }
        type Line { id: ID! name: String stops(first: Int, after: ID): [Stop!]! vehicles: [Vehicle] next: Line }
        type Stop { id: ID! name: String! lines: [Line!] position: Position }
        type Position { latitude: Float! longitude: Float! }
        type Door { width: Int height: Int }
        union BusOrTram = Bus | Tram
        union Anything = Bus | Driver | Stop
        enum Side { LEFT RIGHT FRONT @deprecated(reason: "Doors are at the sides.") }
        enum Fuel { DIESEL ELECTRIC }

        input Area { south: Float! west: Float! north: Float = 0.5 label: String tags: [String!] inner: Area
            size: Int @deprecated(reason: "Nobody measures.") }
        input Choice @oneOf { id: ID name: String area: Area }

        type Query {
            bus: Bus
            tram: Tram
            vehicle(id: ID, old: Int @deprecated(reason: "Use id.")): Vehicle
            vehicles(ids: [ID!]! = []): [Vehicle!]!
            busOrTram: BusOrTram
            anything: Anything
            named: Named
            line(id: ID!): Line
            stop: Stop
            search(area: Area, choice: Choice, any: Any, matrix: [[Int!]!]): [Stop]
            old: String @deprecated(reason: "Use stop.")
            values: Values
            twoRequired(a: Int!, b: Int!): Int
            optionals(a: Int = 0, b: Int! = 0): Int
        }
        type Values {
            int(a: Int): Int
            nonNullInt(a: Int!): Int
            defaultInt(a: Int! = 1): Int
            float(a: Float): Float
            string(a: String): String
            boolean(a: Boolean): Boolean
            id(a: ID): ID
            side(a: Side): Side
            any(a: Any): Any
            strings(a: [String]): String
            nonNullStrings(a: [String!]!): String
            area(a: Area): String
            areas(a: [Area!]): String
            choice(a: Choice): String
        }
        type Mutation { buy(ticket: ID!): Boolean sell(ticket: ID!): Boolean }
        type Subscription { arrivals(stop: ID): Stop departures: Stop }
        """
}
