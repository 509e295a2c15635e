import GraphQL

/// One selection of a test's own document.
indirect enum Selection {
    case field(FieldSelection)
    case inline(on: String?, [Condition], [Selection])
    case spread(String, [Condition])

    struct Condition {
        let isSkip: Bool
        let value: Literal
    }
}

final class FieldSelection {
    let alias: String?
    let name: String
    let arguments: [(name: String, value: Literal)]
    let conditions: [Selection.Condition]
    let selections: [Selection]
    /// Where it stands in the text, which has one line.
    var column = 0

    init(
        alias: String?, name: String, arguments: [(name: String, value: Literal)], conditions: [Selection.Condition],
        selections: [Selection]
    ) {
        self.alias = alias
        self.name = name
        self.arguments = arguments
        self.conditions = conditions
        self.selections = selections
    }

    var responseName: String { alias ?? name }
}

/// A valid query or subscription against a world, with values for its variables.
struct RandomOperation {
    struct Variable {
        let spec: InputSpec
        /// nil: not given.
        let provided: Literal?
    }

    private let world: World
    private var dice: Dice
    private(set) var selections: [Selection] = []
    private(set) var variables: [Variable] = []
    private(set) var fragments: [String: (on: String, selections: [Selection])] = [:]
    private(set) var text = ""
    /// By field and arguments: its aliases. Different fields never share one.
    private var aliases: [String: [String]] = [:]
    private var budget = 60

    init(seed: UInt64, in world: World, isSubscription: Bool = false) {
        self.world = world
        dice = Dice(seed, "operation")
        selections = isSubscription ? makeSubscription() : makeSelections(on: "O0", depth: 4)
        write(isSubscription ? "subscription S" : "query Q")
    }

    /// The request's variables, as JSON gives them.
    var provided: Value {
        .object(
            variables.compactMap { variable in variable.provided.map { .init(variable.spec.name, $0.json) } }
                + [.init("unknown", .int(1))])
    }

    // MARK: - Selections

    /// One root field, perhaps in two places.
    private mutating func makeSubscription() -> [Selection] {
        let field = makeField(on: "O0", depth: 4, isSubscribed: true)
        guard !field.selections.isEmpty, dice.chance(30) else { return [.field(field)] }
        let again = FieldSelection(
            alias: field.alias, name: field.name, arguments: field.arguments, conditions: [],
            selections: makeSelections(on: world.fields[field.name]!.type.named, depth: 2))
        fragments["S"] = ("O0", [.field(again)])
        return dice.chance(50)
            ? [.field(field), .spread("S", [])] : [.spread("S", []), .inline(on: nil, [], [.field(field)])]
    }

    private mutating func makeSelections(on type: String, depth: Int) -> [Selection] {
        (0...dice.below(depth > 2 ? 6 : 4)).map { _ in makeSelection(on: type, depth: depth) }
    }

    private mutating func makeSelection(on type: String, depth: Int) -> Selection {
        budget -= 1
        let roll = budget > 0 ? dice.below(100) : 0
        if roll < 70 || depth == 0 { return .field(makeField(on: type, depth: depth)) }
        let overlapping = (world.objects.map(\.name) + world.abstracts.map(\.name)).filter {
            !Set(world.possible($0)).isDisjoint(with: world.possible(type))
        }
        let condition = dice.pick(overlapping)
        if roll < 85 {
            let on = dice.chance(20) ? nil : condition
            return .inline(on: on, makeConditions(), makeSelections(on: on ?? type, depth: depth - 1))
        }
        let known = fragments.filter { overlapping.contains($0.value.on) }.keys.sorted()
        if !known.isEmpty, dice.chance(60) { return .spread(dice.pick(known), makeConditions()) }
        let made = makeSelections(on: condition, depth: min(depth - 1, 2))
        let name = "F\(fragments.count)"
        fragments[name] = (condition, made)
        return .spread(name, makeConditions())
    }

    private mutating func makeField(on type: String, depth: Int, isSubscribed: Bool = false) -> FieldSelection {
        let names = world.fields(of: type).filter { depth > 0 || World.isLeaf(world.fields[$0]!.type.named) }
        let composites = names.filter { !World.isLeaf(world.fields[$0]!.type.named) }
        guard isSubscribed || !names.isEmpty && budget > -20 && !dice.chance(8) else {
            return FieldSelection(
                alias: makeAlias("__typename"), name: "__typename", arguments: [], conditions: makeConditions(),
                selections: [])
        }
        let field = world.fields[composites.isEmpty || dice.chance(50) ? dice.pick(names) : dice.pick(composites)]!
        var arguments: [(name: String, value: Literal)] = []
        for argument in field.arguments {
            let isRequired = argument.type.isNonNull && argument.defaultValue == nil
            if isRequired || dice.chance(70) {
                arguments.append((argument.name, makeLiteral(argument, variables: true, depth: 2)))
            }
        }
        if dice.chance(50) { arguments.reverse() }
        let key = field.name + arguments.map { "\($0.name):\($0.value.text)" }.sorted().joined(separator: ",")
        let conditions = isSubscribed ? [] : makeConditions()
        return FieldSelection(
            alias: makeAlias(key, required: !field.arguments.isEmpty), name: field.name, arguments: arguments,
            conditions: conditions,
            selections: World.isLeaf(field.type.named) ? [] : makeSelections(on: field.type.named, depth: depth - 1))
    }

    private mutating func makeAlias(_ key: String, required: Bool = false) -> String? {
        guard required || dice.chance(20) else { return nil }
        if let known = aliases[key], dice.chance(60) { return dice.pick(known) }
        let alias = "x\(aliases.values.reduce(0) { $0 + $1.count })"
        aliases[key, default: []].append(alias)
        return alias
    }

