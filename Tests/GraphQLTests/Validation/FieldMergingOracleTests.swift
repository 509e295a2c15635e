import Testing

@testable import GraphQL

/// The fast search for overlapping fields finds a conflict exactly where the specification's own algorithm does, on random
/// documents.
@Suite struct FieldMergingOracleTests {
    @Test(arguments: 0..<20)
    func `agrees with the specification's algorithm`(_ seed: UInt64) throws {
        var conflicts = 0
        for round in 0..<150 {
            var writer = RandomSelections(seed: seed &* 1_000 &+ UInt64(round))
            let text = writer.document()
            let schema = TransitFixture.schema
            let document = try Document.parse(text, symbols: schema.symbols)
            var options = ValidationOptions()
            options.maximumErrors = .max
            let errors = Validator.errors(in: document, schema: schema, options: options)
            let hasConflict = errors.contains { $0.isOf(.overlappingFieldsCanBeMerged) }
            let expected = NaiveFieldMerging(document, schema).hasConflict
            #expect(hasConflict == expected, "\(text)")
            if expected { conflicts += 1 }
        }
        // Otherwise the documents would prove little.
        #expect(conflicts > 15 && conflicts < 135, "\(conflicts)")
    }
}

/// FieldsInSetCanMerge and SameResponseShape, word by word.
/// [Spec 5.3.2](https://spec.graphql.org/September2025/#FieldsInSetCanMerge())
private struct NaiveFieldMerging {
    private struct Field {
        let node: Node
        let parent: NamedType
        let definition: FieldDefinition
    }

    private let document: Document
    private let schema: Schema
    private var fragments: [Name: Node] = [:]

    init(_ document: Document, _ schema: Schema) {
        self.document = document
        self.schema = schema
        for id in document.definitions where document[id].kind == .fragment {
            fragments[document[id].name] = document[id]
        }
    }

    var hasConflict: Bool {
        document.definitions.contains { id in
            let node = document[id]
            let type = node.kind == .operation ? schema[schema.queryType] : schema.type(node.typeCondition)
            guard let type else { return false }
            return anySetConflicts(node.selections, type)
        }
    }

    private func anySetConflicts(_ first: Node.ID, _ parent: NamedType) -> Bool {
        if !canMerge(fields(first, parent)) { return true }
        return document.list(first).contains { id in
            let node = document[id]
            switch node.kind {
            case .fragmentSpread: return false
            case .inlineFragment:
                return anySetConflicts(node.selections, schema.type(node.typeCondition) ?? parent)
            default:
                guard let definition = schema.field(node.name, of: parent) else { return false }
                return node.selections.isPresent && anySetConflicts(node.selections, schema.named(definition.type))
            }
        }
    }

    private func fields(_ first: Node.ID, _ parent: NamedType) -> [Field] {
        var visited: Set<Name> = []
        return fields(first, parent, &visited)
    }

    private func fields(_ first: Node.ID, _ parent: NamedType, _ visited: inout Set<Name>) -> [Field] {
        var result: [Field] = []
        for id in document.list(first) {
            let node = document[id]
            switch node.kind {
            case .field:
                if let definition = schema.field(node.name, of: parent) {
                    result.append(Field(node: node, parent: parent, definition: definition))
                }
            case .fragmentSpread:
                guard let fragment = fragments[node.name], visited.insert(node.name).inserted,
                    let type = schema.type(fragment.typeCondition)
                else { continue }
                result += fields(fragment.selections, type, &visited)
            default:
                result += fields(node.selections, schema.type(node.typeCondition) ?? parent, &visited)
            }
        }
        return result
    }

    private func pairs(_ fields: [Field]) -> [(Field, Field)] {
        fields.indices.flatMap { one in
            fields[(one + 1)...].filter { $0.node.responseName == fields[one].node.responseName }
                .map { (fields[one], $0) }
        }
    }

