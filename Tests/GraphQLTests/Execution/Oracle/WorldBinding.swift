import GraphQL

/// A Swift type that a world's data can take on.
///
/// The Swift type of a field is put together while the test runs, from generic types: `[Body<Tag2, Int?, [String], Float>?]`.
/// So a random schema has structs with random layouts behind it, without anything in the engine being made for tests.
protocol Makable: OutputValue {
    static func make(_ datum: Datum, in world: World) -> Self
}

extension Bool: Makable {
    static func make(_ datum: Datum, in world: World) -> Bool { if case .boolean(true) = datum { true } else { false } }
}

extension Int: Makable {
    static func make(_ datum: Datum, in world: World) -> Int {
        switch datum {
        case .int(let number): number
        case .double(let number): Int(number)
        default: 0
        }
    }
}

extension Int32: Makable {
    static func make(_ datum: Datum, in world: World) -> Int32 { Int32(Int.make(datum, in: world)) }
}

extension Double: Makable {
    static func make(_ datum: Datum, in world: World) -> Double {
        if case .double(let number) = datum { number } else { 0 }
    }
}

extension Float: Makable {
    static func make(_ datum: Datum, in world: World) -> Float { Float(Double.make(datum, in: world)) }
}

extension String: Makable {
    static func make(_ datum: Datum, in world: World) -> String {
        if case .string(let text) = datum { text } else { "" }
    }
}

extension Optional: Makable where Wrapped: Makable {
    static func make(_ datum: Datum, in world: World) -> Wrapped? {
        if case .null = datum { nil } else { Wrapped.make(datum, in: world) }
    }
}

extension Array: Makable where Element: Makable {
    static func make(_ datum: Datum, in world: World) -> [Element] {
        if case .list(let items) = datum { items.map { Element.make($0, in: world) } } else { [] }
    }
}

/// An enum that needs no memory.
enum Single: String, EnumValue, Makable {
    case only = "ONLY"

    static func make(_ datum: Datum, in world: World) -> Single { .only }
}

enum Triple: String, EnumValue, Makable {
    case a = "A"
    case b = "B"
    case c = "C"

    static func make(_ datum: Datum, in world: World) -> Triple { allCases[Int.make(datum, in: world)] }
}

/// A scalar that cannot always be written, and finds that out late.
struct Mark: OutputScalar, Makable {
    let number: Int32

    func write(to json: inout JSONWriter) throws {
        json.value(.list([.int(Int(number))]))
        if number % 7 == 0 { throw GraphQLError("No mark.", code: ErrorCode("MARK")) }
    }

    static func make(_ datum: Datum, in world: World) -> Mark { Mark(number: Int32.make(datum, in: world)) }
}

// MARK: - Objects

/// Something fields can be asked of.
protocol Seeded: ObjectValue {
    var seed: UInt64 { get }
}

extension Root: Seeded {
    var seed: UInt64 { World.rootSeed }
}

extension World {
    static var rootSeed: UInt64 { 1 }
}

/// Tells the Swift types of different object types apart when they have the same layout.
protocol Tag: SendableMetatype {
    static var number: Int { get }
}

enum Tag0: Tag { static let number = 0 }
enum Tag1: Tag { static let number = 1 }
enum Tag2: Tag { static let number = 2 }
enum Tag3: Tag { static let number = 3 }
enum Tag4: Tag { static let number = 4 }
enum Tag5: Tag { static let number = 5 }
enum Tag6: Tag { static let number = 6 }

let tags: [any Tag.Type] = [Tag0.self, Tag1.self, Tag2.self, Tag3.self, Tag4.self, Tag5.self, Tag6.self]

/// Fills a place where nothing is stored.
struct Nothing: Makable, ObjectValue {
    static func make(_ datum: Datum, in world: World) -> Nothing { Nothing() }
}

protocol BodyType: Seeded, Makable {
    static func stored(_ name: String, at slot: Int) -> Field<Self, World>
}

/// An object with up to three stored properties.
struct Body<T: Tag, A: Makable, B: Makable, C: Makable>: BodyType {
    let a: A
    let hasOddSize: Bool
    let b: B
    let seed: UInt64
    let c: C

    static func make(_ datum: Datum, in world: World) -> Body {
        guard case .object(let number, let seed) = datum else { preconditionFailure("no object") }
        func value<V: Makable>(_ slot: Int) -> V {
            let names = world.objects[number].stored
            guard slot < names.count else { return V.make(.null, in: world) }
            return V.make(world.datum(world.fields[names[slot]]!, of: seed, isStored: true)!, in: world)
        }
        return Body(a: value(0), hasOddSize: true, b: value(1), seed: seed, c: value(2))
    }

    static func stored(_ name: String, at slot: Int) -> Field<Self, World> {
        switch slot {
        case 0: Field(name, \.a)
        case 1: Field(name, \.b)
        default: Field(name, \.c)
        }
    }
}

