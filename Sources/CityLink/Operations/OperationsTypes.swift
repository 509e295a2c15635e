import GraphQL
import Mongo
import Redis
import Telemetry

struct Ops: ObjectValue {}

enum ResolverOrder: String, EnumValue {
    case totalTime = "TOTAL_TIME"
    case p95 = "P95"
    case calls = "CALLS"
    case errors = "ERRORS"

    func weight(_ stats: ResolverStats) -> Double {
        switch self {
        case .totalTime: stats.latency.totalMs
        case .p95: stats.latency.p95Ms ?? 0
        case .calls: stats.calls
        case .errors: stats.errors
        }
    }
}

enum OperationOrder: String, EnumValue {
    case totalTime = "TOTAL_TIME"
    case p95 = "P95"
    case requests = "REQUESTS"
    case errors = "ERRORS"

    func weight(_ stats: OperationStats) -> Double {
        switch self {
        case .totalTime: stats.latency.totalMs
        case .p95: stats.latency.p95Ms ?? 0
        case .requests: stats.requests
        case .errors: stats.errors
        }
    }
}

struct Latency: ObjectValue {
    let count: Double
    let meanMs: Double?
    let p50Ms: Double?
    let p95Ms: Double?
    let p99Ms: Double?
    let maxMs: Double?
    let totalMs: Double
    let over200: Double
    let over500: Double

    init(_ histogram: HistogramSnapshot) {
        count = Double(histogram.count)
        meanMs = histogram.mean?.rounded
        p50Ms = histogram.p50?.rounded
        p95Ms = histogram.p95?.rounded
        p99Ms = histogram.p99?.rounded
        maxMs = histogram.count == 0 ? nil : histogram.max.rounded
        totalMs = histogram.sum.rounded
        over200 = Double(histogram.over200Milliseconds)
        over500 = Double(histogram.over500Milliseconds)
    }
}

extension Duration {
    /// Milliseconds to the microsecond: what is finer than that is noise.
    fileprivate var rounded: Double { (milliseconds * 1000).rounded() / 1000 }
}

struct ResolverStats: ObjectValue {
    let coordinate: String
    let returnType: String
    let isTimed: Bool
    let calls: Double
    let objects: Double
    let batchSizeP50: Int?
    let batchSizeMax: Int?
    let errors: Double
    let latency: Latency

    init(_ snapshot: ResolverSnapshot, _ facts: Operations.FieldFacts) {
        let totals = snapshot.totals
        coordinate = snapshot.coordinate
        returnType = facts.returnType
        isTimed = !facts.isStored
        calls = Double(totals.calls)
        objects = Double(totals.objects)
        batchSizeP50 = totals.batchSizes.quantile(0.5)
        batchSizeMax = totals.batchSizes.count == 0 ? nil : totals.batchSizes.maximum
        errors = Double(totals.errors)
        latency = Latency(totals.latency)
    }
}

struct OperationStats: ObjectValue {
    let name: String?
    let type: String
    let document: String?
    let requests: Double
    let failedRequests: Double
    let errors: Double
    let latency: Latency
    let preparations: Double
    let prepareMs: Double
    let executeMs: Double
    let responseBytesP95: Double?

    init(name: String?, type: String, document: String?, _ totals: OperationTotals) {
        self.name = name
        self.type = type
        self.document = document
        requests = Double(totals.requests)
        failedRequests = Double(totals.failedRequests)
        errors = Double(totals.errors)
        latency = Latency(totals.latency)
        preparations = Double(totals.parsedRequests)
        prepareMs = Duration.nanoseconds(totals.phases.parse).rounded
        executeMs = Duration.nanoseconds(totals.phases.execute).rounded
        responseBytesP95 = totals.responseBytes.quantile(0.95).map(Double.init)
    }
}

struct CommandStats: ObjectValue {
    let command: String
    let collection: String?
    let failures: Double
    let latency: Latency

    init(_ snapshot: CommandSnapshot) {
        command = snapshot.command
        collection = snapshot.collection
        failures = Double(snapshot.totals.failures)
        latency = Latency(snapshot.totals.latency)
    }

    static func all(_ statistics: CommandStatistics) -> [CommandStats] {
        statistics.snapshot().commands.map(CommandStats.init)
            .sorted { ($0.latency.totalMs, $1.command) > ($1.latency.totalMs, $0.command) }
    }
}

struct PoolStats: ObjectValue {
    let size: Int
    let checkedOut: Int
    let waiting: Int
    let timeouts: Double
    let wait: Latency
}

struct DatabaseStats: ObjectValue {
    let hasWritablePrimary: Bool
    let pool: PoolStats
    let commands: [CommandStats]

    init(_ city: City) {
        let pool = city.database.client.poolStatistics
        hasWritablePrimary = city.database.client.hasWritablePrimary
        self.pool = PoolStats(
            size: pool.size, checkedOut: pool.checkedOut, waiting: pool.waiting, timeouts: Double(pool.timeouts),
            wait: Latency(city.operations.poolWait.snapshot()))
        commands = CommandStats.all(city.operations.commands)
    }
}

struct CacheStats: ObjectValue {
    let isConnected: Bool
    let hitRatio: Double?
    let hits: Double
    let misses: Double
    let staleServed: Double
    let coalesced: Double
    let errors: Double
    let commands: [CommandStats]

    init(_ city: City) {
        let total = city.operations.cache.snapshot().total
        isConnected = city.redis.isConnected
        hitRatio = total.hitRatio.map { ($0 * 10_000).rounded() / 10_000 }
        hits = Double(total.hits)
        misses = Double(total.misses)
        staleServed = Double(total.staleServed)
        coalesced = Double(total.coalesced)
        errors = Double(total.errors)
        commands = CommandStats.all(city.operations.cacheCommands)
    }
}

struct UpstreamStats: ObjectValue {
    let name: String
    let requests: Double
    let failures: Double
    let latency: Latency

    init(_ snapshot: CommandSnapshot) {
        name = snapshot.command
        requests = Double(snapshot.totals.latency.count)
        failures = Double(snapshot.totals.failures)
        latency = Latency(snapshot.totals.latency)
    }
}

struct ProcessStats: ObjectValue {
    let cpuPercent: Double?
    let residentBytes: Double?
    let memoryTotalBytes: Double?
    let memoryUsedPercent: Double?
    let threads: Int?
    let openFileDescriptors: Int?
    let uptimeSeconds: Double

    init(_ sample: SystemSample) {
        cpuPercent = sample.processCPUPercent.map { ($0 * 10).rounded() / 10 }
        residentBytes = sample.residentBytes.map(Double.init)
        memoryTotalBytes = sample.memoryTotalBytes.map(Double.init)
        memoryUsedPercent = sample.memoryUsedPercent.map { ($0 * 10).rounded() / 10 }
        threads = sample.threads
        openFileDescriptors = sample.openFileDescriptors
        uptimeSeconds = sample.uptime.map { ($0.milliseconds / 1000).rounded() } ?? 0
    }
}

extension Operations {
    func resolverStats() -> [ResolverStats] {
        zip(resolvers.snapshot(), fields).filter { $0.0.totals.calls > 0 }.map { ResolverStats($0.0, $0.1) }
    }

    func operationStats() -> [OperationStats] {
        let snapshot = operations.snapshot()
        var stats = snapshot.operations.map { operation in
            OperationStats(
                name: operation.name ?? "(anonymous)", type: "\(operation.kind)", document: operation.document,
                operation.totals)
        }
        if snapshot.other.requests > 0 {
            stats.append(OperationStats(name: nil, type: "other", document: nil, snapshot.other))
        }
        return stats
    }
}
