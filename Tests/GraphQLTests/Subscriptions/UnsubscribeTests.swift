import GraphQL
import Synchronization
import Testing

/// Who makes whom wait, and what happens when nobody listens any more.
/// [Spec 6.2.3.3](https://spec.graphql.org/September2025/#sec-Unsubscribe)
@Suite(.timeLimit(.minutes(1))) struct UnsubscribeTests {
    private let desk = Station.Desk()

    // MARK: - Back-pressure

    @Test func `The source is asked for an event only when a response is`() async throws {
        var responses = try await Station.schema().subscribe(
            "subscription { numbers(to: 1000000) }", context: Station.Visit(desk))
        #expect(desk.pullCount == 0)
        for number in 0..<5 {
            #expect(await responses.nextText() == "{\"data\":{\"numbers\":\(number)}}")
            for _ in 0..<50 { await Task.yield() }
            #expect(desk.pullCount == number + 1)
        }
    }

    @Test func `Many subscriptions to one operation run side by side`() async throws {
        let schema = try Station.schema()
        let operation = try schema.prepare("subscription($to: Int!) { numbers(to: $to) }").operation
        let counts = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for number in 0..<200 {
                group.addTask {
                    var responses = try await schema.subscribe(
                        operation, variables: .object([.init("to", .int(number))]), context: Station.Visit(desk))
                    var count = 0
                    while let text = await responses.nextText() {
                        guard text == "{\"data\":{\"numbers\":\(count)}}" else { return (number, -1) }
                        count += 1
                    }
                    return (number, count)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(counts.count == 200)
        #expect(counts.allSatisfy { $0 == $1 })
        #expect(desk.openCount == 0)
    }

    // MARK: - Leaving

    @Test func `Cancelling the task that waits for an event cancels the source`() async throws {
        let schema = try Station.schema()
        let subscriber = Task {
            var responses = try await schema.subscribe("subscription { silence }", context: Station.Visit(desk))
            return await responses.texts()
        }
        await desk.someoneWaits()
        subscriber.cancel()
        #expect(try await subscriber.value == [])
        #expect(desk.openCount == 0)
    }

    @Test func `Cancelling the task during the execution of an event ends the stream and its source`() async throws {
        let schema = try Station.schema()
        desk.announce(Station.Arrival(line: "U1"), Station.Arrival(line: "U2"))
        let subscriber = Task {
            var responses = try await schema.subscribe(
                #"subscription { arrivals(stop: "zoo") { line forever } }"#, context: Station.Visit(desk))
            let texts = await responses.texts()
            // The stream is still there, but not its source.
            await Task { await desk.sourceEnds() }.value
            return texts + (await responses.texts())
        }
        await desk.someoneWaits()
        subscriber.cancel()
        #expect(try await subscriber.value == [])
    }

    @Test func `A task that is cancelled already takes no further event`() async throws {
        let schema = try Station.schema()
        let subscriber = Task {
            var responses = try await schema.subscribe(
                "subscription { numbers(to: 10) }", context: Station.Visit(desk))
            let first = await responses.nextText()
            withUnsafeCurrentTask { $0?.cancel() }
            return (first, await responses.nextText(), desk.openCount)
        }
        let (first, second, open) = try await subscriber.value
        #expect(first == #"{"data":{"numbers":0}}"#)
        #expect(second == nil)
        #expect(open == 0)
        #expect(desk.pullCount == 1)
    }

    @Test func `A stream that goes out of scope ends its source`() async throws {
        let schema = try Station.schema()
        do {
            var responses = try await schema.subscribe(
                "subscription { numbers(to: 10) }", context: Station.Visit(desk))
            _ = await responses.next()
            #expect(desk.openCount == 1)
        }
        #expect(desk.openCount == 0)

        // One that was never listened to.
        _ = try await schema.subscribe("subscription { numbers(to: 10) }", context: Station.Visit(desk))
        #expect(desk.openCount == 0)
    }

    @Test func `The producer of a stream hears that its subscriber has gone`() async throws {
        let schema = try Station.schema()
        desk.announce(Station.Arrival(line: "U1"))
        do {
            var responses = try await schema.subscribe(
                #"subscription { arrivals(stop: "zoo") { line } }"#, context: Station.Visit(desk))
            #expect(await responses.nextText() == #"{"data":{"arrivals":{"line":"U1"}}}"#)
        }
        await desk.sourceEnds()
    }

    private actor Reader {
        private(set) var texts: [String] = []

        func read(_ schema: ExecutableSchema<Station.Visit>, _ desk: Station.Desk) async throws {
            desk.announce(Station.Arrival(line: "U1"))
            desk.close()
            var responses = try await schema.subscribe(
                #"subscription { arrivals(stop: "zoo") { platform { lifts } } }"#, context: Station.Visit(desk))
            while let response = await responses.next() { texts.append(response.text) }
        }
    }

    @Test func `A stream may be read by an actor`() async throws {
        let reader = Reader()
        try await reader.read(Station.schema(), desk)
        #expect(await reader.texts == [#"{"data":{"arrivals":{"platform":{"lifts":2}}}}"#])
    }

    @Test func `A stream may be taken on by another task`() async throws {
        let responses = Mutex<ResponseStream?>(
            try await Station.schema().subscribe("subscription { numbers(to: 3) }", context: Station.Visit(desk)))
        let reader = Task {
            guard var responses = responses.withLock({ $0.take() }) else { return 0 }
            return await responses.texts().count
        }
        #expect(await reader.value == 3)
        #expect(desk.openCount == 0)
    }
}
