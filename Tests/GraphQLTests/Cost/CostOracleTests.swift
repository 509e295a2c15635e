import GraphQL
import Testing

/// The formula against a recursion over the document that is too simple to be wrong.
@Suite struct CostOracleTests {
    private static let operations: Range<UInt64> = 0..<20

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `Random operations cost what they cost by the letter`(seed: UInt64) throws {
        let prices = RandomPrices(seed: seed, World(seed: seed))
        var schema = PricedSchema(try Schema(prices.sdl))
        schema.assumptions.leafWeight = 0.01
        for number in CostOracleTests.operations {
            let operation = RandomOperation(seed: seed * 1000 + number, in: prices.world)
            let expected = try NaiveCost(operation, prices).thousandths
            let cost = try schema.prepare(operation.text).cost(variables: operation.provided)
            let told = cost.parts.reduce(0.0) { $0 + Double($1.points) }
            let rounding = Double(cost.parts.count) + told / 1e9
            let points = expected / 1000 + (expected % 1000 > 0 ? 1 : 0)
            if cost.points != points || points < Int.max / 1000 && abs(told - Double(points)) > rounding {
                Issue.record(
                    """
                    seed \(seed), operation \(number): \(operation.text)
                    variables: \(operation.provided)
                    engine: \(cost)
                    expected: \(expected) thousandths
                    \(prices.sdl)
                    """)
                return
            }
        }
    }

    /// The comparison above would prove nothing if everything cost the same.
    @Test func `Random costs differ widely`() throws {
        var costs: Set<Int> = []
        for seed in 0..<20 as Range<UInt64> {
            let prices = RandomPrices(seed: seed, World(seed: seed))
            for number in CostOracleTests.operations {
                let operation = RandomOperation(seed: seed * 1000 + number, in: prices.world)
                costs.insert(try NaiveCost(operation, prices).thousandths)
            }
        }
        #expect(costs.count > 200)
        #expect(costs.contains { $0 > 1_000_000 })
    }
}

/// Weights and sizes for a world, the same ones for the same seed.
struct RandomPrices {
    let seed: UInt64
    let world: World

    init(seed: UInt64, _ world: World) {
        self.seed = seed
        self.world = world
    }

    struct Size {
        var assumed: Int?
        var slicing: [String] = []
        var sized: [String] = []
    }

    /// In thousandths; nil where nothing is said.
    func weight(_ coordinate: String, mayBeNegative: Bool = false) -> Int? {
        var dice = Dice(seed, "weight of \(coordinate)")
        guard dice.chance(35) else { return nil }
        let weight = dice.pick([0, 1000, 2000, 500, 7250, 20_000])
        return mayBeNegative && dice.chance(40) ? -weight : weight
    }

    func size(_ object: String, _ field: World.FieldSpec) -> Size? {
        var dice = Dice(seed, "size of \(object).\(field.name)")
        var size = Size()
        if World.objectNumber(field.type.named) != nil || field.type.named.first == "A", dice.chance(50) {
            size.sized = world.fields(of: field.type.named).filter { world.fields[$0]?.type.isList == true }
                .filter { _ in dice.chance(60) }
        }
        guard field.type.isList || !size.sized.isEmpty, dice.chance(80) else { return nil }
        if dice.chance(60) { size.assumed = dice.below(6) }
        size.slicing = field.arguments.filter { $0.type.isList || $0.type.named == "Int" }.map(\.name)
        for argument in field.arguments where argument.type.nullable == .named("Plain") && dice.chance(70) {
            size.slicing.append("\(argument.name).\(dice.pick(["number", "lists", "inner.number"]))")
        }
        return size.assumed == nil && size.slicing.isEmpty ? nil : size
    }

