@testable import GraphQL

extension World {
    enum Mood: String, EnumValue {
        case good = "GOOD"
        case bad = "BAD"
        case black = "ZQXBLACK"
    }

    enum Kind: String, EnumValue {
        case person = "PERSON"
        case dog = "DOG"
        case stone = "STONE"
        case vault = "VAULT"
        case nothing = "NOTHING"
        case error = "ERROR"
    }

    struct Address: ObjectValue {
        var street: String
        var lines: [String]
        var number: Int?
        var level = 1
    }

    struct Person: ObjectValue {
        var id: String
        var name: String?
        var age: Int?
        var height: Double?
        var mood: Mood
        var address: Address
        var addresses: [Address]
        var number: Int
    }

    struct Dog: ObjectValue {
        var id: String
        var name: String?
        var owner: Int
        var barks: Bool
        var size: Int?
    }

    struct Cat: ObjectValue {
        var id: String
        var name: String?
        var owner: Int
        var lives: Int
        var size: Double?
    }

    struct Stone: ObjectValue {
        var weight: Double
        var size: Int?
    }

    struct Vault: ObjectValue { var gold = 9 }

    struct Numbers: ObjectValue {
        var int = -1
        var big: Int? = 5_000_000_000
        var float = 1e-7
        var infinite: Double? = .infinity
        var single: Float = 0.1
        var flag: Bool?
    }

    enum Animal: AbstractValue {
        case dog(Dog)
        case cat(Cat)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .dog(let dog): objects.append(dog)
            case .cat(let cat): objects.append(cat)
            }
        }
    }

    enum Found: AbstractValue {
        case person(Person)
        case dog(Dog)
        case stone(Stone)
        case vault(Vault)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .person(let person): objects.append(person)
            case .dog(let dog): objects.append(dog)
            case .stone(let stone): objects.append(stone)
            case .vault(let vault): objects.append(vault)
            }
        }
    }

    enum Node: AbstractValue {
        case person(Person)
        case dog(Dog)
        /// Breaks the promise to hand over an object.
        case nobody

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .person(let person): objects.append(person)
            case .dog(let dog): objects.append(dog)
            case .nobody: return
            }
        }
    }

    /// A scalar that may be anything.
    struct AnyScalar: OutputScalar, InputScalar {
        static let graphQLName = "Any"
        var value: Value

        init(_ value: Value) { self.value = value }

        init(graphQL value: Value) throws {
            if case .string("refused") = value { throw InputError("Expected something else.") }
            self.value = value
        }

        func write(to json: inout JSONWriter) throws {
            json.value(value)
            // Having written something does not keep it from failing.
            if case .string("broken") = value { throw InputError("Broken.") }
        }
    }

    struct Filter: InputObjectValue {
        var text: String
        var moods: [Mood]?
        var inner: [Filter]
        var limit: Int?
        var weight: Double?
        var any: AnyScalar?
        var depth: Depth?
        var size: Int?

        static let fields = InputFields(
            "Filter", Argument("text", String.self), Argument("moods", [Mood]?.self), Argument("inner", Inner?.self),
            Argument("limit", Int?.self), Argument("weight", Double?.self), Argument("any", AnyScalar?.self),
            Argument("depth", Depth?.self), Argument("size", Int?.self)
        ) { text, moods, inner, limit, weight, any, depth, size in
            Filter(
                text: text, moods: moods, inner: inner.map { [$0.filter] } ?? [], limit: limit, weight: weight,
                any: any,
                depth: depth, size: size)
        }

        /// A filter in a filter: a struct cannot contain itself.
        struct Inner: InputValue {
            static var inputShape: InputShape { Filter.inputShape }
            var filter: Filter
            init(graphQL value: Value) throws { filter = try Filter(graphQL: value) }
        }
    }

    struct Depth: InputObjectValue {
        var steps: Int
        static let fields = InputFields("ZqxDepth", Argument("steps", Int.self), make: Depth.init)
    }

    struct Choice: InputObjectValue {
        var id: String?
        var name: String?
        var filter: Filter?

        static let fields = InputFields(
            "Choice", Argument("id", String?.self), Argument("name", String?.self), Argument("filter", Filter?.self),
            make: Choice.init)
    }

    static let people: [Person] = [
        Person(
            id: "0", name: "Ada \"the \\ first\"", age: 36, height: 1.65, mood: .good,
            address: Address(street: "Mill Lane", lines: [], number: 1), addresses: [], number: 0),
        Person(
            id: "1", name: nil, age: 5_000_000_000, height: .nan, mood: .bad,
            address: Address(street: "나무길\u{1}", lines: ["a", ""], number: nil),
            addresses: [Address(street: "", lines: ["x"], number: 4_000_000_000)], number: 1),
        Person(
            id: "2", name: "", age: nil, height: nil, mood: .black,
            address: Address(street: "\n", lines: ["😀"], number: 2),
            addresses: [Address(street: "s", lines: [], number: 0), Address(street: "t", lines: [], number: nil)],
            number: 2),
    ]

    static func pets(of person: Int) -> [Animal] {
        switch person {
        case 0: [.dog(Dog(id: "d0", name: "Rex", owner: 1, barks: true, size: 1))]
        case 1:
            [
                .cat(Cat(id: "c1", name: nil, owner: 2, lives: 9, size: 0.25)),
                .dog(Dog(id: "d1", name: "Ben", owner: 2, barks: false, size: nil)),
            ]
        default: []
        }
    }
}
