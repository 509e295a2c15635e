import GraphQL
import Synchronization
import Testing

/// How a subscription begins, or is refused.
@Suite struct SourceStreamTests {
    /// The response to a subscription that is refused.
    private func refusal(_ query: String, variables: Value = .null) async throws -> String? {
        let desk = Station.Desk()
        let schema = try Station.schema()
        do throws(RequestError) {
            _ = try await schema.subscribe(query, variables: variables, context: Station.Visit(desk))
            return nil
        } catch {
            return Response(refusing: error).text
        }
    }

    // MARK: - Creation

    @Test func `A source stream that cannot be created refuses the subscription, without data`() async throws {
        #expect(
            try await refusal("subscription { s: closed }")
                == #"{"errors":[{"message":"The station is closed.","locations":[{"line":1,"column":16}],"extensions":{"code":"CLOSED"}}]}"#
        )
        #expect(
            try await refusal("subscription { broken }")
                == #"{"errors":[{"message":"Subscription.broken: Derailed()","locations":[{"line":1,"column":16}],"extensions":{"code":"INTERNAL_ERROR"}}]}"#
        )
    }

    @Test func `A subscription that is cancelled before it begins creates no source stream`() async throws {
        let desk = Station.Desk()
        let schema = try Station.schema()
        let subscriber = Task {
            while !Task.isCancelled { await Task.yield() }
            do throws(RequestError) {
                _ = try await schema.subscribe("subscription { numbers(to: 1) }", context: Station.Visit(desk))
                return ErrorCode("NONE")
            } catch {
                return error.errors[0].code
            }
        }
        subscriber.cancel()
        #expect(await subscriber.value == .cancelled)
        #expect(desk.openCount == 0)
    }

    // MARK: - Variables and arguments

    @Test func `Variables that do not fit refuse the subscription`() async throws {
        #expect(
            try await refusal("subscription($to: Int!) { numbers(to: $to) }")
                == #"{"errors":[{"message":"Variable \"$to\" of required type \"Int!\" was not provided.","locations":[{"line":1,"column":14}],"extensions":{"code":"BAD_VARIABLES"}}]}"#
        )
    }

    @Test func `Arguments that do not fit refuse the subscription`() async throws {
        #expect(
            try await refusal(
                "subscription($stop: Stop!) { arrivals(stop: $stop) { line } }",
                variables: .object([.init("stop", .string("nowhere"))]))
                == #"{"errors":[{"message":"Argument \"stop\": There is no such stop.","locations":[{"line":1,"column":30}],"extensions":{"code":"BAD_ARGUMENT"}}]}"#
        )
        let constant = try await refusal(#"subscription { arrivals(stop: "nowhere") { line } }"#)
        #expect(constant?.contains("There is no such stop.") == true)
        #expect(constant?.contains("data") == false)
    }

    @Test func `Arguments are read once for all events`() async throws {
        let desk = Station.Desk()
        for _ in 0..<5 { desk.announce(Station.Arrival(line: "U1")) }
        desk.close()
        var responses = try await Station.schema().subscribe(
            "subscription($stop: Stop!) { arrivals(stop: $stop) { stop } }",
            variables: .object([.init("stop", .string("read once"))]), context: Station.Visit(desk))
        #expect(
            await responses.texts() == Array(repeating: #"{"data":{"arrivals":{"stop":"read once"}}}"#, count: 5))
        #expect(Station.Stop.reads.withLock { $0["read once"] } == 1)
    }

    // MARK: - What can be subscribed to

    @Test(arguments: [
        ("query Q { name }", "query"), ("{ name }", "query"), ("mutation M { rename }", "mutation"),
    ])
    func `Queries and mutations are executed`(document: String, type: String) async throws {
        #expect(
            try await refusal(document)
                == "{\"errors\":[{\"message\":\"The operation is a \(type), which has one response: use `execute` for it, not `subscribe`.\",\"locations\":[{\"line\":1,\"column\":1}],\"extensions\":{\"code\":\"WRONG_OPERATION_TYPE\"}}]}"
        )
    }

    @Test func `Subscriptions are not executed`() async throws {
        let desk = Station.Desk()
        let schema = try Station.schema()
        let document = "query Q { name } subscription S { numbers(to: 1) }"
        let response = await schema.execute(document, operationName: "S", context: Station.Visit(desk))
        let (code, text) = (response.refusal, response.text)
        #expect(code == .wrongOperationType)
        #expect(
            text
                == #"{"errors":[{"message":"The operation is a subscription, whose responses are a stream: use `subscribe` for it, not `execute`.","locations":[{"line":1,"column":18}],"extensions":{"code":"WRONG_OPERATION_TYPE"}}]}"#
        )
        #expect(desk.openCount == 0)
        var responses = try await schema.subscribe(document, operationName: "S", context: Station.Visit(desk))
        #expect(await responses.texts() == [#"{"data":{"numbers":0}}"#])
    }

    @Test(arguments: [
        "subscription { a: numbers(to: 1) b: numbers(to: 1) }",
        "subscription { __typename }",
        "subscription { numbers(to: 1) @include(if: true) }",
        "subscription($x: Boolean!) { numbers(to: 1) @skip(if: $x) }",
        "subscription($x: Boolean!) { ... @include(if: $x) { numbers(to: 1) } }",
        "subscription($x: Boolean!) { ...F } fragment F on Subscription { ...G @skip(if: $x) } "
            + "fragment G on Subscription { numbers(to: 1) }",
        "subscription { nothing }",
    ])
    func `A subscription that is not valid is refused`(document: String) async throws {
        let variables = Value.object([.init("x", .boolean(false))])
        let refused = try #require(try await refusal(document, variables: variables))
        #expect(refused.contains("\"code\":\"VALIDATION_FAILED\""))
        #expect(!refused.contains("\"data\""))
    }
}