/// An object of an interface or union, made when it is asked for.
struct Choice<T: Tag>: AbstractValue, Makable {
    let datum: Datum
    let world: World

    static var graphQLName: String { "A\(T.number)" }

    static func make(_ datum: Datum, in world: World) -> Choice { Choice(datum: datum, world: world) }

    func sort(into objects: inout ConcreteObjects) {
        guard case .object(let number, _) = datum else { return }
        func append<B: BodyType>(_ type: B.Type, _ objects: inout ConcreteObjects) {
            objects.append(B.make(datum, in: world))
        }
        append(BoundWorld.bodyType(number, of: world), &objects)
    }
}

// MARK: - Binding

enum BoundWorld {
    static func schema(of world: World) throws -> ExecutableSchema<World> {
        let root = ObjectType<Root, World>("O0") {
            world.objects[0].fields.map { field(world.fields[$0]!, of: Root.self, in: world) }
        }
        return try schema(world.sdl, of: world, TypesBuilder.buildExpression(root))
    }

    /// With `O0` as the subscription root, whose fields have an event for each of these root objects.
    static func subscriptionSchema(of world: World, rootSeeds: [UInt64]) throws -> ExecutableSchema<World> {
        let root = ObjectType<Root, World>("O0") {
            world.objects[0].fields.map { subscription(world.fields[$0]!, rootSeeds, in: world) }
        }
        let query = ObjectType<Root, World>("Q") { Field("q") { _ in 1 } }
        return try schema(
            world.subscriptionSDL, of: world,
            TypesBuilder.buildBlock(TypesBuilder.buildExpression(query), TypesBuilder.buildExpression(root)))
    }

    private static func schema(
        _ sdl: String, of world: World, _ roots: TypeBindings<World>
    ) throws -> ExecutableSchema<World> {
        var options = ExecutionOptions()
        options.presentError = { _, _ in GraphQLError("neutral", code: .internalError) }
        var types = roots
        for number in world.objects.indices {
            func bind<B: BodyType>(_ type: B.Type) -> TypeBindings<World> {
                TypesBuilder.buildExpression(
                    ObjectType<B, World>("O\(number)") {
                        world.objects[number].fields.map { name in
                            if let slot = world.objects[number].stored.firstIndex(of: name) {
                                return B.stored(name, at: slot)
                            }
                            return field(world.fields[name]!, of: B.self, in: world)
                        }
                    })
            }
            if number > 0 { types = TypesBuilder.buildBlock(types, bind(bodyType(number, of: world))) }
        }
        return try ExecutableSchema(Schema(sdl), types, options: options)
    }

    static func bodyType(_ number: Int, of world: World) -> any BodyType.Type {
        func body<T: Tag, A: Makable, B: Makable, C: Makable>(
            _: T.Type, _: A.Type, _: B.Type, _: C.Type
        ) -> any BodyType.Type { Body<T, A, B, C>.self }
        let stored = world.objects[number].stored.map { swiftType(of: world.fields[$0]!, in: world) }
        let nothing: any Makable.Type = Nothing.self
        let first = stored.first ?? nothing
        let second = stored.count > 1 ? stored[1] : nothing
        let third = stored.count > 2 ? stored[2] : nothing
        return body(tags[number], first, second, third)
    }

    private static func swiftType(of field: World.FieldSpec, in world: World) -> any Makable.Type {
        func optional<T: Makable>(_: T.Type) -> any Makable.Type { T?.self }
        func array<T: Makable>(_: T.Type) -> any Makable.Type { [T].self }
        func choice<T: Tag>(_: T.Type) -> any Makable.Type { Choice<T>.self }
        func present(_ type: TypeText) -> any Makable.Type {
            switch type {
            case .list(let item): return array(whole(item))
            case .nonNull(let inner): return present(inner)
            case .named("Int"): return field.variant == 0 ? Int32.self : Int.self
            case .named("Float"): return field.variant == 0 ? Float.self : Double.self
            case .named("Boolean"): return Bool.self
            case .named("String"), .named("ID"): return String.self
            case .named("Single"): return Single.self
            case .named("Triple"): return Triple.self
            case .named("Mark"): return Mark.self
            case .named(let name):
                if let number = World.objectNumber(name) {
                    return bodyType(number, of: world)
                }
                return choice(tags[World.abstractNumber(name)!])
            }
        }
        func whole(_ type: TypeText) -> any Makable.Type { type.isNonNull ? present(type) : optional(present(type)) }
        return whole(field.type)
    }

    // MARK: - Resolvers

    private static func field<P: Seeded>(
        _ spec: World.FieldSpec, of parent: P.Type, in world: World
    ) -> Field<P, World> {
        func make<V: Makable>(_: V.Type) -> Field<P, World> { field(spec, of: P.self, as: V.self) }
        return make(swiftType(of: spec, in: world))
    }

