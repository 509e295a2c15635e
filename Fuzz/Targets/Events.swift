/// A source stream of events that are there already.
struct Events<Event: Sendable>: AsyncSequence, Sendable {
    let events: [Event]

    init(of events: [Event]) { self.events = events }

    func makeAsyncIterator() -> Iterator { Iterator(rest: events[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<Event>

        mutating func next() async -> Event? { rest.popFirst() }
    }
}
