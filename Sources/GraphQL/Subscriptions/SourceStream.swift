/// The events of one subscription, whatever their type: each is a column of one row, as a resolver of the root field would
/// give it. [Spec 6.2.3](https://spec.graphql.org/September2025/#sec-Subscription.Event-Streams)
@usableFromInline
protocol SourceStream: AnyObject, Sendable {
    /// Waits for the next event where the caller runs; `nil` when there is none any more. Not to be called before the
    /// last call has returned.
    nonisolated(nonsending) func next() async throws -> Column?
}

/// - Note: `@unchecked Sendable`: only one ``ResponseStream`` knows it, and asks for one event after the other. The iterator
///   was made of a Sendable sequence and is known to nobody else, so it may be used by one task after the other.
@usableFromInline
final class TypedSourceStream<Events: AsyncSequence>: SourceStream, @unchecked Sendable {
    @usableFromInline var events: Events.AsyncIterator
    @usableFromInline let column: @Sendable (Events.Element) -> Column

    @inlinable
    init(_ events: Events, column: @escaping @Sendable (Events.Element) -> Column) where Events: Sendable {
        self.events = events.makeAsyncIterator()
        self.column = column
    }

    @inlinable
    nonisolated(nonsending) func next() async throws -> Column? {
        try await events.next(isolation: #isolation).map(column)
    }
}
