import GraphQL

/// A schema and its data, both made at random from one seed.
///
/// Data has no end: a value is computed from the seed of its object, the name of the field and the arguments, so the
/// engine's resolvers and ``NaiveExecutor`` find the same values without sharing anything else.
final class World: Sendable {
    let seed: UInt64
    /// By number: `O0`, `O1` … `O0` is the root, to which no field leads.
    let objects: [Object]
    /// Interfaces and unions, by number: `A0`, `A1` …
    let abstracts: [Abstract]
    /// All fields there are. A name always means the same field, so any two fields of one response name merge.
    let fields: [String: FieldSpec]

    struct Object: Sendable {
        let name: String
        let interfaces: [String]
        let fields: [String]
        /// Those of them that are stored properties; at most three.
        let stored: [String]
    }

    struct Abstract: Sendable {
        let name: String
        let isUnion: Bool
        let fields: [String]
        let possible: [Int]
    }

    struct FieldSpec: Sendable {
        let name: String
        let type: TypeText
        let arguments: [InputSpec]
        let failure: Failure
        let isAsync: Bool
        /// Which of the Swift types that fit the leaf.
        let variant: Int
        /// Whether every value can be represented.
        let isExact: Bool
    }

    enum Failure { case none, single, unexpected, whole, wrongCount }

    init(seed: UInt64) {
        self.seed = seed
        var dice = Dice(seed)
        let objectCount = 2 + dice.below(5)
        let abstractCount = 1 + dice.below(3)
        var fields: [String: FieldSpec] = [:]
        let isCalm = dice.chance(40)
        func makeField(_ named: String) -> String {
            let failure: Failure =
                isCalm || dice.chance(70) ? .none : dice.pick([.single, .single, .unexpected, .whole, .wrongCount])
            var type = TypeText.random(of: named, &dice)
            if failure != .none, dice.chance(80) { type = type.nullable }
            let spec = FieldSpec(
                name: "f\(fields.count)", type: type, arguments: dice.chance(40) ? InputSpec.random(&dice) : [],
                failure: failure, isAsync: dice.chance(30), variant: dice.below(3), isExact: isCalm)
            fields[spec.name] = spec
            return spec.name
        }
        let leaves = ["Int", "Float", "String", "Boolean", "ID", "Single", "Triple", "Mark"]
        let composites =
            (1..<objectCount).map { "O\($0)" } + (0..<abstractCount).map { "A\($0)" }
            + (1..<objectCount).map { "O\($0)" }
        let leafFields = (0..<10).map { _ in makeField(dice.pick(leaves)) }
        let compositeFields = composites.map { makeField($0) }
        let pool = leafFields + compositeFields

        // Possible types are chosen first, then objects take in what their interfaces promise.
        let abstracts = (0..<abstractCount).map { number in
            let isUnion = dice.chance(40)
            var possible = (1..<objectCount).filter { _ in dice.chance(50) }
            if possible.isEmpty { possible = [1 + dice.below(objectCount - 1)] }
            let promised = pool.filter { _ in dice.chance(15) }
            return Abstract(
                name: "A\(number)", isUnion: isUnion,
                fields: isUnion ? [] : promised.isEmpty ? [pool[0]] : promised, possible: possible)
        }
        self.abstracts = abstracts
        self.fields = fields
        objects = (0..<objectCount).map { number in
            let interfaces = abstracts.filter { !$0.isUnion && $0.possible.contains(number) }
            var names = Set(interfaces.flatMap(\.fields))
            names.formUnion(pool.filter { _ in dice.chance(number == 0 ? 60 : 25) })
            names.insert(dice.pick(leafFields))
            if number == 0 { names.formUnion(compositeFields.filter { _ in dice.chance(50) }) }
            let sorted = names.sorted()
            // A stored object is of a type with a higher number, so that structs do not contain themselves.
            var objectsStored = 0
            var stored: [String] = []
            for name in sorted where number > 0 && stored.count < 3 && dice.chance(70) {
                guard let field = fields[name], field.arguments.isEmpty else { continue }
                if let inner = World.objectNumber(field.type.named) {
                    guard inner > number, objectsStored == 0 else { continue }
                    objectsStored += 1
                }
                stored.append(name)
            }
            return Object(name: "O\(number)", interfaces: interfaces.map(\.name), fields: sorted, stored: stored)
        }
    }

    static func objectNumber(_ name: String) -> Int? { name.first == "O" ? Int(name.dropFirst()) : nil }
    static func abstractNumber(_ name: String) -> Int? { name.first == "A" ? Int(name.dropFirst()) : nil }

    static func isLeaf(_ name: String) -> Bool { objectNumber(name) == nil && abstractNumber(name) == nil }

    /// The numbers of the object types that a value of this type can be of.
    func possible(_ name: String) -> [Int] {
        if let number = World.objectNumber(name) { return [number] }
        return World.abstractNumber(name).map { abstracts[$0].possible } ?? []
    }