    private mutating func makeConditions() -> [Selection.Condition] {
        var conditions: [Selection.Condition] = []
        for isSkip in dice.chance(50) ? [true, false] : [false, true] where dice.chance(10) {
            let value: Literal
            if dice.chance(50) {
                value = .boolean(dice.chance(isSkip ? 20 : 80))
            } else {
                value = makeVariable(InputSpec("if", "Boolean!"), depth: 0)
            }
            conditions.append(.init(isSkip: isSkip, value: value))
        }
        return conditions
    }

    // MARK: - Input values

    /// A value for a place of some type, perhaps with variables in it.
    private mutating func makeLiteral(
        _ place: InputSpec, variables mayHoldVariables: Bool, depth: Int, isOneOf: Bool = false
    ) -> Literal {
        if mayHoldVariables, dice.chance(35) { return makeVariable(place, depth: depth, isOneOf: isOneOf) }
        let type = place.type
        if !type.isNonNull, !isOneOf, dice.chance(15) { return .null }
        switch type.nullable {
        case .list(let item):
            if dice.chance(25),
                case let single = makeLiteral(
                    InputSpec(item), variables: false, depth: depth), !single.isNull
            {
                return single
            }
            return .list(
                (0..<dice.below(4)).map { _ in makeLiteral(InputSpec(item), variables: mayHoldVariables, depth: depth) }
            )
        case .named("Int"): return .int(dice.below(200) - 100)
        case .named("Float"): return dice.chance(50) ? .int(dice.below(9)) : .float(Double(dice.below(99)) / 4)
        case .named("String"): return .string("s\(dice.below(9))")
        case .named("ID"): return dice.chance(50) ? .int(dice.below(9)) : .string("i\(dice.below(9))")
        case .named("Boolean"): return .boolean(dice.chance(50))
        case .named("Triple"): return .enumValue(dice.pick(["A", "B", "C"]))
        case .named("Choice"):
            let simple = InputSpec.objects["Choice"]!.filter { depth > 0 || $0.name != "plain" }
            let field = dice.pick(simple)
            return .object([
                (field.name, makeLiteral(field, variables: mayHoldVariables, depth: depth - 1, isOneOf: true))
            ])
        default:
            var fields: [(name: String, value: Literal)] = []
            for field in InputSpec.objects[type.named]! {
                let isRequired = field.type.isNonNull && field.defaultValue == nil
                if isRequired
                    || dice.chance(depth > 0 ? 40 : 15) && (depth > 0 || !["inner", "choice"].contains(field.name))
                {
                    fields.append((field.name, makeLiteral(field, variables: mayHoldVariables, depth: depth - 1)))
                }
            }
            fields.shuffle(using: &dice)
            return .object(fields)
        }
    }

    /// A new variable that may stand in this place.
    private mutating func makeVariable(_ place: InputSpec, depth: Int, isOneOf: Bool = false) -> Literal {
        var type = place.type
        var defaultValue: Literal?
        if isOneOf {
            type = .nonNull(type.nullable)
        } else if type.isNonNull {
            // A nullable variable may stand here when the place or the variable has a default.
            if place.defaultValue != nil, dice.chance(50) { type = type.nullable }
            // For `if:` a null is not an error of a field, so it is left out here.
            if place.name != "if", dice.chance(30) {
                type = type.nullable
                defaultValue = makeLiteral(InputSpec(.nonNull(type)), variables: false, depth: depth - 1)
            }
        } else if dice.chance(25) {
            type = .nonNull(type)
        }
        if defaultValue == nil, dice.chance(25) {
            defaultValue = makeLiteral(InputSpec(type), variables: false, depth: depth - 1)
            if case .null? = defaultValue, place.type.isNonNull { defaultValue = nil }
        }
        var provided: Literal?
        if type.isNonNull && defaultValue == nil || dice.chance(60) {
            provided = makeLiteral(InputSpec(type), variables: false, depth: depth - 1)
        }
        let name = "v\(variables.count)"
        variables.append(Variable(spec: InputSpec(name, "\(type)", defaultValue), provided: provided))
        return .variable(name)
    }

    // MARK: - Text

    private mutating func write(_ title: String) {
        text = title
        if !variables.isEmpty {
            text += "(" + variables.map { "$\($0.spec.text)" }.joined(separator: ", ") + ")"
        }
        write(selections)
        for name in fragments.keys.sorted() {
            text += " fragment \(name) on \(fragments[name]!.on)"
            write(fragments[name]!.selections)
        }
    }

    private mutating func write(_ selections: [Selection]) {
        text += " {"
        for selection in selections {
            text += " "
            switch selection {
            case .field(let field):
                field.column = text.unicodeScalars.count + 1
                text += (field.alias.map { "\($0): " } ?? "") + field.name
                if !field.arguments.isEmpty {
                    text += "(" + field.arguments.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + ")"
                }
                write(field.conditions)
                if !field.selections.isEmpty { write(field.selections) }
            case .inline(let type, let conditions, let selections):
                text += "..." + (type.map { " on \($0)" } ?? "")
                write(conditions)
                write(selections)
            case .spread(let name, let conditions):
                text += "...\(name)"
                write(conditions)
            }
        }
        text += " }"
    }

    private mutating func write(_ conditions: [Selection.Condition]) {
        for condition in conditions {
            text += " @\(condition.isSkip ? "skip" : "include")(if: \(condition.value.text))"
        }
    }
}

extension Literal {
    var isNull: Bool { if case .null = self { true } else { false } }
}

extension InputSpec {
    init(_ type: TypeText) { self.init("", "\(type)") }
}
