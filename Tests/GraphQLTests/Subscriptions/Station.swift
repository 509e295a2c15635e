import GraphQL
import Synchronization

/// A station that tells of arrivals: the schema that subscriptions are tested with.
enum Station {
    static let sdl = """
        type Query { name: String! }
        type Mutation { rename: String! }
        type Subscription {
          arrivals(stop: Stop!): Arrival!
          numbers(from: Int! = 0, to: Int!): Int!
          shaky: Int
          vehicles: Vehicle
          boards: [[Arrival!]]!
          silence: Int
          closed: Int
          broken: Int
        }
        scalar Stop
        type Arrival {
          line: String!
          minutes: Int!
          stop: String!
          visit: Int!
          platform: Platform
          strictPlatform: Platform!
          forever: Int
        }
        type Platform { number: Int! lifts: Int! }
        union Vehicle = Bus | Tram
        type Bus { plate: String! }
        type Tram { cars: Int! }
        """

    struct Arrival: ObjectValue {
        var line: String
        var minutes = 1
        var stop = "here"
        /// Without one, asking for it fails.
        var platform: Int? = 1
    }

    struct Platform: ObjectValue { var number: Int }
    struct Bus: ObjectValue { var plate: String }
    struct Tram: ObjectValue { var cars: Int }

    enum Vehicle: AbstractValue {
        case bus(Bus)
        case tram(Tram)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .bus(let bus): objects.append(bus)
            case .tram(let tram): objects.append(tram)
            }
        }
    }

    /// Counts how often each one is read.
    struct Stop: InputScalar {
        static let reads = Mutex<[String: Int]>([:])
        let name: String

        init(graphQL value: Value) throws {
            guard case .string(let name) = value, name != "nowhere" else { throw InputError("There is no such stop.") }
            Stop.reads.withLock { $0[name, default: 0] += 1 }
            self.name = name
        }
    }

    struct Derailed: Error {}

    // MARK: - Context

    struct Visit: Sendable {
        let desk: Desk
        var number = 0

        init(_ desk: Desk = Desk()) { self.desk = desk }
    }

    /// The other end of the source streams.
    final class Desk: Sendable {
        private let arrivals = Mutex<AsyncThrowingStream<Arrival, any Error>?>(nil)
        private let announcer: AsyncThrowingStream<Arrival, any Error>.Continuation
        private let waiting = AsyncStream<Void>.makeStream()
        private let ended = AsyncStream<Void>.makeStream()
        private let pulls = Mutex(0)
        private let open = Mutex(0)

        init() {
            let (stream, continuation) = AsyncThrowingStream<Arrival, any Error>.makeStream()
            announcer = continuation
            arrivals.withLock { $0 = stream }
            announcer.onTermination = { [ended] _ in ended.continuation.yield() }
        }

        /// How many elements the source streams were asked for.
        var pullCount: Int { pulls.withLock { $0 } }
        /// How many source streams there are.
        var openCount: Int { open.withLock { $0 } }

        func announce(_ arrivals: Arrival...) {
            for arrival in arrivals { announcer.yield(arrival) }
        }

        func close(_ error: (any Error)? = nil) { announcer.finish(throwing: error) }

        /// The announcements. Only one subscriber gets them; the desk does not keep them.
        func listen() throws -> AsyncThrowingStream<Arrival, any Error> {
            guard let stream = arrivals.withLock({ $0.take() }) else { throw Derailed() }
            return stream
        }

        /// Returns as soon as somebody waits for something that does not come.
        func someoneWaits() async { for await _ in waiting.stream { return } }

        /// Returns as soon as a source stream has ended.
        func sourceEnds() async { for await _ in ended.stream { return } }

        func wait() { waiting.continuation.yield() }
        func opened() { open.withLock { $0 += 1 } }
        func pulled() { pulls.withLock { $0 += 1 } }

        func closed() {
            open.withLock { $0 -= 1 }
            ended.continuation.yield()
        }
    }

    /// A source stream that makes its events only when it is asked, and tells of its end.
    struct Numbers: AsyncSequence, Sendable {
        let range: Range<Int>
        let desk: Desk

        final class AsyncIterator: AsyncIteratorProtocol {
            private var rest: Range<Int>
            private let desk: Desk

            init(_ range: Range<Int>, _ desk: Desk) {
                rest = range
                self.desk = desk
                desk.opened()
            }

            deinit { desk.closed() }

            func next() async -> Int? {
                desk.pulled()
                return rest.popFirst()
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(range, desk) }
    }

    /// A source stream without events and without an end.
    struct Silence: AsyncSequence, Sendable {
        let desk: Desk

        final class AsyncIterator: AsyncIteratorProtocol {
            private let desk: Desk

            init(_ desk: Desk) {
                self.desk = desk
                desk.opened()
            }

            deinit { desk.closed() }

            func next() async throws -> Int? { try await Station.waitForever(desk) }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(desk) }
    }

    private static func waitForever(_ desk: Desk) async throws -> Int {
        desk.wait()
        try await Task.sleep(for: .seconds(3600))
        return 1
    }

    private static func stream<Element: Sendable>(_ elements: Element...) -> AsyncStream<Element> {
        AsyncStream { continuation in
            for element in elements { continuation.yield(element) }
            continuation.finish()
        }
    }

    // MARK: - Binding

    static func schema() throws -> ExecutableSchema<Visit> {
        var options = ExecutionOptions()
        options.presentError = { error, coordinate in GraphQLError("\(coordinate): \(error)", code: .internalError) }
        return try ExecutableSchema(
            Schema(sdl),
            TypeBindings<Visit> {
                ObjectType<Root, Visit>("Query") { Field("name") { _ in "Central" } }
                ObjectType<Root, Visit>("Mutation") { Field("rename") { _ in "Central" } }
                subscriptions
                ObjectType<Arrival, Visit> {
                    Field("line", \.line)
                    Field("minutes", \.minutes)
                    Field("stop", \.stop)
                    Field("visit") { arrivals, visit in arrivals.map { _ in visit.number } }
                    Field("platform") { arrivals, _ in
                        await Task.yield()
                        return platforms(arrivals).map { result in result.map(Optional.some) }
                    }
                    Field("strictPlatform") { arrivals, _ in
                        await Task.yield()
                        return platforms(arrivals)
                    }
                    Field("forever") { arrivals, visit in
                        let number = try await waitForever(visit.desk)
                        return arrivals.map { _ in Optional(number) }
                    }
                }
                ObjectType<Platform, Visit> {
                    Field("number", \.number)
                    Field("lifts") { platforms, _ in
                        await Task.yield()
                        return platforms.map { $0.number * 2 }
                    }
                }
                ObjectType<Bus, Visit> { Field("plate", \.plate) }
                ObjectType<Tram, Visit> { Field("cars", \.cars) }
            }, options: options)
    }

    private static var subscriptions: ObjectType<Root, Visit> {
        ObjectType("Subscription") {
            Subscription("arrivals", Argument("stop", Stop.self)) { visit, stop in
                try visit.desk.listen().map { arrival in
                    var arrival = arrival
                    arrival.stop = stop.name
                    return arrival
                }
            }
            Subscription("numbers", Argument("from", Int.self), Argument("to", Int.self)) { visit, from, to in
                await Task.yield()
                return Numbers(range: from..<to, desk: visit.desk)
            }
            Subscription("shaky") { _ in
                stream(Result<Int?, any Error>.success(1), .failure(Derailed()), .success(nil), .success(2))
            }
            Subscription("vehicles") { _ in
                stream(Vehicle.bus(Bus(plate: "B 1")), nil, .tram(Tram(cars: 4)))
            }
            Subscription("boards") { _ in
                stream(
                    [[Arrival(line: "U1"), Arrival(line: "U2")], nil, [Arrival(line: "U3", platform: nil)]],
                    [])
            }
            Subscription("silence") { visit in Silence(desk: visit.desk) }
            Subscription("closed") { _ -> AsyncStream<Int> in
                throw GraphQLError("The station is closed.", code: ErrorCode("CLOSED"))
            }
            Subscription("broken") { _ -> AsyncStream<Int> in throw Derailed() }
        }
    }

    private static func platforms(_ arrivals: Parents<Arrival>) -> [Result<Platform, any Error>] {
        arrivals.map { arrival in
            arrival.platform.map { .success(Platform(number: $0)) }
                ?? .failure(GraphQLError("\(arrival.line) has no platform.", code: ErrorCode("NO_PLATFORM")))
        }
    }
}

extension ResponseStream {
    /// The JSON of the next response.
    mutating func nextText() async -> String? {
        guard let response = await next() else { return nil }
        return response.text
    }

    /// The JSON of all further responses.
    mutating func texts() async -> [String] {
        var texts: [String] = []
        while let response = await next() { texts.append(response.text) }
        return texts
    }
}
