extension ExecutableSchema {
    /// Subscribes to a prepared subscription: creates its source stream, and maps each of its events to a response.
    ///
    /// Variables and the arguments of the root field are coerced here, once for all events.
    /// [Spec 6.2.3](https://spec.graphql.org/September2025/#sec-Subscription)
    ///
    /// - Parameters:
    ///   - variables: an object value; `null` for none.
    ///   - context: what the root field creates the source stream with.
    ///   - eventContext: makes the context of one event from `context`, when the event has come. Waiting for events takes
    ///     as long as it takes: deadlines, clocks and caches that belong to one execution are made new here.
    ///   - observer: hears of the creation of the source stream, as a call of the root field, and of the resolver calls
    ///     and properties of each event.
    /// - Throws: when there is nothing to subscribe to, because the request is wrong or the source stream could not be
    ///   created. The response is then ``Response/init(refusing:)``, which has errors and no data.
    nonisolated(nonsending) public func subscribe(
        _ operation: PreparedOperation, variables: Value = .null, context: Context,
        eventContext: @escaping @Sendable (Context) -> Context = { $0 }, observer: (any ExecutionObserver)? = nil
    ) async throws(RequestError) -> ResponseStream {
        let subscription = try SubscriptionExecution(operation, variables: variables, schema: self, observer: observer)
        return ResponseStream(
            try await subscription.createSourceStream(context),
            respond: { event in await subscription.execute(event, eventContext(context)) },
            fail: { error in Response(refusing: subscription.failure(error)) })
    }

    /// All steps at once.
    nonisolated(nonsending) public func subscribe(
        _ source: String, operationName: String? = nil, variables: Value = .null, context: Context,
        eventContext: @escaping @Sendable (Context) -> Context = { $0 }, observer: (any ExecutionObserver)? = nil
    ) async throws(RequestError) -> ResponseStream {
        try await subscribe(
            try prepare(source, operationName: operationName).operation, variables: variables, context: context,
            eventContext: eventContext, observer: observer)
    }
}

/// What all events of one subscription share.
private struct SubscriptionExecution<Context: Sendable>: Sendable {
    private let schema: ExecutableSchema<Context>
    private let operation: PreparedOperation
    private let variables: VariableValues
    private let plan: Plan
    /// The only field of the root selection set.
    private let field: FieldPlan
    private let observer: (any ExecutionObserver)?

    init(
        _ operation: PreparedOperation, variables: Value, schema: ExecutableSchema<Context>,
        observer: (any ExecutionObserver)?
    ) throws(RequestError) {
        guard schema.hasResolvers(of: operation) else { throw RequestError.foreign(operation) }
        guard operation.type == .subscription else { throw RequestError.executable(operation) }
        self.schema = schema
        self.operation = operation
        self.observer = observer
        self.variables = try operation.variables.coerce(
            variables, document: operation.document, schema: operation.schema)
        plan = try operation.plan(for: self.variables)
        if let maximumCost = schema.options.maximumCost {
            try operation.admit(plan, self.variables, maximumCost: maximumCost)
        }
        let root = plan.selectionPlans[plan.rootSelection]
        // Validation has made sure of it.
        guard root.node.opCount == 1, let field = root.columns.first else {
            throw RequestError(
                GraphQLError("A subscription must select one top level field.", code: .validationFailed))
        }
        self.field = field
    }

    /// [Spec 6.2.3.1](https://spec.graphql.org/September2025/#CreateSourceEventStream())
    nonisolated(nonsending) func createSourceStream(_ context: Context) async throws(RequestError) -> any SourceStream {
        let start = monotonicNanoseconds()
        do {
            try Task.checkCancellation()
            let source = try await execution(context).createSourceStream(field)
            observe(start, errors: 0)
            return source
        } catch {
            observe(start, errors: 1)
            throw failure(error)
        }
    }

    /// [Spec 6.2.3.2](https://spec.graphql.org/September2025/#ExecuteSubscriptionEvent())
    nonisolated(nonsending) func execute(_ event: Column, _ context: Context) async -> Response {
        var execution = execution(context)
        await execution.run(event, of: field)
        return schema.respond(plan, execution.state, operation.document, observer)
    }

    /// The error of a source stream. It belongs to no response's data, so it has no path.
    func failure(_ cause: any Error) -> RequestError {
        let written = WrittenError(cause: .resolver(cause), field: field)
        var wording = ErrorWording(
            of: [written], document: operation.document, present: schema.options.presentError)
        var error = wording.worded(written)
        error.path = nil
        return RequestError(error)
    }

    private func execution(_ context: Context) -> Execution {
        Execution(
            operation, plan: plan, variables: variables, context: schema.box(context, operation.schema),
            observer: observer)
    }

    private func observe(_ start: Int, errors: Int) {
        observer?.resolved(
            field: field.field.id, batchSize: 1, objects: 0, nanoseconds: monotonicNanoseconds() - start, errors: errors
        )
    }
}
