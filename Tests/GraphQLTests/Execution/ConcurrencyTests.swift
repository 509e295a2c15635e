import Synchronization
import Testing

@testable import GraphQL

/// Asynchronous resolvers: who waits for whom, and what happens when nobody wants the answer any more.
@Suite struct ConcurrencyTests {
    struct Item: ObjectValue { var number: Int }
    struct Sum: ObjectValue {}

    /// Lets as many tasks pass as have been promised, all at once.
    actor Gate {
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private let size: Int

        init(_ size: Int) { self.size = size }

        func pass() async {
            if waiting.count == size - 1 {
                for continuation in waiting { continuation.resume() }
                waiting = []
            } else {
                await withCheckedContinuation { waiting.append($0) }
            }
        }
    }

    final class Desk: Sendable {
        let gate: Gate
        let log = Mutex<[String]>([])
        let sum = Mutex(0)
        let started = AsyncStream<Void>.makeStream()

        init(gate: Int = 1) { self.gate = Gate(gate) }

        func note(_ text: String) { log.withLock { $0.append(text) } }
    }

    private static func schema(
        presentError: @escaping @Sendable (any Error, String) -> GraphQLError = { error, _ in
            GraphQLError("\(error)", code: .internalError)
        }
    ) throws -> ExecutableSchema<Desk> {
        var options = ExecutionOptions()
        options.presentError = presentError
        return try ExecutableSchema(
            Schema(
                """
                type Query { items(count: Int!): [Item!]! meet: Int! turn(after: Int!): Int forever: Int quick: Int! broken: Int }
                type Item { number: Int! double: Int! meet: Int next: Item shaky: Int few: Int child: Item! }
                type Mutation { add(number: Int!): Sum! fail: Sum require: Sum! stop: Int quickAdd(number: Int!): Int! }
                type Sum { now: Int! later: Int! }
                """),
            TypeBindings<Desk> {
                ObjectType<Root, Desk>("Query") {
                    Field("items", Argument("count", Int.self)) { _, count in (0..<count).map { Item(number: $0) } }
                    Field("meet") { desk in
                        await desk.gate.pass()
                        return 1
                    }
                    Field("turn", Argument("after", Int.self)) { desk, after -> Int? in
                        while desk.request.sum.withLock({ $0 }) != after { await Task.yield() }
                        desk.request.sum.withLock { $0 += 1 }
                        return after
                    }
                    Field("forever") { desk -> Int? in
                        desk.started.continuation.yield()
                        try await Task.sleep(for: .seconds(3600))
                        return 1
                    }
                    Field("quick") { _ in 2 }
                    Field("broken") { _ -> Int? in throw Broken() }
                }
                ObjectType<Item, Desk> {
                    Field("number", \.number)
                    Field("double") { items, desk in
                        desk.request.note("double \(items.count)")
                        return items.map { $0.number * 2 }
                    }
                    Field("meet") { items, desk in
                        await desk.gate.pass()
                        return items.map { Optional($0.number) }
                    }
                    Field("next") { items, _ in
                        await Task.yield()
                        return items.map { $0.number % 2 == 0 ? Item(number: $0.number + 10) : nil }
                    }
                    Field("shaky") { items, _ in
                        items.map { item in Result { item.number % 2 == 0 ? Optional(item.number) : try fail() } }
                    }
                    Field("few") { items, _ in items.dropLast().map { Optional($0.number) } }
                    Field("child") { items, _ in items.map { Item(number: $0.number) } }
                }
                ObjectType<Sum, Desk> {
                    Field("now") { sums, desk in
                        desk.request.note("now")
                        return sums.map { _ in desk.request.sum.withLock { $0 } }
                    }
                    Field("later") { sums, desk in
                        await Task.yield()
                        desk.request.note("later")
                        return sums.map { _ in desk.request.sum.withLock { $0 } }
                    }
                }
                ObjectType<Root, Desk>("Mutation") {
                    Field("add", Argument("number", Int.self)) { desk, number in
                        await Task.yield()
                        desk.request.sum.withLock { $0 += number }
                        desk.request.note("add \(number)")
                        return Sum()
                    }
                    Field("fail") { desk -> Sum? in
                        desk.request.note("fail")
                        throw Broken()
                    }
                    Field("require") { desk -> Sum in
                        await Task.yield()
                        desk.request.note("require")
                        throw Broken()
                    }
                    Field("stop") { desk -> Int? in
                        desk.request.note("stop")
                        withUnsafeCurrentTask { $0?.cancel() }
                        return 1
                    }
                    Field("quickAdd", Argument("number", Int.self)) { desk, number in
                        desk.request.note("quick \(number)")
                        return number
                    }
                }
            }, options: options)
    }

    private func answer(_ query: String, _ desk: Desk = Desk()) async throws -> String {
        await (try ConcurrencyTests.schema()).execute(query, context: desk).text
    }

    // MARK: - Side by side

    @Test func `Asynchronous fields side by side run at the same time`() async throws {
        // Nobody passes the gate before all five have come to it: two at the root, and three below, of which each is
        // called once for all items.
        let answer = try await answer(
            "{ a: meet b: meet items(count: 2) { c: meet d: meet } x: items(count: 1) { e: meet } }", Desk(gate: 5))
        #expect(answer == #"{"data":{"a":1,"b":1,"items":[{"c":0,"d":0},{"c":1,"d":1}],"x":[{"e":0}]}}"#)
    }

