/// The responses to a subscription, one for each event of its source stream.
///
/// ```swift
/// var responses = try await schema.subscribe(query, context: city)
/// while let response = await responses.next() { try await client.send(response) }
/// ```
///
/// Nothing runs between two calls of ``next()``, and nothing is kept: whoever takes responses slowly makes the source
/// wait. The subscription ends when the source does, when the task that waits in ``next()`` is cancelled, and when the
/// stream goes out of scope; the source stream is then let go at once.
///
/// It has one owner, as each of its responses has. A task that begins later takes it over from a `Mutex<ResponseStream?>`.
/// [Spec 6.2.3.2](https://spec.graphql.org/September2025/#sec-Response-Stream),
/// [6.2.3.3](https://spec.graphql.org/September2025/#sec-Unsubscribe)
public struct ResponseStream: ~Copyable, Sendable {
    /// `nil` when the subscription has ended.
    private var source: (any SourceStream)?
    private let respond: nonisolated(nonsending) @Sendable (Column) async -> Response
    private let fail: @Sendable (any Error) -> Response

    init(
        _ source: any SourceStream, respond: nonisolated(nonsending) @escaping @Sendable (Column) async -> Response,
        fail: @escaping @Sendable (any Error) -> Response
    ) {
        self.source = source
        self.respond = respond
        self.fail = fail
    }

    /// Waits for the next event and executes the operation for it.
    ///
    /// An event whose execution has errors is a response like any other, and more may follow. A source stream that
    /// fails makes one last response, which has errors and no data.
    /// [Spec 6.2.3.2](https://spec.graphql.org/September2025/#MapSourceToResponseEvent())
    ///
    /// - Returns: `nil` when the source stream has completed, when the last response was taken, or when the task is
    ///   cancelled, and from then on. A source stream that takes no notice of the task's cancellation delays that.
    nonisolated(nonsending) public mutating func next() async -> Response? {
        guard let source else { return nil }
        do {
            if !Task.isCancelled, let event = try await source.next() {
                let response = await respond(event)
                // A cancelled execution has errors that nobody waits for.
                if !Task.isCancelled { return response }
            }
            self.source = nil
            return nil
        } catch {
            self.source = nil
            return Task.isCancelled ? nil : fail(error)
        }
    }
}
