import Foundation
import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// Stands in for the city's upstream transit services: serves `realtimeStationArrival` of the Seoul subway and
/// `getStationByUid` of the Seoul buses in their own formats, quirks included, with vehicles that move.
///
/// What it says is a pure function of the network, the seed and the clock: the same instant gives the same reply.
///
/// - `GET /api/subway/{key}/{json|xml}/realtimeStationArrival/{start}/{end}/{stationName}`
/// - `GET /api/rest/stationinfo/getStationByUid?serviceKey=&arsId=&resultType=`
/// - `GET`, `POST /simulator/faults` and `GET /simulator/requests`, from this machine only.
package struct UpstreamSimulator: Sendable {
    private let subway: SubwayReplies
    private let bus: BusReplies
    private let key: String
    private let clock: @Sendable () -> Double
    private let logger: Logger
    private let state = SimulatorState()

    /// - Parameters:
    ///   - key: the one key that both services accept.
    ///   - seed: another seed gives other vehicles.
    ///   - clock: seconds since 1970.
    package init(
        network: SimulatedNetwork, key: String = "simulator", seed: UInt64 = 1,
        clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
        logger: Logger = Logger(label: "simulator")
    ) {
        subway = SubwayReplies(model: SubwayModel(network, seed: seed))
        bus = BusReplies(model: BusModel(network, seed: seed))
        self.key = key
        self.clock = clock
        self.logger = logger
    }

    /// Serves until the task is cancelled or a graceful shutdown begins; then answers what it has begun and returns.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - onReady: called once, with the port, when requests are answered.
    package func run(
        host: String = "127.0.0.1", port: Int, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
            logger: logger
        )
        // Cancelled outright, the server drops connections that it has accepted and not yet looked at, and NIO traps on
        // those. So cancellation stops it gracefully too, from a task that is out of cancellation's reach.
        var configuration = ServiceGroupConfiguration(services: [.init(service: application)], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(2)
        let group = ServiceGroup(configuration: configuration)
        let serving = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    // MARK: Routes

    private func router() -> Router<SimulatorContext> {
        let router = Router(context: SimulatorContext.self)
        router.get("api/subway/{key}/{format}/realtimeStationArrival/{start}/{end}/{station}") { _, context in
            try await answer(\.subway) { faults in subwayReply(context.parameters, faults) }
        }
        router.get("api/rest/stationinfo/getStationByUid") { request, _ in
            try await answer(\.bus) { faults in busReply(request.uri.queryParameters, faults) }
        }
        let controls = router.group("simulator").add(middleware: LoopbackOnly())
        controls.get("faults") { _, _ in try jsonResponse(state.currentFaults) }
        controls.post("faults") { request, context in
            state.set(try await request.decode(as: Faults.self, context: context))
            return try jsonResponse(state.currentFaults)
        }
        controls.get("requests") { _, _ in try jsonResponse(state.counts) }
        return router
    }

    private func answer(
        _ service: any WritableKeyPath<RequestCounts, Int> & Sendable, _ reply: (Faults) -> WireReply
    ) async throws -> Response {
        let faults = state.take(service)
        if let delay = faults.delayMilliseconds, delay > 0 {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(delay)) }
        }
        let reply: WireReply =
            switch faults.failure {
            case .http500: WireReply(status: 500, contentType: "text/plain", body: "Internal Server Error")
            case .garbage:
                WireReply(contentType: "text/html", body: "<html><body><h1>502 Bad Gateway</h1><hr></body></html>")
            default: reply(faults)
            }
        var body = Array(reply.body.utf8)
        if faults.failure == .truncated { body.removeLast(body.count / 2) }
        return Response(
            status: .init(code: reply.status), headers: [.contentType: reply.contentType],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func subwayReply(_ parameters: Parameters, _ faults: Faults) -> WireReply {
        // The router hands parts of the path over as they came.
        func part(_ name: String) -> String { parameters.get(name).flatMap(\.removingPercentEncoding) ?? "" }

        let format = parameters.get("format").flatMap { SubwayReplies.Format(rawValue: $0) } ?? .xml
        switch faults.failure {
        case .serviceError: return SubwayReplies.serverError()
        case .quota: return SubwayReplies.message("ERROR-337", "일별 트래픽 제한을 초과하였습니다.", format)
        default: break
        }
        guard faults.failure != .badKey, part("key") == key else {
            return SubwayReplies.message("INFO-100", "인증키가 유효하지 않습니다.", format)
        }
        return subway.arrivals(
            at: part("station"), start: parameters.get("start", as: Int.self),
            end: parameters.get("end", as: Int.self), time: Int(clock()), format: format)
    }

    private func busReply(_ query: Parameters, _ faults: Faults) -> WireReply {
        let format = BusReplies.Format(resultType: query.get("resultType"))
        switch faults.failure {
        case .serviceError: return BusReplies.message("1", "시스템에 오류가 발생하였습니다.", format)
        case .quota: return BusReplies.quotaExceeded(format)
        default: break
        }
        guard faults.failure != .badKey, query.get("serviceKey") == key else { return BusReplies.badKey(format) }
        return bus.arrivals(at: query.get("arsId") ?? "", time: Int(clock()), format: format)
    }

    private func jsonResponse(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
    }
}

/// Knows who is asking.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let isFromThisMachine: Bool

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let address = source.channel.remoteAddress?.ipAddress
        isFromThisMachine = address == "::1" || address?.hasPrefix("127.") == true
    }
}

/// Refuses everybody who is not on this machine.
struct LoopbackOnly: RouterMiddleware {
    func handle(
        _ request: Request, context: SimulatorContext, next: (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        guard context.isFromThisMachine else { throw HTTPError(.forbidden) }
        return try await next(request, context)
    }
}
