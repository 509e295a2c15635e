/// What the resolvers of a schema did since the server started, by field coordinate.
///
/// The coordinates are given once; from then on a field is its position in that list, and recording is array indexing.
/// Field time is the wall time of one batched invocation, children excluded.
package final class ResolverStatistics: Sendable {
    /// The coordinates ("Shop.reviews") in the order of their field numbers.
    package let coordinates: [String]
    private let stripes: Striped<[ResolverTotals]>

    package init(coordinates: [String]) {
        self.coordinates = coordinates
        let fields = coordinates.count
        stripes = Striped { Array(repeating: ResolverTotals(), count: fields) }
    }

    /// Counts one invocation, timed or not. `work.field` must be one of the numbers given at the start.
    ///
    /// Cost: about 20 ns, without waiting for other threads.
    package func record(_ work: FieldWork) {
        stripes.record { $0[work.field].record(work) }
    }

    /// Counts what a whole request did under one lock: cheaper per entry than recording each alone.
    package func record(_ work: [FieldWork]) {
        stripes.record { totals in
            for entry in work {
                totals[entry.field].record(entry)
            }
        }
    }

    /// The totals of every coordinate, in the order of `coordinates`.
    ///
    /// For each coordinate an invocation is contained as a whole or not at all, and everything recorded before the call
    /// is. Two coordinates may be seen a moment apart. Cost: some 100 ns per coordinate and stripe in use.
    package func snapshot() -> [ResolverSnapshot] {
        coordinates.indices.map { snapshot(ofField: $0) }
    }

    /// The totals of one coordinate.
    package func snapshot(ofField field: Int) -> ResolverSnapshot {
        var merged = ResolverTotals()
        stripes.forEach { merged.merge($0[field]) }
        return ResolverSnapshot(coordinate: coordinates[field], totals: merged)
    }
}

/// One report about a field: a batched invocation with its duration, or several that nobody timed.
package struct FieldWork: Sendable {
    let field: Int
    let calls: Int
    let objects: Int
    let errors: Int
    /// How many parents the invocation was for; nil when several invocations are reported together.
    let batchSize: Int?
    let nanoseconds: Int?

    /// One timed invocation.
    ///
    /// - Parameters:
    ///   - field: the number of the coordinate.
    ///   - batchSize: for how many parents the resolver was called.
    ///   - objects: how many values it produced; for a list field those in all lists.
    ///   - errors: how many of its results were errors.
    ///   - nanoseconds: its wall time without children.
    package init(field: Int, batchSize: Int, objects: Int, errors: Int = 0, nanoseconds: Int) {
        self.field = field
        self.calls = 1
        self.objects = objects
        self.errors = errors
        self.batchSize = batchSize
        self.nanoseconds = nanoseconds
    }

    /// `calls` invocations of a property field, which are exact in number and not timed.
    ///
    /// A property gives one value per parent, so a single call's `objects` is also its batch size; of several calls the
    /// sizes are unknown and stay out of the distribution.
    package init(untimedField field: Int, calls: Int, objects: Int, errors: Int = 0) {
        self.field = field
        self.calls = calls
        self.objects = objects
        self.errors = errors
        self.batchSize = calls == 1 ? objects : nil
        self.nanoseconds = nil
    }

    /// How long one invocation took that is counted elsewhere, as one of those that were not timed.
    package init(timeOfUntimedField field: Int, nanoseconds: Int) {
        self.field = field
        self.calls = 0
        self.objects = 0
        self.errors = 0
        self.batchSize = nil
        self.nanoseconds = nanoseconds
    }
}

/// What is known about one field.
package struct ResolverTotals: Sendable, Equatable {
    /// Batched invocations, timed or not.
    package private(set) var calls = 0
    /// Values produced.
    package private(set) var objects = 0
    /// Results that were errors.
    package private(set) var errors = 0
    /// Parents per invocation, of the invocations whose size was told; exact below 64.
    package private(set) var batchSizes = Distribution()
    /// Durations of the timed invocations: `latency.count` of all `calls`.
    package private(set) var latency = HistogramSnapshot()

    package init() {}

    /// The time of all calls, those that were not timed taken to be like those that were: exact when each was timed;
    /// nil when none was.
    package var estimatedTotalTime: Duration? {
        guard latency.count > 0 else { return nil }
        return latency.count == calls ? latency.sum : latency.sum * (Double(calls) / Double(latency.count))
    }

    mutating func record(_ work: FieldWork) {
        calls = calls.addingSaturated(work.calls)
        objects = objects.addingSaturated(work.objects)
        errors = errors.addingSaturated(work.errors)
        if let batchSize = work.batchSize {
            batchSizes.record(batchSize)
        }
        if let nanoseconds = work.nanoseconds {
            latency.record(nanoseconds: nanoseconds)
        }
    }

    /// Adds everything that `other` holds. Commutative and associative.
    package mutating func merge(_ other: ResolverTotals) {
        calls = calls.addingSaturated(other.calls)
        objects = objects.addingSaturated(other.objects)
        errors = errors.addingSaturated(other.errors)
        batchSizes.merge(other.batchSizes)
        latency.merge(other.latency)
    }
}

/// One coordinate and its totals.
package struct ResolverSnapshot: Sendable, Equatable {
    package let coordinate: String
    package let totals: ResolverTotals
}
