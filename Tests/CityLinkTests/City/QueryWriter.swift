import GraphQL

@testable import CityLink

/// Writes queries from the schema itself, so that a new field is asked for without anybody thinking of it.
struct QueryWriter {
    let schema: Schema

    init(for role: Role) throws { schema = try CityViews.schema(for: role) }

    func fields(of type: String) -> [FieldDefinition] { schema.type(named: type)?.fields ?? [] }

    /// Everything that a type has, down to a depth; every field under an alias of its own.
    func everything(of type: NamedType, depth: Int) -> String {
        let own = type.fields.compactMap { field -> String? in
            call(field, of: type, depth: depth).map { "\(type.name)_\(field.name): \($0)" }
        }
        let parts =
            type.isAbstract
            ? type.possibleTypes.map { "... on \(schema[$0].name) \(everything(of: schema[$0], depth: depth))" } : []
        return "{ " + (["__typename"] + own + parts).joined(separator: " ") + " }"
    }

    /// A field with arguments and everything below it; nil where that would be deeper than allowed.
    func call(_ field: FieldDefinition, of type: NamedType, depth: Int) -> String? {
        let result = schema[field.type.named]
        let head = field.name + arguments(of: field, in: type)
        if result.isLeaf { return head }
        return depth > 0 ? "\(head) \(everything(of: result, depth: depth - 1))" : nil
    }

    /// Short pages, and sample values where there must be some.
    func arguments(of field: FieldDefinition, in type: NamedType, changing changed: [String: String] = [:]) -> String {
        let given = field.arguments.compactMap { argument -> String? in
            if let value = changed[argument.name] { return "\(argument.name): \(value)" }
            if argument.name == "first" { return "first: 2" }
            guard argument.type.isNonNull, argument.defaultValue == nil else { return nil }
            return "\(argument.name): \(sample(argument, "\(type.name).\(field.name)"))"
        }
        return given.isEmpty ? "" : "(\(given.joined(separator: ", ")))"
    }

    private func sample(_ argument: InputValueDefinition, _ coordinate: String) -> String {
        switch (coordinate, argument.name) {
        case ("Query.nodes", _): "[\"\(Self.shop)\", \"\(Self.neighborhood)\"]"
        case ("Query.node", _): "\"\(Self.shop)\""
        case ("Query.busStop", _): "\"13021\""
        case ("Query.subwayStation", _): "\"홍대입구\""
        case ("Ops.resolver", _): "\"Shop.reviews\""
        case (_, "by"): "{ code: \"1144066000\" }"
        case (_, "near"): "{ point: { lat: 37.5563, lng: 126.9236 } }"
        default: "{ lat: 37.5563, lng: 126.9236 }"
        }
    }

    /// Every way from a type through fields that have fields, connections' edges left out, each as long as it can be.
    func paths(from type: NamedType, length: Int) -> [[(type: NamedType, field: FieldDefinition)]] {
        guard length > 0 else { return [[]] }
        var paths: [[(type: NamedType, field: FieldDefinition)]] = []
        let concrete = type.isAbstract ? type.possibleTypes.map { schema[$0] } : [type]
        for type in concrete {
            for field in type.fields where schema[field.type.named].isComposite {
                if ["edges", "pageInfo"].contains(field.name) { continue }
                // A connection is one step with its nodes.
                let isConnection = schema[field.type.named].name.hasSuffix("Connection")
                for rest in self.paths(from: schema[field.type.named], length: isConnection ? length : length - 1) {
                    paths.append([(type, field)] + rest)
                }
            }
        }
        return paths.isEmpty ? [[]] : paths
    }

    /// A selection that goes one way.
    func selection(along path: ArraySlice<(type: NamedType, field: FieldDefinition)>) -> String {
        guard let step = path.first else { return "{ __typename }" }
        let field = step.field.name + arguments(of: step.field, in: step.type)
        return "{ ... on \(step.type.name) { \(field) \(selection(along: path.dropFirst())) } }"
    }

    static let shop = NodeID(.shop, "1144070000", "s-0001").text
    static let neighborhood = NodeID(.neighborhood, "1144066000").text
}
