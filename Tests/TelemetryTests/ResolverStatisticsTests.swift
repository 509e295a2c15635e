import Telemetry
import Testing

@Suite("Resolver statistics")
struct ResolverStatisticsTests {
    private let shopReviews = 0
    private let shopName = 1

    private func makeStatistics() -> ResolverStatistics {
        ResolverStatistics(coordinates: ["Shop.reviews", "Shop.name"])
    }

    @Test("Every coordinate appears from the start, in the given order")
    func unusedCoordinates() {
        let snapshot = makeStatistics().snapshot()
        #expect(snapshot.map(\.coordinate) == ["Shop.reviews", "Shop.name"])
        #expect(snapshot.allSatisfy { $0.totals == ResolverTotals() })
    }

    @Test("A batch counts as one call with its objects, errors, size and duration")
    func batches() {
        let statistics = makeStatistics()
        statistics.record(FieldWork(field: shopReviews, batchSize: 20, objects: 200, errors: 1, nanoseconds: 3_000_000))
        statistics.record(FieldWork(field: shopReviews, batchSize: 3, objects: 0, nanoseconds: 201_000_000))
        let totals = statistics.snapshot(ofField: shopReviews).totals
        #expect(totals.calls == 2)
        #expect(totals.objects == 200)
        #expect(totals.errors == 1)
        #expect(totals.batchSizes.quantile(0.5) == 3)
        #expect(totals.batchSizes.maximum == 20)
        #expect(totals.latency.sum == .milliseconds(204))
        #expect(totals.latency.over200Milliseconds == 1)
        #expect(totals.estimatedTotalTime == .milliseconds(204))
        #expect(statistics.snapshot(ofField: shopName).totals == ResolverTotals())
    }

    @Test("Untimed calls count exactly; their time is estimated from those that were timed")
    func untimedCalls() {
        let statistics = makeStatistics()
        statistics.record(FieldWork(untimedField: shopName, calls: 9, objects: 450))
        #expect(statistics.snapshot(ofField: shopName).totals.estimatedTotalTime == nil)
        statistics.record(FieldWork(field: shopName, batchSize: 50, objects: 50, nanoseconds: 2_000))
        let totals = statistics.snapshot(ofField: shopName).totals
        #expect(totals.calls == 10)
        #expect(totals.objects == 500)
        #expect(totals.latency.count == 1)
        #expect(totals.estimatedTotalTime == .nanoseconds(20_000))
    }

    @Test("The size of a single untimed call is known; that of several together is not")
    func untimedBatchSizes() {
        let statistics = makeStatistics()
        statistics.record(FieldWork(untimedField: shopName, calls: 1, objects: 40))
        statistics.record(FieldWork(untimedField: shopName, calls: 2, objects: 7))
        let sizes = statistics.snapshot(ofField: shopName).totals.batchSizes
        #expect(sizes.count == 1)
        #expect(sizes.maximum == 40)
    }

    @Test("A request's work recorded at once is the same as recorded piece by piece")
    func recordingTogether() {
        let work = [
            FieldWork(field: shopReviews, batchSize: 4, objects: 9, nanoseconds: 77_000),
            FieldWork(untimedField: shopName, calls: 1, objects: 4),
            FieldWork(field: shopReviews, batchSize: 2, objects: 1, errors: 2, nanoseconds: 5_000),
        ]
        let (together, apart) = (makeStatistics(), makeStatistics())
        together.record(work)
        for piece in work { apart.record(piece) }
        #expect(together.snapshot() == apart.snapshot())
    }

    @Test("Eight tasks recording at once lose nothing", .timeLimit(.minutes(5)))
    func concurrentRecording() async {
        let statistics = makeStatistics()
        let (tasks, each) = (8, 100_000)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    for index in 0..<each {
                        statistics.record(
                            FieldWork(
                                field: index % 2, batchSize: 2, objects: 3, errors: 1, nanoseconds: 1_000 + index
                            )
                        )
                    }
                }
            }
        }
        for field in [shopReviews, shopName] {
            let totals = statistics.snapshot(ofField: field).totals
            #expect(totals.calls == tasks * each / 2)
            #expect(totals.objects == tasks * each / 2 * 3)
            #expect(totals.errors == tasks * each / 2)
            #expect(totals.batchSizes.count == tasks * each / 2)
            #expect(totals.latency.count == tasks * each / 2)
        }
    }
}
