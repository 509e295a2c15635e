import GraphQL
import Synchronization
import Testing

/// From the events of a source stream to responses.
@Suite struct ResponseStreamTests {
    private let desk = Station.Desk()

    private func responses(_ query: String, variables: Value = .null) async throws -> ResponseStream {
        try await Station.schema().subscribe(query, variables: variables, context: Station.Visit(desk))
    }

    private func texts(_ query: String) async throws -> [String] {
        var responses = try await responses(query)
        return await responses.texts()
    }

    // MARK: - Events

    @Test func `Each event has one response, in order`() async throws {
        #expect(
            try await texts("subscription { n: numbers(from: 7, to: 10) }")
                == [#"{"data":{"n":7}}"#, #"{"data":{"n":8}}"#, #"{"data":{"n":9}}"#])
        #expect(try await texts("subscription { numbers(to: 0) }") == [])
    }

    @Test func `Each event is executed with asynchronous resolvers on all levels`() async throws {
        desk.announce(Station.Arrival(line: "U1", minutes: 3, platform: 4), Station.Arrival(line: "U2", platform: 5))
        desk.close()
        #expect(
            try await texts(
                """
                subscription { ...F arrivals(stop: "zoo") { platform { lifts } strictPlatform { number } } }
                fragment F on Subscription { arrivals(stop: "zoo") { line minutes stop platform { number } } }
                """)
                == [
                    #"{"data":{"arrivals":{"line":"U1","minutes":3,"stop":"zoo","platform":{"number":4,"lifts":8},"strictPlatform":{"number":4}}}}"#,
                    #"{"data":{"arrivals":{"line":"U2","minutes":1,"stop":"zoo","platform":{"number":5,"lifts":10},"strictPlatform":{"number":5}}}}"#,
                ])
    }

