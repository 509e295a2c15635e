import AsyncHTTPClient
package import CityLink
package import Logging
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// A city with its HTTP server: everything that one process of CityLink runs.
package enum CityServer {
    /// Serves until SIGTERM or SIGINT. Then it reports itself as not ready, takes no new connections, finishes what it has
    /// taken, which may take up to 20 seconds, and closes the connections to the stores.
    ///
    /// - Parameter onListening: called once, with the port, when requests are answered.
    /// - Throws: an error whose description is for people, when the city cannot be opened or the port not be listened on.
    package static func run(
        city configuration: CityConfiguration, http: HTTPConfiguration, secret: SigningSecret, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let eventLoops = MultiThreadedEventLoopGroup.singleton
        let client = HTTPClient(eventLoopGroupProvider: .shared(eventLoops))
        let outcome = await Result {
            let city = try City.open(configuration, httpClient: client, eventLoopGroup: eventLoops, logger: logger)
            let outcome = await Result { try await run(city, http, secret, logger, onListening) }
            await city.close()
            try outcome.get()
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func run(
        _ city: City, _ http: HTTPConfiguration, _ secret: SigningSecret, _ logger: Logger,
        _ onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let server = await HTTPService(
            http, responder: city, isReady: { city.isReady }, secret: secret, logger: logger, onListening: onListening)
        var configuration = ServiceGroupConfiguration(
            // They are shut down in reverse: first the server, then what it needs.
            services: [
                .init(service: CityParts(city: city), successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// The parts of a city that run as long as it is open.
private struct CityParts: Service, CustomStringConvertible {
    let city: City
    var description: String { "city" }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await city.run() }
    }
}

extension Result where Failure == any Error, Success: Sendable {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