    private static func field<P: Seeded, V: Makable>(
        _ spec: World.FieldSpec, of parent: P.Type, as value: V.Type
    ) -> Field<P, World> {
        let first = Argument("a0", Value.self)
        let second = Argument("a1", Value.self)
        let isPlain = spec.failure != .single && spec.failure != .unexpected && spec.variant != 1
        switch (spec.arguments.count, spec.isAsync, isPlain) {
        case (0, true, true):
            return Field(spec.name) {
                await pause(spec); return try values(spec, $0, $1, []) as [V]
            }
        case (0, true, false):
            return Field(spec.name) {
                await pause(spec); return try results(spec, $0, $1, []) as [Result<V, any Error>]
            }
        case (0, false, true): return Field(spec.name) { try values(spec, $0, $1, []) as [V] }
        case (0, false, false): return Field(spec.name) { try results(spec, $0, $1, []) as [Result<V, any Error>] }
        case (1, true, true):
            return Field(spec.name, first) {
                await pause(spec); return try values(spec, $0, $1, [$2]) as [V]
            }
        case (1, true, false):
            return Field(spec.name, first) {
                await pause(spec); return try results(spec, $0, $1, [$2]) as [Result<V, any Error>]
            }
        case (1, false, true): return Field(spec.name, first) { try values(spec, $0, $1, [$2]) as [V] }
        case (1, false, false):
            return Field(spec.name, first) { try results(spec, $0, $1, [$2]) as [Result<V, any Error>] }
        case (_, true, true):
            return Field(spec.name, first, second) {
                await pause(spec); return try values(spec, $0, $1, [$2, $3]) as [V]
            }
        case (_, true, false):
            return Field(spec.name, first, second) {
                await pause(spec); return try results(spec, $0, $1, [$2, $3]) as [Result<V, any Error>]
            }
        case (_, false, true): return Field(spec.name, first, second) { try values(spec, $0, $1, [$2, $3]) as [V] }
        case (_, false, false):
            return Field(spec.name, first, second) { try results(spec, $0, $1, [$2, $3]) as [Result<V, any Error>] }
        }
    }

    private static func subscription(
        _ spec: World.FieldSpec, _ rootSeeds: [UInt64], in world: World
    ) -> Subscription<World> {
        func make<V: Makable>(_: V.Type) -> Subscription<World> {
            @Sendable func events(_ arguments: [Value]) -> AsyncStream<Result<V, any Error>> {
                AsyncStream { continuation in
                    for seed in rootSeeds { continuation.yield(result(spec, of: seed, in: world, arguments)) }
                    continuation.finish()
                }
            }
            let first = Argument("a0", Value.self)
            let second = Argument("a1", Value.self)
            switch spec.arguments.count {
            case 0: return Subscription(spec.name) { _ in events([]) }
            case 1: return Subscription(spec.name, first) { events([$1]) }
            default: return Subscription(spec.name, first, second) { events([$1, $2]) }
            }
        }
        return make(swiftType(of: spec, in: world))
    }

    /// Lets others go first, some more often than others.
    private static func pause(_ spec: World.FieldSpec) async {
        for _ in 0..<spec.name.utf8.reduce(0, { ($0 + Int($1)) % 4 }) { await Task.yield() }
    }

    private static func values<P: Seeded, V: Makable>(
        _ spec: World.FieldSpec, _ parents: Parents<P>, _ context: FieldContext<World>, _ arguments: [Value]
    ) throws -> [V] {
        try results(spec, parents, context, arguments).map { try $0.get() }
    }

    private static func results<P: Seeded, V: Makable>(
        _ spec: World.FieldSpec, _ parents: Parents<P>, _ context: FieldContext<World>, _ arguments: [Value]
    ) throws -> [Result<V, any Error>] {
        let world = context.request
        if spec.failure == .whole { throw GraphQLError("\(spec.name) failed for all.", code: ErrorCode("WHOLE")) }
        var results = parents.map { value(spec, of: $0.seed, in: world, arguments) as Result<V, any Error> }
        if spec.failure == .wrongCount { results.append(contentsOf: Array(results.prefix(1))) }
        return results
    }

    /// The result for a single object, whose resolver cannot fail in other ways than this object's.
    private static func result<V: Makable>(
        _ spec: World.FieldSpec, of seed: UInt64, in world: World, _ arguments: [Value]
    ) -> Result<V, any Error> {
        switch spec.failure {
        case .whole: .failure(GraphQLError("\(spec.name) failed for all.", code: ErrorCode("WHOLE")))
        case .wrongCount: .failure(Unexpected())
        default: value(spec, of: seed, in: world, arguments)
        }
    }

    private static func value<V: Makable>(
        _ spec: World.FieldSpec, of seed: UInt64, in world: World, _ arguments: [Value]
    ) -> Result<V, any Error> {
        Result {
            if let datum = world.datum(spec, of: seed, arguments: arguments, isStored: false) {
                return V.make(datum, in: world)
            }
            if spec.failure == .single { throw GraphQLError("\(spec.name) failed.", code: ErrorCode("SINGLE")) }
            throw Unexpected()
        }
    }

    private struct Unexpected: Error {}
}