    var sdl: String {
        func cost(_ coordinate: String, mayBeNegative: Bool = false) -> String {
            weight(coordinate, mayBeNegative: mayBeNegative).map { " @cost(weight: \(Double($0) / 1000))" } ?? ""
        }
        func list(_ names: [String]) -> String { "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
        func body(_ type: String, _ names: [String], isObject: Bool) -> String {
            "{ "
                + names.map { name in
                    let field = world.fields[name]!
                    let arguments = field.arguments.map {
                        $0.text + (isObject ? cost("\(type).\(name)(\($0.name):)", mayBeNegative: true) : "")
                    }
                    var text =
                        name + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))") + ": \(field.type)"
                    guard isObject else { return text }
                    text += cost("\(type).\(name)")
                    guard let size = size(type, field) else { return text }
                    text += " @listSize(slicingArguments: \(list(size.slicing)), sizedFields: \(list(size.sized))"
                    return text + (size.assumed.map { ", assumedSize: \($0)" } ?? "") + ")"
                }.joined(separator: "\n  ") + " }"
        }
        var parts = [
            "schema { query: O0 }",
            "directive @cost(weight: Float!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR",
            "directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION",
            "scalar Mark\(cost("Mark"))", "enum Single\(cost("Single")) { ONLY }",
            "enum Triple\(cost("Triple")) { A B C }",
        ]
        for (name, fields) in InputSpec.objects.sorted(by: { $0.key < $1.key }) {
            let texts = fields.map { $0.text + cost("\(name).\($0.name)", mayBeNegative: true) }
            parts.append("input \(name)\(name == "Choice" ? " @oneOf" : "") { \(texts.joined(separator: " ")) }")
        }
        for abstract in world.abstracts {
            parts.append(
                abstract.isUnion
                    ? "union \(abstract.name) = " + abstract.possible.map { "O\($0)" }.joined(separator: " | ")
                    : "interface \(abstract.name) \(body(abstract.name, abstract.fields, isObject: false))")
        }
        for object in world.objects {
            let implements =
                object.interfaces.isEmpty ? "" : " implements " + object.interfaces.joined(separator: " & ")
            parts.append(
                "type \(object.name)\(implements)\(cost(object.name)) \(body(object.name, object.fields, isObject: true))"
            )
        }
        return parts.joined(separator: "\n")
    }
}

/// What an operation costs, object by object.
struct NaiveCost {
    private let prices: RandomPrices
    private let executor: NaiveExecutor
    private let coercion: NaiveCoercion
    private(set) var thousandths = 0

    init(_ operation: RandomOperation, _ prices: RandomPrices) throws {
        self.prices = prices
        executor = try NaiveExecutor(operation, in: prices.world)
        coercion = try NaiveCoercion(operation)
        thousandths = object(0, [operation.selections], sized: [], size: nil)
    }

    /// An object with all that is selected of it.
    private func object(_ object: Int, _ sets: [[Selection]], sized: [String], size: Int?) -> Int {
        var grouped: [(name: String, fields: [FieldSelection])] = []
        var visited: Set<String> = []
        for set in sets { executor.collect(set, on: object, &visited, &grouped) }
        let type = prices.world.objects[object].name
        return grouped.reduce(prices.weight(type) ?? 1000) { sum, group in
            sum <+> field(group.fields, of: type, size: sized.contains(group.fields[0].name) ? size : nil)
        }
    }

    private func field(_ fields: [FieldSelection], of type: String, size: Int?) -> Int {
        guard let spec = prices.world.fields[fields[0].name] else { return 10 }
        let coordinate = "\(type).\(spec.name)"
        let isLeaf = World.isLeaf(spec.type.named)
        var resolving = prices.weight(coordinate) ?? (isLeaf ? 0 : 1000)
        for argument in spec.arguments {
            resolving += input(argument, value(of: argument, fields[0]), "\(coordinate)(\(argument.name):)")
        }
        let listSize = prices.size(type, spec)
        let own = listSize.flatMap { own in self.size(own, spec, fields[0]) }
        var count = 1
        if spec.type.isList {
            count = size ?? (listSize?.sized.isEmpty == true ? own : nil) ?? 10
            for _ in 1..<spec.type.listDepth { count = count <*> 10 }
        }
        let each: Int
        if isLeaf {
            each = prices.weight(spec.type.named).flatMap { isWeighted(spec.type.named) ? $0 : nil } ?? 10
        } else {
            each =
                prices.world.possible(spec.type.named)
                .map { object($0, fields.map(\.selections), sized: listSize?.sized ?? [], size: own) }.max() ?? 0
        }
        return max(0, resolving) <+> each <*> count
    }

