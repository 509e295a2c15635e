import GraphQL
import Mongo
import Redis
import Synchronization
import Telemetry

/// What the server measures about itself, and hears from its parts.
///
/// Everything is counted since the server was started.
final class Operations: Sendable {
    let resolvers: ResolverStatistics
    let operations = OperationStatistics()
    let commands = CommandStatistics()
    let cacheCommands = CommandStatistics()
    let cache = CacheStatistics()
    let upstreams = CommandStatistics()
    let poolWait = Histogram()
    let system = SystemSampler()
    /// By field number.
    let fields: [FieldFacts]
    private let requests = Atomic(0)
    /// In one request of so many, stored properties are timed, from the first on.
    static let propertySampling = 64

    struct FieldFacts: Sendable {
        let returnType: String
        let isStored: Bool
    }

    /// - Parameter coordinates: of the whole schema, in the order of field numbers.
    init(coordinates: [String], fields: [FieldFacts]) {
        resolvers = ResolverStatistics(coordinates: coordinates)
        self.fields = fields
    }

    /// Listens to the execution of the next request.
    func recorder() -> ExecutionRecorder {
        let number = requests.wrappingAdd(1, ordering: .relaxed).oldValue
        return ExecutionRecorder(samplesProperties: number % Operations.propertySampling == 0)
    }
}

// MARK: - Listening

/// Gathers what one execution did and adds it to the statistics at once, which costs less than piece by piece.
final class ExecutionRecorder: ExecutionObserver {
    let samplesProperties: Bool
    private let work = Mutex<[FieldWork]>([])

    /// - Parameter samplesProperties: whether stored properties are timed in this execution.
    init(samplesProperties: Bool) { self.samplesProperties = samplesProperties }

    private func add(_ entry: FieldWork) { work.withLock { $0.append(entry) } }

    func resolved(field: Int, batchSize: Int, objects: Int, nanoseconds: Int, errors: Int) {
        add(FieldWork(field: field, batchSize: batchSize, objects: objects, errors: errors, nanoseconds: nanoseconds))
    }

    func wrote(fields: [Int], objects: Int) {
        work.withLock { work in
            for field in fields { work.append(FieldWork(untimedField: field, calls: 1, objects: objects)) }
        }
    }

    func failed(field: Int, errors: Int) { add(FieldWork(untimedField: field, calls: 0, objects: 0, errors: errors)) }

    func sampled(field: Int, objects: Int, nanoseconds: Int) {
        add(FieldWork(timeOfUntimedField: field, nanoseconds: nanoseconds))
    }

    func finish(into statistics: ResolverStatistics) { work.withLock { statistics.record($0) } }
}

struct StoreObserver: MongoObserver, RedisObserver, LiveValueObserver {
    let operations: @Sendable () -> Operations?

    func commandSucceeded(_ command: MongoCommand) { record(command, failed: false) }

    func commandFailed(_ command: MongoCommand, _ error: MongoError) { record(command, failed: true) }

    private func record(_ command: MongoCommand, failed: Bool) {
        operations()?.commands.record(
            command: command.name, collection: command.collection, nanoseconds: Int(command.microseconds) * 1000,
            failed: failed)
    }

    func waited(_ duration: Duration) { operations()?.poolWait.record(nanoseconds: duration.nanoseconds) }

    func redisFinished(command: String, duration: Duration, failure: RedisError.Kind?) {
        operations()?.cacheCommands.record(
            command: command, collection: nil, nanoseconds: duration.nanoseconds, failed: failure != nil)
    }

    func liveValueRead(prefix: Substring, outcome: LiveValueOutcome) {
        guard let counters = operations()?.cache.counters(for: String(prefix)) else { return }
        switch outcome {
        case .hit: counters.record(.hit)
        case .stale: counters.record(.staleServed)
        case .miss: counters.record(.miss)
        case .coalesced: counters.record(.coalesced)
        case .suppressed: counters.record(.miss)
        }
    }

    func sharedCacheFailed(prefix: Substring) { operations()?.cache.counters(for: String(prefix)).record(.error) }

    func sourceAsked(source: String, duration: Duration, error: UpstreamError?) {
        operations()?.upstreams.record(
            command: source, collection: nil, nanoseconds: duration.nanoseconds, failed: error != nil)
    }
}

extension Duration {
    var nanoseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    }
}
