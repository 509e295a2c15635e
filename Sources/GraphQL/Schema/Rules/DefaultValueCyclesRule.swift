/// Filling in the defaults of input objects comes to an end, and soon.
///
/// The graph: input fields with a default, each leading to those whose defaults its own default brings along.
/// [Spec 3.10, InputObjectDefaultValueHasCycle](https://spec.graphql.org/September2025/#InputObjectDefaultValueHasCycle())
enum DefaultValueCyclesRule: SchemaRule {
    /// Defaults that bring defaults along double with each step: what a default may amount to, all filled in.
    static let maximumValues = 10_000
    static let maximumDepth = 100

    static func check(_ context: inout SchemaRuleContext) {
        let graph = DefaultValueGraph(context.schema)
        let search = CycleSearch(count: graph.fields.count) { graph.fields[$0].leadsTo }
        for cycle in search.cycles {
            let coordinates = cycle.map { graph.fields[$0].coordinate }
            context.report(
                "The default brings itself along (\(coordinates.joined(separator: " → "))): "
                    + "give the nested field a value of its own, or remove one of these defaults.",
                coordinates.first)
        }
        if search.cycles.isEmpty { checkSizes(graph, search.order, &context) }
    }

    /// - Parameter order: each field behind those it leads to.
    private static func checkSizes(_ graph: DefaultValueGraph, _ order: [Int], _ context: inout SchemaRuleContext) {
        /// `nil` where the default is too large, which is reported for the first on the way and for none behind it.
        var sizes = [(values: Int, depth: Int)?](repeating: nil, count: graph.fields.count)
        for index in order {
            let nested = graph.fields[index].leadsTo.compactMap { sizes[$0] }
            if nested.count < graph.fields[index].leadsTo.count { continue }
            // Each size is at most the limit, so the sum cannot overflow.
            let values = nested.reduce(graph.fields[index].ownValues) { $0 + $1.values }
            let depth = 1 + (nested.map(\.depth).max() ?? 0)
            if values <= maximumValues, depth <= maximumDepth {
                sizes[index] = (values, depth)
                continue
            }
            context.report(
                "With all nested defaults filled in, the default has more than \(maximumValues) values or is more than "
                    + "\(maximumDepth) deep: remove some.",
                graph.fields[index].coordinate)
        }
    }
}

/// Which defaults of input fields bring which others along.
private struct DefaultValueGraph {
    struct Field {
        let coordinate: String
        let definition: InputValueDefinition
        /// The fields whose defaults are filled into this one's; as often as they are.
        var leadsTo: [Int] = []
        /// How many values the default has by itself.
        var ownValues = 0
    }

    private(set) var fields: [Field] = []
    private var indices: [ObjectIdentifier: Int] = [:]
    private let schema: Schema

    init(_ schema: Schema) {
        self.schema = schema
        for type in schema.types {
            for field in type.inputFields where field.defaultValue != nil {
                indices[ObjectIdentifier(field)] = fields.count
                fields.append(Field(coordinate: "\(type.name).\(field.name)", definition: field))
            }
        }
        for index in fields.indices {
            guard let value = fields[index].definition.defaultValue else { continue }
            follow(value, schema.named(fields[index].definition.type), from: index)
        }
    }

    private mutating func follow(_ value: Value, _ type: NamedType, from index: Int) {
        fields[index].ownValues += 1
        switch value {
        case .list(let items):
            for item in items { follow(item, type, from: index) }
        case .object(let entries) where type.kind == .inputObject:
            let given = Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
            for field in type.inputFields {
                if let value = given[field.name] {
                    follow(value, schema.named(field.type), from: index)
                } else if let next = indices[ObjectIdentifier(field)] {
                    fields[index].leadsTo.append(next)
                }
            }
        default: return
        }
    }
}