    private func merged(_ a: Field, _ b: Field) -> [Field] {
        var visited: Set<Name> = []
        return fields(a.node.selections, schema.named(a.definition.type), &visited)
            + fields(b.node.selections, schema.named(b.definition.type), &visited)
    }

    private func canMerge(_ fields: [Field]) -> Bool {
        pairs(fields).allSatisfy { a, b in
            guard haveSameShape(a, b) else { return false }
            guard a.parent.id == b.parent.id || a.parent.kind != .object || b.parent.kind != .object else {
                return true
            }
            return a.node.name == b.node.name && arguments(a) == arguments(b) && canMerge(merged(a, b))
        }
    }

    private func haveSameShape(_ a: Field, _ b: Field) -> Bool {
        let (one, other) = (a.definition.type, b.definition.type)
        guard one.listDepth == other.listDepth, one.nonNullBits == other.nonNullBits else { return false }
        if schema.named(one).isLeaf || schema.named(other).isLeaf { return one.named == other.named }
        return pairs(merged(a, b)).allSatisfy { haveSameShape($0, $1) }
    }

    private func arguments(_ field: Field) -> [String: Value] {
        Dictionary(
            document.list(field.node.arguments).map { id in
                (document.text(document[id].name), document.constantValue(document[id].value))
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// Writes documents in which fields overlap all the time.
private struct RandomSelections {
    private var state: UInt64
    /// Mostly the same field, so that a conflict is rare enough to be the only one.
    private let names = [String](repeating: "name", count: 12)
    private let fragments: [(name: String, type: String)] = [
        ("V1", "Vehicle"), ("B1", "Bus"), ("L1", "Line"), ("V2", "Vehicle"), ("T1", "Tram"), ("B2", "Bus"),
        ("L2", "Line"),
        ("N1", "Named"),
    ]

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }

    private mutating func one(of choices: [String]) -> String { choices[below(choices.count)] }

    mutating func document() -> String {
        var text =
            "{ vehicle { \(selections(on: "Vehicle", depth: 3, after: -1)) } bus { \(selections(on: "Bus", depth: 2, after: -1)) } }"
        for (position, fragment) in fragments.enumerated() {
            text +=
                " fragment \(fragment.name) on \(fragment.type) { \(selections(on: fragment.type, depth: 1, after: position)) }"
        }
        return text
    }

    /// - Parameter position: only fragments behind it may be spread, so that there are no cycles.
    private mutating func selections(on type: String, depth: Int, after position: Int) -> String {
        (0..<1 + below(3)).map { _ in selection(on: type, depth: depth, after: position) }.joined(separator: " ")
    }

    private mutating func selection(on type: String, depth: Int, after position: Int) -> String {
        switch below(10) {
        case 0, 1:
            let usable = fragments[(position + 1)...].map(\.name)
            return usable.isEmpty ? "__typename" : "...\(usable[below(usable.count)])"
        case 2,
            3 where depth > 0 && type != "Line":
            let condition = one(of: ["Vehicle", "Bus", "Tram", "Named"])
            return "... on \(condition) { \(selections(on: condition, depth: depth - 1, after: position)) }"
        default: return field(of: type, depth: depth, after: position)
        }
    }

    private mutating func field(of type: String, depth: Int, after position: Int) -> String {
        let alias = below(40) == 0 ? "x: " : ""
        if depth > 0, below(2) == 0, type != "Named" {
            let (name, inner) =
                type == "Line" ? ("next", "Line") : below(2) == 0 ? ("line", "Line") : ("follower", "Vehicle")
            return "\(alias)\(name) { \(selections(on: inner, depth: depth - 1, after: position)) }"
        }
        switch type {
        case "Line": return alias + one(of: names + ["id", "stops { id }", "stops(first: 1) { id }"])
        case "Vehicle": return alias + one(of: names + ["name(short: true)"])
        case "Bus": return alias + one(of: names + ["nickname", "name(short: true)"])
        case "Tram": return alias + one(of: names + ["nickname", "voltage"])
        default: return alias + "name"
        }
    }
}
