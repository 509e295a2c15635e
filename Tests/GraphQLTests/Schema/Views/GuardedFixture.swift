import GraphQL

/// A schema of which citizens may see a part.
enum Guarded {
    static let sdl = """
        directive @auth(requires: Role! = ADMIN) on
          | OBJECT | INTERFACE | FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM_VALUE | INPUT_FIELD_DEFINITION
        directive @slowly(until: Role) on FIELD
        enum Role { CITIZEN ADMIN }

        type Query {
          shops(first: Int! = 2, trace: Boolean! = true @auth, audit: Audit): [Shop!]!
          things: [Thing]!
          found: Found
          ops: Ops!
          echo(by: Filter!): String!
          state(of: State = OPEN): State
        }
        type Mutation { shutDown: Boolean! @auth }

        interface Thing { name: String! }
        interface Watched @auth { watchers: Int! }
        type Shop implements Thing & Watched { name: String! watchers: Int! @auth secret: Secret }
        type Vault implements Thing @auth { name: String! gold: Int! }
        union Found = Shop | Vault

        type Ops @auth { load: Float! metrics: [Metric!]! }
        type Metric { amount: Float! }
        type Secret { cipher: Cipher @auth }
        scalar Cipher

        enum State { OPEN CLOSED RAIDED @auth }
        input Filter { text: String! = "x" depth: Int! = 7 @auth }
        input Audit { motive: String @auth level: Level @auth }
        enum Level { LOW @auth HIGH @auth }
        """

    /// What citizens must not meet anywhere.
    static let secrets = [
        "Vault", "gold", "Ops", "ops", "load", "Metric", "metrics", "amount", "Secret", "secret", "cipher", "Cipher",
        "RAIDED",
        "depth", "audit", "Audit", "motive", "level", "Level", "LOW", "HIGH", "trace", "Mutation", "shutDown",
        "Watched",
        "watchers", "auth", "requires", "Role", "CITIZEN", "ADMIN", "until",
    ]

    static func isForCitizens(_ element: SchemaElement) -> Bool {
        switch element.kind {
        case .directive: element.isRequestDirective
        case .type where element.type == "Role": false
        default: !element.hasDirective("auth")
        }
    }

    enum State: String, EnumValue {
        case open = "OPEN"
        case raided = "RAIDED"
        case closed = "CLOSED"
    }

    struct Shop: ObjectValue {
        var name: String
        var watchers = 1
        var secret: Secret?
    }

    struct Vault: ObjectValue {
        var name: String
        var gold = 9
    }

    struct Secret: ObjectValue { var cipher: Cipher? }
    struct Metric: ObjectValue { var amount: Double }

    struct Ops: ObjectValue {
        var load: Double
        var metrics: [Metric]
    }

    struct Cipher: OutputScalar {
        var text: String
        func write(to json: inout JSONWriter) { json.string(text) }
    }

    struct Filter: InputObjectValue {
        var text: String
        var depth: Int

        static let fields = InputFields(
            "Filter", Argument("text", String.self), Argument("depth", Int.self), make: Filter.init)
    }

    enum Level: String, EnumValue {
        case low = "LOW"
        case high = "HIGH"
    }

    struct Audit: InputObjectValue {
        var motive: String?
        var level: Level?

        static let fields = InputFields(
            "Audit", Argument("motive", String?.self), Argument("level", Level?.self), make: Audit.init)
    }

    enum Thing: AbstractValue {
        case shop(Shop)
        case vault(Vault)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .shop(let shop): objects.append(shop)
            case .vault(let vault): objects.append(vault)
            }
        }
    }

    enum Found: AbstractValue {
        case vault(Vault)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .vault(let vault): objects.append(vault)
            }
        }
    }

    static func schema() throws -> ExecutableSchema<Int> {
        try ExecutableSchema(
            Schema(sdl),
            TypeBindings<Int> {
                ObjectType<Root, Int>("Query") {
                    Field(
                        "shops", Argument("first", Int.self), Argument("trace", Bool.self),
                        Argument("audit", Audit?.self)
                    ) { _, first, trace, audit in
                        (0..<first).map { Shop(name: "\($0) \(trace) \(audit?.motive ?? "-")") }
                    }
                    Field("things") { _ -> [Thing?] in [.shop(Shop(name: "Mill")), .vault(Vault(name: "Deep"))] }
                    Field("found") { _ -> Found? in .vault(Vault(name: "Deep")) }
                    Field("ops") { _ in Ops(load: 0.5, metrics: []) }
                    Field("echo", Argument("by", Filter.self)) { _, filter in "\(filter.text) \(filter.depth)" }
                    Field("state", Argument("of", State?.self)) { _, state -> State? in
                        state == .closed ? .raided : state
                    }
                }
                ObjectType<Root, Int>("Mutation") { Field("shutDown") { _ in true } }
                ObjectType<Shop, Int>("Shop") {
                    Field("name", \.name)
                    Field("watchers", \.watchers)
                    Field("secret", \.secret)
                }
                ObjectType<Vault, Int>("Vault") {
                    Field("name", \.name)
                    Field("gold", \.gold)
                }
                ObjectType<Ops, Int>("Ops") {
                    Field("load", \.load)
                    Field("metrics", \.metrics)
                }
                ObjectType<Metric, Int>("Metric") { Field("amount", \.amount) }
                ObjectType<Secret, Int>("Secret") { Field("cipher", \.cipher) }
            })
    }

    static let introspection = """
        {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types { ...T }
            directives { name args(includeDeprecated: true) { ...V } }
          }
        }
        fragment T on __Type {
          kind name
          fields(includeDeprecated: true) { name args(includeDeprecated: true) { ...V } type { ...R } }
          inputFields(includeDeprecated: true) { ...V }
          interfaces { ...R }
          enumValues(includeDeprecated: true) { name }
          possibleTypes { ...R }
        }
        fragment V on __InputValue { name type { ...R } defaultValue }
        fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """
}

extension String {
    /// The letters and digits between other characters.
    var words: Set<String> {
        Set(split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    }
}
