import Testing

@testable import Telemetry

@Suite("Distribution")
struct DistributionTests {
    @Test("Values below 64 are told apart exactly")
    func smallValuesAreExact() {
        for value in 0..<64 {
            var distribution = Distribution()
            distribution.record(value)
            distribution.record(1_000)
            #expect(distribution.quantile(0.5) == value)
        }
    }

    @Test("Buckets follow one another without gap or overlap and are narrow")
    func bucketsTile() throws {
        var distribution = Distribution()
        // The smallest and the largest value of every bucket up to 2^31: the edges are where an index can be off by one.
        var value = 0
        while value < 1 << 31 {
            distribution.record(value)
            let bucket = try #require(distribution.buckets.last)
            #expect(bucket.lowerBound == value)
            #expect(bucket.upperBound - bucket.lowerBound <= max(1, bucket.lowerBound / 32))
            distribution.record(bucket.upperBound - 1)
            #expect(distribution.buckets.last?.count == 2)
            value = bucket.upperBound
        }
        #expect(value == 1 << 31)
        distribution.record(value)
        #expect(distribution.buckets.last == .init(lowerBound: 1 << 31, upperBound: (1 << 31) + 1, count: 1))
        #expect(distribution.buckets.count == 865)
    }

    @Test("Values may come in any order")
    func growsBothWays() {
        let values = [70_000, 3, 1 << 40, 900, 3, 70_001]
        var forwards = Distribution()
        var backwards = Distribution()
        for value in values { forwards.record(value) }
        for value in values.reversed() { backwards.record(value) }
        #expect(forwards == backwards)
        #expect(forwards.buckets.map(\.count) == [2, 1, 2, 1])
        #expect(forwards.maximum == 1 << 40)
    }

    @Test("Fewer buckets hold the same counts")
    func coarseBuckets() throws {
        var random = SeededGenerator(seed: 9)
        var distribution = Distribution()
        for _ in 0..<10_000 { distribution.record(random.duration()) }
        let fine = distribution.buckets
        for limit in [1, 2, 7, 40, fine.count, 10_000] {
            let coarse = distribution.buckets(atMost: limit)
            #expect(coarse.count <= limit)
            #expect(coarse.reduce(0) { $0 + $1.count } == 10_000)
            #expect(coarse.first?.lowerBound == fine.first?.lowerBound)
            #expect(coarse.last?.upperBound == fine.last?.upperBound)
        }
        #expect(distribution.buckets(atMost: 0).isEmpty)
    }
}