    private func isWeighted(_ leaf: String) -> Bool { ["Mark", "Single", "Triple"].contains(leaf) }

    private func size(_ size: RandomPrices.Size, _ spec: World.FieldSpec, _ field: FieldSelection) -> Int? {
        var (isGiven, isNull) = (false, false)
        let sizes = size.slicing.compactMap { slicing -> Int? in
            let path = slicing.split(separator: ".").map(String.init)
            let argument = spec.arguments.first { $0.name == path[0] }!
            let usual = (try? coercion.arguments(of: [argument], from: []))?.first
            func count(_ value: Value?) -> Int? {
                switch path.dropFirst().reduce(value, { $0?[$1] }) {
                case .int(let number): max(0, number)
                case .list(let items): items.count
                default: nil
                }
            }
            let own = count(value(of: argument, field))
            if gives(argument, field) {
                if own == nil { isNull = true } else { isGiven = true }
            }
            return own ?? count(usual)
        }
        // Null in place of all sizes may mean as many items as the server gives at most.
        guard isNull, !isGiven, let assumed = size.assumed else { return sizes.max() ?? size.assumed }
        return max(sizes.max() ?? 0, assumed)
    }

    /// Whether the request says anything for an argument, be it null.
    private func gives(_ spec: InputSpec, _ field: FieldSelection) -> Bool {
        switch field.arguments.first(where: { $0.name == spec.name })?.value {
        case nil: false
        case .variable(let name): coercion.variables[name] != nil
        default: (try? coercion.arguments(of: [spec], from: field.arguments)) != nil
        }
    }

    /// The coerced argument; its default when what is given does not fit.
    private func value(of spec: InputSpec, _ field: FieldSelection) -> Value {
        if let value = (try? coercion.arguments(of: [spec], from: field.arguments))?.first { return value }
        if case .variable? = field.arguments.first(where: { $0.name == spec.name })?.value { return .null }
        return (try? coercion.arguments(of: [spec], from: []))?.first ?? .null
    }

    private func input(_ spec: InputSpec, _ value: Value, _ coordinate: String) -> Int {
        if value.isNull { return 0 }
        let isObject = InputSpec.objects[spec.type.named] != nil
        return (prices.weight(coordinate, mayBeNegative: true) ?? (isObject ? 1000 : 0))
            + inside(value, spec.type.named)
    }

    private func inside(_ value: Value, _ type: String) -> Int {
        if case .list(let items) = value { return items.reduce(0) { $0 + inside($1, type) } }
        guard let fields = InputSpec.objects[type] else { return 0 }
        return fields.reduce(0) { $0 + input($1, value[$1.name] ?? .null, "\(type).\($1.name)") }
    }
}

infix operator <+> : AdditionPrecedence
infix operator <*> : MultiplicationPrecedence

/// Sums and products that stop at the greatest number.
private func <+> (one: Int, other: Int) -> Int { one > Int.max - other ? .max : one + other }
private func <*> (one: Int, other: Int) -> Int { other > 0 && one > Int.max / other ? .max : one * other }

extension TypeText {
    var isList: Bool { if case .list = nullable { true } else { false } }

    var listDepth: Int {
        switch self {
        case .named: 0
        case .nonNull(let inner): inner.listDepth
        case .list(let inner): 1 + inner.listDepth
        }
    }
}
