/// What a schema says about costs in `@cost` and `@listSize`, read once.
///
/// A schema whose `@cost` has no `weight` means something else by it, which is not looked at.
/// [Cost directives](https://ibm.github.io/graphql-specs/cost-spec.html)
struct CostModel: Sendable {
    /// By ``FieldDefinition/id``.
    private var fieldWeights: [Int: Points] = [:]
    private var listSizes: [Int: ListSize] = [:]
    private var typeWeights: [TypeID: Points] = [:]
    /// Of arguments and input fields.
    private var inputWeights: [ObjectIdentifier: Points] = [:]
    /// By the coordinate of a field of introspection.
    private var introspectionSizes: [String: Int] = [:]

    init(_ types: [NamedType], visible: [TypeID], _ directives: [DirectiveDefinition]) {
        let visibleTypes = visible.map { types[$0.index] }
        if let cost = directives.first(where: { $0.name == "cost" }) { readWeights(visibleTypes, directives, cost) }
        if let listSize = directives.first(where: { $0.name == "listSize" }) {
            readSizes(visibleTypes, types, listSize)
        }
        introspectionSizes = CostModel.introspectionSizes(visibleTypes, directives)
    }

    private mutating func readWeights(
        _ types: [NamedType], _ directives: [DirectiveDefinition], _ cost: DirectiveDefinition
    ) {
        func weight(_ applied: [AppliedDirective]) -> Points? {
            applied.first { $0.name == cost.name }?.argument("weight").flatMap(CostModel.weight)
        }
        for type in types {
            typeWeights[type.id] = weight(type.directives)
            for field in type.fields {
                fieldWeights[field.id] = weight(field.directives)
                for argument in field.arguments {
                    inputWeights[ObjectIdentifier(argument)] = weight(argument.directives)
                }
            }
            for field in type.inputFields { inputWeights[ObjectIdentifier(field)] = weight(field.directives) }
        }
        for directive in directives {
            for argument in directive.arguments {
                inputWeights[ObjectIdentifier(argument)] = weight(argument.directives)
            }
        }
    }

    /// Objects are what executes, so what an interface says of its field holds for each object's that says nothing.
    private mutating func readSizes(_ visible: [NamedType], _ types: [NamedType], _ definition: DirectiveDefinition) {
        func listSize(_ field: FieldDefinition) -> ListSize? {
            field.directives.first { $0.name == definition.name }.map { ListSize($0, definition) }
        }
        for type in visible where type.kind == .object {
            for field in type.fields {
                listSizes[field.id] =
                    listSize(field)
                    ?? type.interfaces.lazy.compactMap { types[$0.index].field(field.symbol).flatMap(listSize) }.first
            }
        }
    }

    /// A weight as schemas write it: a number, or a text that holds one; `nil` when it cannot be used.
    static func weight(_ value: Value) -> Points? {
        switch value {
        case .int(let number): Points(Double(number))
        case .float(let number): Points(number)
        case .string(let text): Double(text).flatMap(Points.init)
        default: nil
        }
    }

    // MARK: - Weights

    /// What resolving a field costs by itself; `nil` when nothing is said.
    func weight(_ field: FieldDefinition) -> Points? { fieldWeights[field.id] }

    /// What a value of a type costs; `nil` when nothing is said.
    func weight(_ type: NamedType) -> Points? { typeWeights[type.id] }

    /// What an argument or input field costs that has a value: without a weight, an input object costs a point and
    /// anything else nothing.
    func weight(_ input: InputValueDefinition, _ type: NamedType) -> Points {
        inputWeights[ObjectIdentifier(input)] ?? (type.kind == .inputObject ? .one : .zero)
    }

    func listSize(_ field: FieldDefinition) -> ListSize? { listSizes[field.id] }

    // MARK: - Introspection

    /// How many items a list of introspection has: the schema knows.
    func introspectionSize(_ coordinate: String) -> Int? { introspectionSizes[coordinate] }

    /// Lists that each type or field has of its own are taken for as long as they are on average, so that all of them
    /// together are as many as there are.
    private static func introspectionSizes(_ types: [NamedType], _ directives: [DirectiveDefinition]) -> [String: Int] {
        func average(_ total: Int, _ count: Int) -> Int { count == 0 ? 0 : (total + count - 1) / count }
        func perType(_ count: (NamedType) -> Int) -> Int { average(types.reduce(0) { $0 + count($1) }, types.count) }
        func perDirective(_ count: (DirectiveDefinition) -> Int) -> Int {
            average(directives.reduce(0) { $0 + count($1) }, directives.count)
        }
        let fields = types.flatMap(\.fields)
        return [
            "__Schema.types": types.count,
            "__Schema.directives": directives.count,
            "__Type.fields": perType(\.fields.count),
            "__Type.interfaces": perType(\.interfaces.count),
            "__Type.possibleTypes": perType { $0.isAbstract ? $0.possibleTypes.count : 0 },
            "__Type.enumValues": perType(\.enumValues.count),
            "__Type.inputFields": perType(\.inputFields.count),
            "__Field.args": average(fields.reduce(0) { $0 + $1.arguments.count }, fields.count),
            "__Directive.args": perDirective(\.arguments.count),
            "__Directive.locations": perDirective(\.locations.count),
        ]
    }
}
