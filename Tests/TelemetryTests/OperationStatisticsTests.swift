import Telemetry
import Testing

@Suite("Operation statistics")
struct OperationStatisticsTests {
    private func request(
        _ identity: String,
        name: String? = nil,
        document: String = "{ shops { name } }",
        phases: OperationPhases = OperationPhases(execute: 900),
        errors: Int = 0
    ) -> OperationRequest {
        OperationRequest(
            identity: identity,
            name: name,
            kind: .query,
            document: document,
            nanoseconds: 1_000,
            phases: phases,
            errors: errors,
            responseBytes: 2_048
        )
    }

    @Test("Requests of one operation add up")
    func addsUp() throws {
        let statistics = OperationStatistics()
        let first = OperationPhases(parse: 10, validate: 20, plan: 30, execute: 40)
        statistics.record(request("a", name: "Shops", phases: first, errors: 2))
        statistics.record(request("a", name: "Shops", phases: OperationPhases(execute: 5)))
        let snapshot = statistics.snapshot()
        let operation = try #require(snapshot.operations.first)
        #expect(snapshot.operations.count == 1)
        #expect(operation.name == "Shops")
        #expect(operation.kind == .query)
        #expect(operation.document == "{ shops { name } }")
        #expect(operation.totals.requests == 2)
        #expect(operation.totals.failedRequests == 1)
        #expect(operation.totals.errors == 2)
        #expect(operation.totals.latency.sum == .nanoseconds(2_000))
        #expect(operation.totals.phases == OperationPhases(parse: 10, validate: 20, plan: 30, execute: 45))
        #expect(operation.totals.parsedRequests == 1)
        #expect(operation.totals.responseBytes.total == 4_096)
        #expect(snapshot.other == OperationTotals())
    }

    @Test("Beyond the bound, the operation not used for the longest gives way and its numbers stay in the total")
    func evictsTheLeastRecentlyUsed() {
        let statistics = OperationStatistics(capacity: 2)
        for identity in ["a", "b", "a", "c"] { statistics.record(request(identity, errors: 1)) }
        let snapshot = statistics.snapshot()
        #expect(snapshot.operations.map(\.identity) == ["c", "a"])
        #expect(snapshot.operations.map(\.totals.requests) == [1, 2])
        #expect(snapshot.other.requests == 1)
        #expect(snapshot.other.errors == 1)
        #expect(snapshot.evictions == 1)
    }

    @Test("However many documents strangers send, the number kept is bounded and no request is lost")
    func boundHolds() {
        let statistics = OperationStatistics(capacity: 50)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<5_000 {
            statistics.record(request("\(Int.random(in: 0..<400, using: &random))"))
        }
        let snapshot = statistics.snapshot()
        #expect(snapshot.operations.count == 50)
        #expect(Set(snapshot.operations.map(\.identity)).count == 50)
        let kept = snapshot.operations.reduce(0) { $0 + $1.totals.requests }
        #expect(kept + snapshot.other.requests == 5_000)
    }

    @Test("Long texts are cut at a scalar and marked")
    func cutsTexts() throws {
        let statistics = OperationStatistics(longestDocument: 10)
        statistics.record(request("a", name: String(repeating: "n", count: 200), document: "가나다라마"))
        statistics.record(request("b", document: "0123456789"))
        let snapshot = statistics.snapshot()
        #expect(snapshot.operations.map(\.document) == ["0123456789", "가나…"])
        let name = try #require(snapshot.operations.last?.name)
        #expect(name == String(repeating: "n", count: 125) + "…")
    }

    @Test("A text made of one endless character is cut as well")
    func cutsCombiningCharacters() throws {
        let statistics = OperationStatistics(longestDocument: 100)
        statistics.record(request("a", document: "e" + String(repeating: "\u{301}", count: 100_000)))
        let document = try #require(statistics.snapshot().operations.first?.document)
        #expect(document.utf8.count <= 100)
        #expect(document.unicodeScalars.last == "…")
    }

    @Test("An identity that is no hash is not kept")
    func oversizedIdentity() {
        let statistics = OperationStatistics()
        statistics.record(request(String(repeating: "x", count: 129)))
        let snapshot = statistics.snapshot()
        #expect(snapshot.operations.isEmpty)
        #expect(snapshot.other.requests == 1)
    }
}
