/// A field of the subscription root type, and how the source stream of a subscription to it is created.
///
/// ```swift
/// ObjectType<Root, City>("Subscription") {
///     Subscription("arrivals", Argument("stop", String.self)) { city, stop in
///         try await city.transit.arrivals(at: stop)
///     }
/// }
/// ```
///
/// The function is called once for each subscription, when it begins. What it throws refuses the subscription. The
/// sequence it returns is read by that subscription alone, one event at a time: the next one is asked for only when the
/// response to the one before was taken. Whatever else the source does with events that nobody has asked for yet (an
/// `AsyncStream` keeps them all unless told otherwise) is its own business.
///
/// Each element is the value of the field in one response. The sequence ends the subscription by ending, or with an
/// error by throwing; a sequence of `Result`s can fail for one event and go on. When the subscriber leaves, waiting for
/// the next element is cancelled if it is under way, and the sequence's iterator is destroyed.
/// [Spec 6.2.3.1](https://spec.graphql.org/September2025/#sec-Source-Stream)
public struct Subscription<Context: Sendable>: Sendable {
    let binding: FieldBinding

    @usableFromInline
    init(binding: FieldBinding) { self.binding = binding }

    /// A field whose events are values.
    @inlinable
    public init<Events: AsyncSequence & Sendable, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        events: @escaping @Sendable (FieldContext<Context>, repeat each Input) async throws -> Events
    ) where Events.Element: OutputValue {
        self.init(name, (repeat each arguments), value: Events.Element.self) { batch in
            let values: (repeat each Input) = batch.values()
            return TypedSourceStream(try await events(FieldContext(batch), repeat each values)) { Column([$0]) }
        }
    }

    /// A field whose events are values, of which single ones can fail.
    @inlinable
    public init<Value: OutputValue, Events: AsyncSequence & Sendable, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        events: @escaping @Sendable (FieldContext<Context>, repeat each Input) async throws -> Events
    ) where Events.Element == Result<Value, any Error> {
        self.init(name, (repeat each arguments), value: Value.self) { batch in
            let values: (repeat each Input) = batch.values()
            return TypedSourceStream(try await events(FieldContext(batch), repeat each values)) {
                Column(results: [$0])
            }
        }
    }

    @inlinable
    init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: (repeat Argument<each Input>), value: Value.Type,
        create: @escaping @Sendable (Batch) async throws -> any SourceStream
    ) {
        let reader = FieldBinding.reader(repeat each arguments)
        self.init(
            binding: FieldBinding(
                name: name, arguments: reader.shapes, shape: Value.outputShape, optionalShape: Value?.outputShape,
                resolver: .sourceStream(create), readArguments: reader.read))
    }
}

extension FieldsBuilder where Object == Root {
    public static func buildExpression(_ subscription: Subscription<Context>) -> [Field<Root, Context>] {
        [Field(binding: subscription.binding)]
    }

    public static func buildExpression(_ subscriptions: [Subscription<Context>]) -> [Field<Root, Context>] {
        subscriptions.map { Field(binding: $0.binding) }
    }
}
