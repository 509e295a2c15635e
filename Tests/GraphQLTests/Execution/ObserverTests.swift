import Synchronization
import Testing

@testable import GraphQL

/// Writes down what it hears.
private final class Notes: ExecutionObserver {
    struct Call: Equatable {
        let field: String
        let batchSize: Int
        let objects: Int
        let errors: Int
    }

    struct Heard {
        var calls: [Call] = []
        var nanoseconds: [String: Int] = [:]
        var written: [String: Int] = [:]
        var failed: [String: Int] = [:]
        var sampled: [String: Int] = [:]
    }

    private let coordinates: [String]
    private let notes = Mutex(Heard())
    let samplesProperties: Bool

    init<Context>(_ schema: ExecutableSchema<Context>, samplesProperties: Bool = false) {
        coordinates = schema.coordinates
        self.samplesProperties = samplesProperties
    }

    /// Calls by their field: they are heard in no particular order.
    var heard: Heard {
        notes.withLock { notes in
            notes.calls.sort { $0.field < $1.field }
            return notes
        }
    }

    func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {
        notes.withLock {
            $0.calls.append(
                Call(field: coordinates[field], batchSize: batchSize, objects: objects, errors: errors))
            $0.nanoseconds[coordinates[field], default: 0] += nanoseconds
        }
    }

    func wrote(fields: [Int], objects: Int) {
        notes.withLock { for field in fields { $0.written[coordinates[field], default: 0] += objects } }
    }

    func failed(field: Int, errors: Int) { notes.withLock { $0.failed[coordinates[field], default: 0] += errors } }

    func sampled(field: Int, objects: Int, nanoseconds: Int) {
        notes.withLock {
            $0.sampled[coordinates[field], default: 0] += objects
            $0.nanoseconds[coordinates[field], default: 0] += nanoseconds
        }
    }
}

@Suite struct ObserverTests {
    private func heard(_ query: String, samplesProperties: Bool = false) async throws -> Notes.Heard {
        let schema = try Library.schema()
        let notes = Notes(schema, samplesProperties: samplesProperties)
        _ = await schema.execute(query, context: Library.Desk(), observer: notes)
        return notes.heard
    }

    @Test func `Each call of a resolver is heard with its batch, its objects and its errors`() async throws {
        let heard = try await heard("{ books { title author { name } strictLoans { days } } }")
        #expect(
            heard.calls == [
                .init(field: "Book.author", batchSize: 3, objects: 2, errors: 1),
                .init(field: "Book.strictLoans", batchSize: 3, objects: 3, errors: 0),
                .init(field: "Query.books", batchSize: 1, objects: 3, errors: 0),
            ])
        #expect(heard.nanoseconds.keys.sorted() == ["Book.author", "Book.strictLoans", "Query.books"])
    }

    @Test func `A leaf counts as one value for each parent`() async throws {
        let heard = try await heard("{ one: echo(input: {text: \"a\"}) two: echo(input: {text: \"b\"}) }")
        #expect(
            heard.calls == Array(repeating: .init(field: "Query.echo", batchSize: 1, objects: 1, errors: 0), count: 2))
    }

    @Test func `Objects of an interface are counted over all types`() async throws {
        let heard = try await heard("{ works { title } }")
        #expect(heard.calls == [.init(field: "Query.works", batchSize: 1, objects: 3, errors: 0)])
        #expect(heard.written == ["Book.title": 2, "Film.title": 1])
    }

    @Test func `A resolver that fails as a whole fails for each parent`() async throws {
        let heard = try await heard("{ broken wrongCount { id } }")
        #expect(
            heard.calls == [
                .init(field: "Query.broken", batchSize: 1, objects: 1, errors: 1),
                .init(field: "Query.wrongCount", batchSize: 1, objects: 0, errors: 1),
            ])
    }

    @Test func `A resolver without parents is not called, and not heard`() async throws {
        let heard = try await heard("{ books(first: 0) { title author { name } } }")
        #expect(heard.calls == [.init(field: "Query.books", batchSize: 1, objects: 0, errors: 0)])
        #expect(heard.written.isEmpty)
    }

    @Test func `Stored properties are counted exactly, wherever their objects lie`() async throws {
        let heard = try await heard(
            "{ books { id again: id shelf { room } loans { days } author { name } __typename } }")
        #expect(
            heard.written == [
                "Book.id": 6, "Book.shelf": 3, "Book.loans": 3, "Shelf.room": 3, "Loan.days": 3, "Author.name": 2,
            ])
        #expect(heard.sampled.isEmpty)
    }

    @Test func `Stored values that break the schema's promise are heard`() async throws {
        let heard = try await heard("{ books { pages rating loans { fee } } }")
        #expect(heard.failed == ["Book.pages": 1, "Book.rating": 1, "Loan.fee": 1])
    }

    @Test func `Sampling times each stored leaf for all its objects, and counts nothing twice`() async throws {
        let query = "{ books { id tags shelf { room } loans { days } author { name } } works { title } }"
        let heard = try await heard(query, samplesProperties: true)
        #expect(
            heard.sampled == [
                "Book.id": 3, "Book.tags": 3, "Shelf.room": 3, "Loan.days": 3, "Author.name": 2, "Book.title": 2,
                "Film.title": 1,
            ])
        let unsampled = try await self.heard(query)
        #expect(heard.written == unsampled.written)
        #expect(heard.calls == unsampled.calls)
    }

    @Test func `A scalar that is slow to write shows when it is sampled`() async throws {
        let schema = try ExecutableSchema(
            Schema("scalar Slow type Query { thing: Thing! } type Thing { slow: Slow! quick: Int! }"),
            TypeBindings<Int> {
                ObjectType<Root, Int>("Query") { Field("thing") { _ in SlowThing() } }
                ObjectType<SlowThing, Int>("Thing") {
                    Field("slow", \.slow)
                    Field("quick", \.quick)
                }
            })
        let notes = Notes(schema, samplesProperties: true)
        let response = await schema.execute("{ thing { slow quick } }", context: 0, observer: notes)
        #expect(response.text == #"{"data":{"thing":{"slow":"done","quick":1}}}"#)
        #expect(notes.heard.nanoseconds["Thing.slow"] ?? 0 >= Slow.nanoseconds)
        #expect(notes.heard.sampled == ["Thing.slow": 1, "Thing.quick": 1])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Nothing is answered otherwise when somebody listens`(seed: UInt64) async throws {
        let world = World(seed: seed)
        let schema = try BoundWorld.schema(of: world)
        for number in 0..<10 as Range<UInt64> {
            let operation = RandomOperation(seed: seed * 1000 + number, in: world)
            let alone = await schema.execute(operation.text, variables: operation.provided, context: world).text
            for samples in [false, true] {
                let answer = await schema.execute(
                    operation.text, variables: operation.provided, context: world,
                    observer: Notes(schema, samplesProperties: samples)
                ).text
                #expect(answer == alone)
            }
        }
    }
}

private struct SlowThing: ObjectValue {
    var slow = Slow()
    var quick = 1
}

/// Takes at least a millisecond by the clock that executions are timed with.
private struct Slow: OutputScalar {
    static let nanoseconds = 1_000_000
    var text = "done"

    func write(to json: inout JSONWriter) {
        let start = monotonicNanoseconds()
        while monotonicNanoseconds() - start < Slow.nanoseconds {}
        json.string(text)
    }
}