    func fields(of name: String) -> [String] {
        if let number = World.objectNumber(name) { return objects[number].fields }
        return World.abstractNumber(name).map { abstracts[$0].fields } ?? []
    }

    var sdl: String { sdl(roots: "schema { query: O0 }") }

    /// The same with `O0` as the subscription root.
    var subscriptionSDL: String { sdl(roots: "schema { query: Q subscription: O0 } type Q { q: Int }") }

    private func sdl(roots: String) -> String {
        func body(_ names: [String]) -> String {
            "{ "
                + names.map { name in
                    let field = fields[name]!
                    let arguments = field.arguments.map(\.text).joined(separator: ", ")
                    return "\(name)\(arguments.isEmpty ? "" : "(\(arguments))"): \(field.type)"
                }.joined(separator: " ") + " }"
        }
        var parts = [roots, "scalar Mark", "enum Single { ONLY }", InputSpec.sdl]
        for abstract in abstracts {
            parts.append(
                abstract.isUnion
                    ? "union \(abstract.name) = " + abstract.possible.map { "O\($0)" }.joined(separator: " | ")
                    : "interface \(abstract.name) \(body(abstract.fields))")
        }
        for object in objects {
            let implements =
                object.interfaces.isEmpty ? "" : " implements " + object.interfaces.joined(separator: " & ")
            parts.append("type \(object.name)\(implements) \(body(object.fields))")
        }
        return parts.joined(separator: "\n")
    }
}

/// A type as a schema writes it.
indirect enum TypeText: Sendable, Equatable, CustomStringConvertible {
    case named(String)
    case list(TypeText)
    case nonNull(TypeText)

    static func random(of name: String, _ dice: inout Dice) -> TypeText {
        var type = TypeText.named(name)
        if dice.chance(50) { type = .nonNull(type) }
        while dice.chance(30) {
            type = .list(type)
            if dice.chance(50) { type = .nonNull(type) }
        }
        return type
    }

    init(_ text: Substring) {
        if text.hasSuffix("!") {
            self = .nonNull(TypeText(text.dropLast()))
        } else if text.hasPrefix("[") {
            self = .list(TypeText(text.dropFirst().dropLast()))
        } else {
            self = .named(String(text))
        }
    }

    var named: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.named
        }
    }

    var isNonNull: Bool { if case .nonNull = self { true } else { false } }

    var nullable: TypeText { if case .nonNull(let inner) = self { inner } else { self } }

    var description: String {
        switch self {
        case .named(let name): name
        case .list(let inner): "[\(inner)]"
        case .nonNull(let inner): "\(inner)!"
        }
    }
}

// MARK: - Data

/// A value of a world, before it has a Swift type or is JSON.
indirect enum Datum: Sendable {
    case null
    case boolean(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case list([Datum])
    case object(Int, seed: UInt64)
}

extension World {
    /// What a field of an object is; nil when its resolver fails for this object.
    func datum(_ field: FieldSpec, of seed: UInt64, arguments: [Value] = [], isStored: Bool) -> Datum? {
        var dice = Dice(seed, field.name + arguments.map(\.description).joined(separator: ","))
        let fails = dice.chance(25)
        if fails, !isStored, field.failure == .single || field.failure == .unexpected { return nil }
        return datum(field.type, field, &dice)
    }

    private func datum(_ type: TypeText, _ field: FieldSpec, _ dice: inout Dice) -> Datum {
        switch type {
        case .nonNull(let inner): return present(inner, field, &dice)
        default: return dice.chance(15) ? .null : present(type, field, &dice)
        }
    }

    private func present(_ type: TypeText, _ field: FieldSpec, _ dice: inout Dice) -> Datum {
        guard case .named(let name) = type else {
            guard case .list(let item) = type else { return .null }
            return .list((0..<dice.below(4)).map { _ in datum(item, field, &dice) })
        }
        let isExact = field.isExact || field.variant == 0
        switch name {
        case "Int": return .int(isExact || dice.chance(97) ? dice.below(2001) - 1000 : 3_000_000_000)
        case "Float": return .double(isExact || dice.chance(97) ? Double(dice.below(4001) - 2000) / 8 : .nan)
        case "Boolean": return .boolean(dice.chance(50))
        case "String", "ID":
            let texts = [
                "", "a", "Rain", "a \"quoted\" text", "line\nline", "서울의 밤", "🚇", "\\ and \u{1}",
                "A text longer than sixteen bytes",
            ]
            return .string(dice.pick(texts))
        case "Single": return .int(0)
        case "Triple": return .int(dice.below(3))
        case "Mark": return .int(isExact ? 1 + dice.below(6) : dice.below(30))
        default:
            if let number = World.objectNumber(name) { return .object(number, seed: dice.next()) }
            let number = !isExact && dice.chance(4) ? 1 + dice.below(objects.count - 1) : dice.pick(possible(name))
            return .object(number, seed: dice.next())
        }
    }
}
