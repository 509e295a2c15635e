import Synchronization

/// A schema together with the resolvers of all its fields: what requests are executed against.
///
/// ```swift
/// let schema = try ExecutableSchema(Schema(text), TypeBindings<City> { … })
/// let response = await schema.execute("{ shops { name } }", context: city)
/// ```
///
/// The steps of a request, each a function of its own: ``prepare(_:operationName:)`` parses, validates and plans (and
/// remembers the result), ``execute(_:variables:context:observer:)`` coerces the variables, calls the resolvers and
/// writes the response.
public final class ExecutableSchema<Context: Sendable>: Sendable {
    public let schema: Schema
    public let options: ExecutionOptions
    /// By field number: the schema coordinate. ``ExecutionObserver`` speaks in these numbers.
    public let coordinates: [String]
    /// By field number: the type of its results, `[Shop!]!`.
    public var returnTypes: [String] { schema.fieldReturnTypes }
    private let bindings: Bindings
    private let prepared: PreparedOperationCache
    private let constants: ConstantResponse.Budget

    /// - Parameters:
    ///   - scalars: Swift types that stand for custom scalars, besides ``OutputScalar``s and ``InputScalar``s.
    /// - Throws: ``SchemaError`` with every place where the resolvers do not fit the schema.
    public init(
        _ schema: Schema, _ types: TypeBindings<Context>,
        scalars: [String: [any (OutputValue & InputValue).Type]] = [:],
        options: ExecutionOptions = ExecutionOptions()
    ) throws(SchemaError) {
        let objects =
            types.objects + Introspection<Context>.objects
            + [Introspection<Context>.rootFields(of: schema[schema.queryType].name)]
        bindings = try Binder.bind(
            objects, to: schema, scalars: scalars.mapValues { $0.map { ObjectIdentifier($0) } })
        self.schema = schema
        self.options = options
        coordinates = schema.fieldCoordinates
        prepared = PreparedOperationCache(capacity: options.preparedOperations)
        constants = ConstantResponse.Budget(bytes: options.constantResponseBytes)
    }

    private init(viewing schema: Schema, of whole: ExecutableSchema) {
        self.schema = schema
        options = whole.options
        coordinates = whole.coordinates
        bindings = whole.bindings
        prepared = PreparedOperationCache(capacity: whole.options.preparedOperations)
        constants = whole.constants
    }

    /// The same resolvers behind a view of the schema: what the predicate hides does not exist for its callers.
    public func view(_ isVisible: (SchemaElement) -> Bool) throws(SchemaError) -> ExecutableSchema {
        ExecutableSchema(viewing: try schema.view(isVisible), of: self)
    }

    // MARK: - The steps of a request

    /// Parses, validates and plans an operation, or finds it prepared already.
    ///
    /// - Returns: the operation, and whether it was prepared only now.
    /// - Throws: every error that can be found without executing; nothing is remembered then.
    public func prepare(
        _ source: String, operationName: String? = nil
    ) throws(RequestError) -> (operation: PreparedOperation, isNew: Bool) {
        let key = PreparedOperationCache.Key(source: source, operationName: operationName)
        if let operation = prepared[key] { return (operation, false) }
        let document = try parse(source)
        let valid = try ValidDocument(document, schema: schema, options: options.validation)
        let node = try valid.operation(named: operationName)
        let operation = try PreparedOperation(
            node, in: valid, identity: key.identity, schema: schema, bindings: bindings, limits: options.plan,
            constants: constants)
        prepared[key] = operation
        return (operation, true)
    }

    private func parse(_ source: String) throws(RequestError) -> Document {
        do {
            return try Document.parse(source, symbols: schema.symbols, limits: options.parse)
        } catch {
            throw RequestError(
                GraphQLError(
                    error.message, code: ErrorCode(error.code.rawValue), locations: error.location.map { [$0] } ?? []))
        }
    }

    /// Executes a prepared operation. Synchronous resolvers run where the caller runs.
    ///
    /// - Parameter variables: an object value; `null` for none.
    /// - Returns: a response in any case; a request that cannot be executed has errors and no data.
    nonisolated(nonsending) public func execute(
        _ operation: PreparedOperation, variables: Value = .null, context: Context,
        observer: (any ExecutionObserver)? = nil
    ) async -> Response {
        if let bytes = operation.constant?.bytes { return Response(bytes) }
        let values: VariableValues
        let plan: Plan
        do {
            values = try operation.variables.coerce(variables, document: operation.document, schema: schema)
            plan = try operation.plan(for: values)
        } catch {
            return Response(refusing: error)
        }
        let execution = Execution(
            operation, plan: plan, variables: values, context: ContextBox(context, schema: operation.schema),
            observer: observer)
        if plan.hasAsyncFields { await execution.run() } else { execution.runAtOnce() }
        let response = respond(plan, execution.state, operation.document, observer)
        operation.constant?.keep(response)
        return response
    }

    /// All steps at once.
    nonisolated(nonsending) public func execute(
        _ source: String, operationName: String? = nil, variables: Value = .null, context: Context,
        observer: (any ExecutionObserver)? = nil
    ) async -> Response {
        let operation: PreparedOperation
        do {
            operation = try prepare(source, operationName: operationName).operation
        } catch {
            return Response(refusing: error)
        }
        return await execute(operation, variables: variables, context: context, observer: observer)
    }

