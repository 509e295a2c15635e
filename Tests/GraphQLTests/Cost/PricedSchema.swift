@testable import GraphQL

/// A schema whose operations can be planned and priced, but not executed: there is nothing behind its fields.
struct PricedSchema {
    static let directives = """
        directive @cost(weight: String!)
          on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION

        """

    let schema: Schema
    private let bindings: Bindings
    var assumptions = CostAssumptions()

    /// - Parameter sdl: without the cost directives' definitions.
    init(_ sdl: String) throws { try self.init(Schema(PricedSchema.directives + sdl)) }

    init(_ schema: Schema) {
        self.schema = schema
        bindings = PricedSchema.bindings(of: schema)
        // Leaves are free, so that sums are easy to follow.
        assumptions.leafWeight = 0
    }

    func prepare(_ text: String, operationName: String? = nil, limits: PlanLimits = PlanLimits()) throws
        -> PreparedOperation
    {
        let document = try Document.parse(text, symbols: schema.symbols, limits: .trusted)
        let valid = try ValidDocument(document, schema: schema, options: ValidationOptions())
        return try PreparedOperation(
            valid.operation(named: operationName), in: valid, identity: 0, schema: schema, bindings: bindings,
            limits: limits, costAssumptions: assumptions, plansBudget: ByteBudget(0), constants: ByteBudget(0))
    }

    func cost(_ text: String, _ variables: [String: Value] = [:]) throws -> OperationCost {
        try prepare(text).cost(variables: .object(variables.map { .init($0.key, $0.value) }))
    }

    func points(_ text: String, _ variables: [String: Value] = [:]) throws -> Int { try cost(text, variables).points }

    func formula(_ text: String, _ variables: VariableValues = .none) throws -> CostFormula {
        let operation = try prepare(text)
        return CostCompiler.formula(
            of: try operation.plan(for: variables), in: operation.document, schema, assumptions)
    }

    // MARK: - What stands behind it

    private struct No: ObjectValue {}
    private struct Zero<Digits>: ObjectValue {}
    private struct One<Digits>: ObjectValue {}

    /// A Swift type of its own for each number.
    private static func object(_ number: Int) -> OutputShape {
        func shape<Digits>(_ number: Int, _ digits: Digits.Type) -> OutputShape {
            if number == 0 { return OutputShape(digits, .object) }
            return number % 2 == 0 ? shape(number / 2, Zero<Digits>.self) : shape(number / 2, One<Digits>.self)
        }
        return shape(number + 1, No.self)
    }

    private static func shape(_ type: NamedType) -> OutputShape {
        switch type.kind {
        case .object: object(type.id.index)
        case .interface, .union: OutputShape(No.self, .abstract(name: type.name) { _, _ in })
        default: String.outputShape
        }
    }

    private static func bindings(of schema: Schema) -> Bindings {
        let fields = schema.types.flatMap(\.fields) + [schema.schemaField, schema.typeField]
        var bindings = [FieldBinding?](repeating: nil, count: schema.fieldCount)
        for field in fields {
            let shape = shape(schema.named(field.type))
            bindings[field.id] = FieldBinding(
                name: field.name, arguments: [], shape: shape, optionalShape: shape,
                resolver: .sync { _ in throw Unexecutable() }, readArguments: nil)
        }
        let objects = schema.types.filter { $0.kind == .object }.map { type in
            ObjectBinding(name: type.name, type: object(type.id.index).type, typeName: type.name, fields: [])
        }
        return Bindings(fields: bindings, objects: objects, schema: schema)
    }

    private struct Unexecutable: Error {}
}