    @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
    func `The answer is the same in whichever order fields complete`(order: [Int]) async throws {
        let fields = order.enumerated().map { "f\($0): turn(after: \($1))" }.joined(separator: " ")
        let data = order.enumerated().map { "\"f\($0)\":\($1)" }.joined(separator: ",")
        #expect(try await answer("{ \(fields) }") == "{\"data\":{\(data)}}")
    }

    @Test func `A level is called once, however its objects are spread`() async throws {
        let desk = Desk()
        let answer = try await answer("{ items(count: 4) { next { double next { double } } } }", desk)
        #expect(
            answer
                == #"{"data":{"items":[{"next":{"double":20,"next":{"double":40}}},{"next":null},{"next":{"double":24,"next":{"double":44}}},{"next":null}]}}"#
        )
        #expect(desk.log.withLock { $0 } == ["double 2", "double 2"])
    }

    // MARK: - Failures

    @Test func `A resolver that throws fails all its objects, one that fails for some only those`() async throws {
        let some = try await answer("{ items(count: 3) { shaky number } }")
        #expect(
            some
                == #"{"errors":[{"message":"broken","locations":[{"line":1,"column":21}],"path":["items",1,"shaky"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"items":[{"shaky":0,"number":0},{"shaky":null,"number":1},{"shaky":2,"number":2}]}}"#
        )
        let one = try await answer("{ broken quick }")
        #expect(one.hasSuffix(#""data":{"broken":null,"quick":2}}"#))
    }

    @Test func `What went wrong for a whole batch is told to the log once`() async throws {
        let told = Mutex<[String]>([])
        let schema = try ConcurrencyTests.schema { error, coordinate in
            let number = told.withLock {
                $0.append("\(coordinate): \(error)")
                return $0.count
            }
            return GraphQLError("See \(number).", code: .internalError)
        }
        let answer = await schema.execute("{ items(count: 3) { few shaky } }", context: Desk()).text
        #expect(
            told.withLock { $0 } == [
                "Item.few: The resolver of Item.few returned 2 results for 3 objects; it must return one for each.",
                "Item.shaky: broken",
            ])
        #expect(
            answer.hasSuffix(
                #""data":{"items":[{"few":null,"shaky":0},{"few":null,"shaky":null},{"few":null,"shaky":2}]}}"#))
        #expect(answer.split(separator: "See 1.").count == 4)
        #expect(answer.split(separator: "See 2.").count == 2)
    }

    // MARK: - Mutations

    @Test func `Mutations run one after the other, each with everything below it`() async throws {
        let desk = Desk()
        let answer = try await answer(
            """
            mutation { a: add(number: 1) { later now } q: quickAdd(number: 9) fail { now } b: add(number: 2) { now later }
              r: quickAdd(number: 8) }
            """, desk)
        #expect(
            answer
                == #"{"errors":[{"message":"broken","locations":[{"line":1,"column":67}],"path":["fail"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"a":{"later":1,"now":1},"q":9,"fail":null,"b":{"now":3,"later":3},"r":8}}"#
        )
        #expect(
            desk.log.withLock { $0 } == [
                "add 1", "now", "later", "quick 9", "fail", "add 2", "now", "later", "quick 8",
            ])
    }

    @Test func `A mutation that fails in a non-null position leaves no data, and the next ones still run`() async throws
    {
        let desk = Desk()
        let answer = try await answer(
            "mutation { a: add(number: 1) { now } require { now } b: add(number: 2) { now } }", desk)
        #expect(answer.hasSuffix("\"data\":null}"))
        #expect(desk.log.withLock { $0 } == ["add 1", "now", "require", "add 2", "now"])
    }

    // MARK: - Cancellation

    @Test(arguments: ["{ forever quick }", "{ a: forever b: forever quick }"])
    func `A request that is cancelled while it waits ends at once`(query: String) async throws {
        let desk = Desk()
        let schema = try ConcurrencyTests.schema()
        let request = Task { await schema.execute(query, context: desk).text }
        for await _ in desk.started.stream { break }
        request.cancel()
        let answer = await request.value
        #expect(answer.contains(#""extensions":{"code":"CANCELLED"}"#))
        #expect(answer.hasSuffix(#"null,"quick":2}}"#))
    }

    @Test func `A request that is cancelled before it begins calls no asynchronous resolver`() async throws {
        let desk = Desk()
        let schema = try ConcurrencyTests.schema()
        let request = Task {
            while !Task.isCancelled { await Task.yield() }
            return await schema.execute("mutation { a: add(number: 1) { now } }", context: desk).text
        }
        request.cancel()
        #expect(
            await request.value
                == #"{"errors":[{"message":"The request was cancelled before this field was resolved.","locations":[{"line":1,"column":12}],"path":["a"],"extensions":{"code":"CANCELLED"}}],"data":null}"#
        )
        #expect(desk.log.withLock { $0 }.isEmpty)
    }

    @Test func `A request that is cancelled between two mutations runs no further one`() async throws {
        let desk = Desk()
        let schema = try ConcurrencyTests.schema()
        let request = Task {
            await schema.execute("mutation { stop a: quickAdd(number: 1) b: add(number: 2) { now } }", context: desk)
                .text
        }
        let answer = await request.value
        #expect(desk.log.withLock { $0 } == ["stop"])
        #expect(answer.contains(#""path":["a"],"extensions":{"code":"CANCELLED"}"#))
    }

    struct Broken: Error, CustomStringConvertible { var description: String { "broken" } }

    private static func fail() throws -> Int? { throw Broken() }
}