    private func respond(
        _ plan: Plan, _ state: ExecutionState, _ document: Document, _ observer: (any ExecutionObserver)?
    ) -> Response {
        var writer = ResponseWriter(plan, state)
        writer.json.raw("{\"data\":")
        writer.writeRoot(Rows.root.first.base)
        writer.json.byte(UInt8(ascii: "}"))
        plan.expectedSize.record(writer.json.count)
        if let observer { plan.report(state, to: observer) }
        var wording = ErrorWording(document: document, present: options.presentError)
        let errors = writer.errors.map { wording.worded($0) }
        return Response(writer, errors: errors)
    }
}

/// What a server decides about executing requests.
public struct ExecutionOptions: Sendable {
    public var parse: ParseLimits = .default
    public var validation = ValidationOptions()
    public var plan = PlanLimits()
    /// How many prepared operations are remembered for each view of the schema.
    public var preparedOperations = 1000
    /// How many bytes of responses to introspection are kept, for all views together. A response that is kept is not
    /// executed again: observers hear of the first time only.
    public var constantResponseBytes = 8 << 20
    /// Words an error that a resolver threw and that is no ``GraphQLError``: logs it and says something neutral. Gets the
    /// error and the coordinate of the field.
    public var presentError: @Sendable (any Error, String) -> GraphQLError = { _, _ in
        GraphQLError("Something went wrong on our side.", code: .internalError)
    }

    public init() {}
}

/// Words errors as the client sees them.
///
/// A field that fails does so for every object of its level: what is the same for all of them is found out once.
struct ErrorWording {
    private let document: Document
    private let present: (any Error, String) -> GraphQLError
    private var locations: [ObjectIdentifier: [SourceLocation]] = [:]
    private var batchErrors: [ObjectIdentifier: GraphQLError] = [:]

    init(document: Document, present: @escaping (any Error, String) -> GraphQLError) {
        self.document = document
        self.present = present
    }

    mutating func worded(_ written: WrittenError) -> GraphQLError {
        let field = written.field
        var error: GraphQLError
        switch written.cause {
        case .resolver(let cause): error = presented(cause, field)
        case .batch(let cause):
            error = batchErrors[ObjectIdentifier(field)] ?? presented(cause, field)
            batchErrors[ObjectIdentifier(field)] = error
        case .null:
            error = broken("Cannot return null for non-nullable field \(field.coordinate).")
        case .unrepresentable:
            error = broken("\(field.coordinate) has a value that its type cannot represent.")
        case .impossibleType:
            error = broken("\(field.coordinate) gave an object of a type that it cannot have.")
        }
        error.locations = places(of: field)
        error.path = written.reversedPath.reversed()
        return error
    }

    /// For results that break the resolver's promises.
    private func broken(_ message: String) -> GraphQLError { GraphQLError(message, code: .internalError) }

    private func presented(_ cause: any Error, _ field: FieldPlan) -> GraphQLError {
        switch cause {
        case let known as GraphQLError: known
        case is CancellationError:
            GraphQLError("The request was cancelled before this field was resolved.", code: .cancelled)
        default: present(cause, field.coordinate)
        }
    }

    private mutating func places(of field: FieldPlan) -> [SourceLocation] {
        if let known = locations[ObjectIdentifier(field)] { return known }
        // Every object of a level may fail: a name that is selected a thousand times shall not be answered a million times.
        let found = field.positions.prefix(10).map { document.location(of: Int($0)) }
        locations[ObjectIdentifier(field)] = found
        return found
    }
}

extension Plan {
    /// Tells the observer about the fields that have no resolver call of their own.
    func report(_ state: ExecutionState, to observer: any ExecutionObserver) {
        for (index, selection) in selectionPlans.enumerated() where !selection.properties.isEmpty {
            let objects = state.cursors[index]
            if objects > 0 { observer.wrote(fields: selection.properties, objects: objects) }
        }
    }
}

/// Remembers prepared operations, up to a number.
///
/// Two generations: when the young one is full it becomes the old one, and the operations that are still used come back
/// from there. So what is in use stays, what is not goes, and a stranger's flood of different documents costs no more
/// than their own preparation.
final class PreparedOperationCache: Sendable {
    struct Key: Hashable {
        let source: String
        let operationName: String?
        /// A hash of both.
        let identity: UInt64

        init(source: String, operationName: String?) {
            self.source = source
            self.operationName = operationName
            identity = TextHash.shared.hash(source, seed: operationName.map { TextHash.shared.hash($0) } ?? 0)
        }

        static func == (one: Key, other: Key) -> Bool {
            one.identity == other.identity && one.operationName == other.operationName
                && one.source.hasSameBytes(as: other.source)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(identity) }
    }

    private struct Generations {
        var young: [Key: PreparedOperation] = [:]
        var old: [Key: PreparedOperation] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    /// - Parameter capacity: with fewer than two, nothing is remembered.
    init(capacity: Int) { self.capacity = capacity / 2 }

    subscript(key: Key) -> PreparedOperation? {
        get {
            generations.withLock { generations in
                if let operation = generations.young[key] { return operation }
                guard let operation = generations.old[key] else { return nil }
                insert(operation, key, &generations)
                return operation
            }
        }
        set {
            guard let newValue else { return }
            generations.withLock { insert(newValue, key, &$0) }
        }
    }

    private func insert(_ operation: PreparedOperation, _ key: Key, _ generations: inout Generations) {
        guard capacity > 0 else { return }
        if generations.young.count >= capacity {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[key] = operation
    }
}
