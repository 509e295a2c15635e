/// A schema together with the resolvers of all its fields: what requests are executed against.
///
/// ```swift
/// let schema = try ExecutableSchema(Schema(text), TypeBindings<City> { … })
/// let response = await schema.execute("{ shops { name } }", context: city)
/// ```
///
/// The steps of a request, each a function of its own: ``prepare(_:operationName:)`` parses, validates and plans (and
/// remembers the result), ``execute(_:variables:context:observer:)`` coerces the variables, calls the resolvers and
/// writes the response. A subscription has a stream of responses instead:
/// ``subscribe(_:variables:context:eventContext:observer:)``.
public final class ExecutableSchema<Context: Sendable>: Sendable {
    /// What requests are validated against, and introspection shows: in a view, the view.
    public let schema: Schema
    /// What the schema was made with; a view has those of the whole.
    public let options: ExecutionOptions
    /// By field number: the schema coordinate. ``ExecutionObserver`` speaks in these numbers.
    public let coordinates: [String]
    /// By field number: the type of its results, `[Shop!]!`.
    public var returnTypes: [String] { schema.fieldReturnTypes }
    /// By field number: whether it is a stored property, which is read while the response is written.
    public var areStored: [Bool] { coordinates.indices.map { bindings.isStored($0) } }
    /// Boxes a context for the resolvers.
    let box: @Sendable (Context, Schema) -> AnyContext
    private let bindings: Bindings
    private let prepared: PreparedOperationCache
    private let plansBudget: ByteBudget
    private let constants: ByteBudget

    /// - Parameters:
    ///   - scalars: Swift types that stand for custom scalars, besides ``OutputScalar``s and ``InputScalar``s.
    /// - Throws: ``SchemaError`` with every place where the resolvers do not fit the schema.
    @inlinable
    public convenience init(
        _ schema: Schema, _ types: TypeBindings<Context>,
        scalars: [String: [any (OutputValue & InputValue).Type]] = [:],
        options: ExecutionOptions = ExecutionOptions()
    ) throws(SchemaError) {
        // Compiled where `Context` is known, so that no request has to find out what the box's type is.
        try self.init(schema, types, scalars, options) { ContextBox($0, schema: $1) }
    }

    @usableFromInline
    init(
        _ schema: Schema, _ types: TypeBindings<Context>, _ scalars: [String: [any (OutputValue & InputValue).Type]],
        _ options: ExecutionOptions, box: @escaping @Sendable (Context, Schema) -> AnyContext
    ) throws(SchemaError) {
        let objects =
            types.objects + Introspection<Context>.objects
            + [Introspection<Context>.rootFields(of: schema[schema.queryType].name)]
        bindings = try Binder.bind(
            objects, to: schema, scalars: scalars.mapValues { $0.map { ObjectIdentifier($0) } })
        self.schema = schema
        self.options = options
        self.box = box
        coordinates = bindings.coordinates
        prepared = PreparedOperationCache(capacity: options.preparedOperations, bytes: options.preparedBytes)
        plansBudget = ByteBudget(options.preparedBytes)
        constants = ByteBudget(options.constantResponseBytes)
    }

    private init(viewing schema: Schema, of whole: ExecutableSchema) {
        self.schema = schema
        options = whole.options
        coordinates = whole.coordinates
        box = whole.box
        bindings = whole.bindings
        prepared = PreparedOperationCache(capacity: options.preparedOperations, bytes: options.preparedBytes)
        plansBudget = ByteBudget(options.preparedBytes)
        constants = whole.constants
    }

    /// The same resolvers behind a view of the schema: what the predicate hides does not exist for its callers.
    public func view(_ isVisible: (SchemaElement) -> Bool) throws(SchemaError) -> ExecutableSchema {
        ExecutableSchema(viewing: try schema.view(isVisible), of: self)
    }

    /// Resolvers take a request's context for one of their own schema's type, so no others may get it.
    func hasResolvers(of operation: PreparedOperation) -> Bool { operation.bindings === bindings }

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
            costAssumptions: options.costAssumptions, plansBudget: plansBudget, constants: constants)
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

    /// Executes a prepared query or mutation. Synchronous resolvers run where the caller runs.
    ///
    /// - Parameters:
    ///   - operation: prepared by this schema or by one that has the same resolvers, as views have. One of another schema
    ///     is refused.
    ///   - variables: an object value; `null` for none.
    /// - Returns: a response in any case; a request that cannot be executed has errors and no data.
    nonisolated(nonsending) public func execute(
        _ operation: PreparedOperation, variables: Value = .null, context: Context,
        observer: (any ExecutionObserver)? = nil
    ) async -> Response {
        guard hasResolvers(of: operation) else { return Response(refusing: .foreign(operation)) }
        if let bytes = operation.constant?.bytes { return Response(bytes) }
        if operation.type == .subscription { return Response(refusing: .subscribable(operation)) }
        let values: VariableValues
        let plan: Plan
        do {
            values = try operation.variables.coerce(
                variables, document: operation.document, schema: operation.schema)
            plan = try operation.plan(for: values)
            if let maximumCost = options.maximumCost {
                try operation.admit(plan, values, maximumCost: maximumCost)
            }
        } catch {
            return Response(refusing: error)
        }
        var execution = Execution(
            operation, plan: plan, variables: values, context: box(context, operation.schema),
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

    func respond(
        _ plan: Plan, _ state: ExecutionState, _ document: Document, _ observer: (any ExecutionObserver)?
    ) -> Response {
        var writer = ResponseWriter(plan, state, capacity: plan.expectedSize.expected)
        writer.json.raw("{\"data\":")
        writer.writeRoot(Rows.root.first.base)
        writer.json.byte(UInt8(ascii: "}"))
        plan.expectedSize.record(writer.json.count)
        if let observer { plan.report(state, writer.errors, to: observer) }
        if writer.errors.isEmpty { return Response(writer) }
        var wording = ErrorWording(of: writer.errors, document: document, present: options.presentError)
        let errors = writer.errors.map { wording.worded($0) }
        return Response(writer, errors: errors)
    }
}

/// What a server decides about executing requests.
public struct ExecutionOptions: Sendable {
    /// How much of a document is read.
    public var parse: ParseLimits = .default
    /// What is checked besides the specification's rules, and how large a document may be.
    public var validation = ValidationOptions()
    /// How large an operation may become when its fragments are expanded.
    public var plan = PlanLimits()
    /// What an operation may cost, in points; nil for as much as it likes. One that may cost more is refused with
    /// ``ErrorCode/costLimitExceeded`` before any resolver runs. See ``OperationCost``.
    public var maximumCost: Int?
    /// What is taken for granted where the schema says nothing about costs.
    public var costAssumptions = CostAssumptions()
    /// How many prepared operations are remembered for each view of the schema.
    public var preparedOperations = 1000
    /// How many bytes of text the remembered operations may have together, for each view of the schema, their fragments
    /// written out. An operation itself takes up to twenty times as much memory. The plans of operations in which
    /// variables decide `@skip` and `@include` may take as much again.
    public var preparedBytes = 4 << 20
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
