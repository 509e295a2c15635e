import GraphQL
import Mongo
import Redis
import Telemetry

/// The operators' part of the schema: what ``Operations`` has measured.
enum OperationsResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            Object<Ops>("Ops") {
                Field(
                    "resolvers", Argument("type", String?.self), Argument("minCalls", Int.self),
                    Argument("orderBy", ResolverOrder.self), Argument("first", Int.self)
                ) { parents, context, type, minCalls, order, first in
                    let first = try PageRequest.checked(first: first)
                    let stats = context.operations.resolverStats()
                        .filter {
                            $0.calls >= Double(minCalls) && (type == nil || $0.coordinate.hasPrefix("\(type ?? "")."))
                        }
                        .sorted { (order.weight($0), $1.coordinate) > (order.weight($1), $0.coordinate) }
                    return parents.map { _ in Array(stats.prefix(first)) }
                }
                Field("resolver", Argument("coordinate", String.self)) { parents, context, coordinate in
                    let stats = context.operations.resolverStats().first { $0.coordinate == coordinate }
                    return parents.map { _ in stats }
                }
                Field("operations", Argument("orderBy", OperationOrder.self), Argument("first", Int.self)) {
                    parents, context, order, first in
                    let first = try PageRequest.checked(first: first)
                    let stats = context.operations.operationStats().sorted { order.weight($0) > order.weight($1) }
                    return parents.map { _ in Array(stats.prefix(first)) }
                }
                Field("database") { parents, context in
                    let stats = DatabaseStats(context.request.city)
                    return parents.map { _ in stats }
                }
                Field("cache") { parents, context in
                    let stats = CacheStats(context.request.city)
                    return parents.map { _ in stats }
                }
                Field("upstreams") { parents, context in
                    let stats = context.operations.upstreams.snapshot().commands.map(UpstreamStats.init)
                        .sorted { $0.name < $1.name }
                    return parents.map { _ in stats }
                }
                Field("process") { parents, context in
                    let stats = ProcessStats(context.operations.system.sample())
                    return parents.map { _ in stats }
                }
            }
            latency
            resolver
            operation
            Object<DatabaseStats>("DatabaseStats") {
                Field("hasWritablePrimary", \.hasWritablePrimary)
                Field("pool", \.pool)
                Field("commands", Argument("first", Int.self)) { parents, context, first in
                    let first = try PageRequest.checked(first: first)
                    return parents.map { Array($0.commands.prefix(first)) }
                }
            }
            Object<PoolStats>("PoolStats") {
                Field("size", \.size)
                Field("checkedOut", \.checkedOut)
                Field("waiting", \.waiting)
                Field("timeouts", \.timeouts)
                Field("wait", \.wait)
            }
            Object<CommandStats>("CommandStats") {
                Field("command", \.command)
                Field("collection", \.collection)
                Field("failures", \.failures)
                Field("latency", \.latency)
            }
            Object<CacheStats>("CacheStats") {
                Field("isConnected", \.isConnected)
                Field("hitRatio", \.hitRatio)
                Field("hits", \.hits)
                Field("misses", \.misses)
                Field("staleServed", \.staleServed)
                Field("coalesced", \.coalesced)
                Field("errors", \.errors)
                Field("commands", Argument("first", Int.self)) { parents, context, first in
                    let first = try PageRequest.checked(first: first)
                    return parents.map { Array($0.commands.prefix(first)) }
                }
            }
            Object<UpstreamStats>("UpstreamStats") {
                Field("name", \.name)
                Field("requests", \.requests)
                Field("failures", \.failures)
                Field("latency", \.latency)
            }
            Object<ProcessStats>("ProcessStats") {
                Field("cpuPercent", \.cpuPercent)
                Field("residentBytes", \.residentBytes)
                Field("memoryTotalBytes", \.memoryTotalBytes)
                Field("memoryUsedPercent", \.memoryUsedPercent)
                Field("threads", \.threads)
                Field("openFileDescriptors", \.openFileDescriptors)
                Field("uptimeSeconds", \.uptimeSeconds)
            }
        }
    }

    private static var latency: Object<Latency> {
        Object<Latency>("Latency") {
            Field("count", \.count)
            Field("meanMs", \.meanMs)
            Field("p50Ms", \.p50Ms)
            Field("p95Ms", \.p95Ms)
            Field("p99Ms", \.p99Ms)
            Field("maxMs", \.maxMs)
            Field("totalMs", \.totalMs)
            Field("over200", \.over200)
            Field("over500", \.over500)
        }
    }

    private static var resolver: Object<ResolverStats> {
        Object<ResolverStats>("ResolverStats") {
            Field("coordinate", \.coordinate)
            Field("returnType", \.returnType)
            Field("isTimed", \.isTimed)
            Field("calls", \.calls)
            Field("objects", \.objects)
            Field("batchSizeP50", \.batchSizeP50)
            Field("batchSizeMax", \.batchSizeMax)
            Field("errors", \.errors)
            Field("latency", \.latency)
        }
    }

    private static var operation: Object<OperationStats> {
        Object<OperationStats>("OperationStats") {
            Field("name", \.name)
            Field("type", \.type)
            Field("document", \.document)
            Field("requests", \.requests)
            Field("failedRequests", \.failedRequests)
            Field("errors", \.errors)
            Field("latency", \.latency)
            Field("preparations", \.preparations)
            Field("prepareMs", \.prepareMs)
            Field("executeMs", \.executeMs)
            Field("responseBytesP95", \.responseBytesP95)
        }
    }

    static var queries: [Field<Root, CityRequest>] {
        [Field("ops") { _ in Ops() }]
    }
}