    @Test func `Events are objects of abstract types and lists as well`() async throws {
        #expect(
            try await texts("subscription { vehicles { __typename ... on Bus { plate } ... on Tram { cars } } }")
                == [
                    #"{"data":{"vehicles":{"__typename":"Bus","plate":"B 1"}}}"#,
                    #"{"data":{"vehicles":null}}"#,
                    #"{"data":{"vehicles":{"__typename":"Tram","cars":4}}}"#,
                ])
        let boards = try await texts("subscription { boards { line strictPlatform { lifts } } }")
        #expect(boards.count == 2)
        #expect(
            boards[0].hasSuffix(
                #""path":["boards",2,0,"strictPlatform"],"extensions":{"code":"NO_PLATFORM"}}],"data":{"boards":[[{"line":"U1","strictPlatform":{"lifts":2}},{"line":"U2","strictPlatform":{"lifts":2}}],null,null]}}"#
            ))
        #expect(boards[1] == #"{"data":{"boards":[]}}"#)
    }

    @Test func `Variables decide for all events what is selected`() async throws {
        desk.announce(Station.Arrival(line: "U1"), Station.Arrival(line: "U2"))
        desk.close()
        var responses = try await responses(
            "subscription($x: Boolean!, $stop: Stop!) { arrivals(stop: $stop) { line @skip(if: $x) stop } }",
            variables: .object([.init("x", .boolean(true)), .init("stop", .string("mill"))]))
        #expect(
            await responses.texts()
                == Array(repeating: #"{"data":{"arrivals":{"stop":"mill"}}}"#, count: 2))
    }

    @Test func `Each event has a context of its own when it is asked for`() async throws {
        let visits = Mutex(0)
        desk.announce(Station.Arrival(line: "U1"), Station.Arrival(line: "U2"))
        var responses = try await Station.schema().subscribe(
            #"subscription { arrivals(stop: "zoo") { visit } }"#, context: Station.Visit(desk),
            eventContext: { visit in
                var visit = visit
                visit.number = visits.withLock {
                    $0 += 1
                    return $0
                }
                return visit
            })
        #expect(visits.withLock { $0 } == 0)
        #expect(await responses.nextText() == #"{"data":{"arrivals":{"visit":1}}}"#)
        #expect(await responses.nextText() == #"{"data":{"arrivals":{"visit":2}}}"#)
        #expect(visits.withLock { $0 } == 2)
    }

    // MARK: - Errors of single events

    @Test func `An event that fails does not end the stream`() async throws {
        desk.announce(
            Station.Arrival(line: "U1", platform: nil), Station.Arrival(line: "U2", minutes: 5_000_000_000),
            Station.Arrival(line: "U3"))
        desk.close()
        #expect(
            try await texts(#"subscription { arrivals(stop: "zoo") { line minutes platform { number } } }"#)
                == [
                    #"{"errors":[{"message":"U1 has no platform.","locations":[{"line":1,"column":53}],"path":["arrivals","platform"],"extensions":{"code":"NO_PLATFORM"}}],"data":{"arrivals":{"line":"U1","minutes":1,"platform":null}}}"#,
                    #"{"errors":[{"message":"Arrival.minutes has a value that its type cannot represent.","locations":[{"line":1,"column":45}],"path":["arrivals","minutes"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":null}"#,
                    #"{"data":{"arrivals":{"line":"U3","minutes":1,"platform":{"number":1}}}}"#,
                ])
    }

    @Test func `An error in a non-null position makes the data of its event null, and of no other`() async throws {
        desk.announce(Station.Arrival(line: "U1", platform: nil), Station.Arrival(line: "U2"))
        desk.close()
        #expect(
            try await texts(#"subscription { a: arrivals(stop: "zoo") { strictPlatform { lifts } } }"#)
                == [
                    #"{"errors":[{"message":"U1 has no platform.","locations":[{"line":1,"column":43}],"path":["a","strictPlatform"],"extensions":{"code":"NO_PLATFORM"}}],"data":null}"#,
                    #"{"data":{"a":{"strictPlatform":{"lifts":2}}}}"#,
                ])
    }

    @Test func `A source stream of results fails for single events`() async throws {
        #expect(
            try await texts("subscription { shaky }")
                == [
                    #"{"data":{"shaky":1}}"#,
                    #"{"errors":[{"message":"Subscription.shaky: Derailed()","locations":[{"line":1,"column":16}],"path":["shaky"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"shaky":null}}"#,
                    #"{"data":{"shaky":null}}"#,
                    #"{"data":{"shaky":2}}"#,
                ])
    }

    // MARK: - Errors of the source stream

    @Test(arguments: [0, 2])
    func `A source stream that fails makes one last response`(afterEvents count: Int) async throws {
        for _ in 0..<count { desk.announce(Station.Arrival(line: "U1")) }
        desk.close(Station.Derailed())
        var responses = try await responses(#"subscription { a: arrivals(stop: "zoo") { line } }"#)
        for _ in 0..<count { #expect(await responses.nextText() == #"{"data":{"a":{"line":"U1"}}}"#) }
        guard let last = await responses.next() else {
            Issue.record("The error is missing.")
            return
        }
        let (isExecuted, errorCount) = (last.isExecuted, last.errorCount)
        #expect(!isExecuted && errorCount == 1)
        let text = last.text
        #expect(
            text
                == #"{"errors":[{"message":"Subscription.arrivals: Derailed()","locations":[{"line":1,"column":16}],"extensions":{"code":"INTERNAL_ERROR"}}]}"#
        )
        #expect(await responses.nextText() == nil)
        #expect(await responses.nextText() == nil)
    }

    @Test func `A source stream says why it fails in the words it chooses`() async throws {
        desk.close(GraphQLError("Strike.", code: ErrorCode("STRIKE")))
        #expect(
            try await texts(#"subscription { arrivals(stop: "zoo") { line } }"#)
                == [
                    #"{"errors":[{"message":"Strike.","locations":[{"line":1,"column":16}],"extensions":{"code":"STRIKE"}}]}"#
                ])
    }

    @Test func `A stream that has ended stays ended, and has let its source go`() async throws {
        var responses = try await responses("subscription { numbers(to: 1) }")
        _ = await responses.texts()
        #expect(desk.openCount == 0)
        #expect(await responses.nextText() == nil)
        #expect(desk.pullCount == 2)
    }

    // MARK: - Observing

    private final class Notes: ExecutionObserver {
        let lines = Mutex<[String]>([])

        func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {
            lines.withLock { $0.append("\(field) \(batchSize) \(errors)") }
        }

        func wrote(fields: [Int], objects: Int) { lines.withLock { $0.append("\(fields) \(objects)") } }
    }

    @Test func `The observer hears of the source stream once, and of the calls of each event`() async throws {
        let schema = try Station.schema()
        func number(_ coordinate: String) throws -> Int { try #require(schema.coordinates.firstIndex(of: coordinate)) }
        let notes = Notes()
        desk.announce(Station.Arrival(line: "U1"), Station.Arrival(line: "U2", platform: nil))
        desk.close()
        var responses = try await schema.subscribe(
            #"subscription { arrivals(stop: "zoo") { line platform { number } } }"#, context: Station.Visit(desk),
            observer: notes)
        let creation = "\(try number("Subscription.arrivals")) 1 0"
        #expect(notes.lines.withLock { $0 } == [creation])
        _ = await responses.texts()
        let line = "[\(try number("Arrival.line"))] 1"
        let platform = try number("Arrival.platform")
        #expect(
            notes.lines.withLock { $0 }
                == [
                    creation, "\(platform) 1 0", "[\(try number("Platform.number"))] 1", line, "\(platform) 1 1", line,
                ])

        let refused = Notes()
        await #expect(throws: RequestError.self) {
            _ = try await schema.subscribe("subscription { broken }", context: Station.Visit(desk), observer: refused)
        }
        #expect(refused.lines.withLock { $0 } == ["\(try number("Subscription.broken")) 1 1"])
    }
}
