import CityLink
import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server. Answers until its group shuts down; then takes no new connections and ends when all requests that it
/// has taken are answered.
package struct HTTPService: Service, CustomStringConvertible {
    private let configuration: HTTPConfiguration
    private let endpoints: Endpoints
    private let drain: Drain
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - isReady: whether `responder` can do its work; reported by `/health/ready`.
    ///   - now: seconds since 1970, against which tokens are checked.
    ///   - onListening: called once, with the port, when requests are answered.
    package init(
        _ configuration: HTTPConfiguration, responder: any GraphQLResponder, isReady: @escaping @Sendable () -> Bool,
        secret: SigningSecret, logger: Logger,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async {
        let drain = Drain()
        self.configuration = configuration
        self.drain = drain
        self.logger = logger
        self.onListening = onListening
        endpoints = Endpoints(
            graphQL: GraphQLEndpoint(
                responder: responder, authenticator: await Authenticator(secret: secret, now: now),
                limits: configuration.requests),
            health: HealthEndpoint(drain: drain, isReady: isReady), explorer: Explorer(), drain: drain, logger: logger)
    }

    /// - Throws: ``ConfigurationError`` when it cannot listen where it should.
    package func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            responder: endpoints,
            server: HTTPServerBuilder { [configuration] responder in
                GuardedHTTPChannel(
                    responder: responder, limits: configuration.connections, bodyBytes: configuration.requests.bodyBytes)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: quiet)),
            onServerRunning: { [configuration, onListening] channel in
                await onListening(channel.localAddress?.port ?? configuration.port)
            },
            logger: quiet)
        do {
            try await withGracefulShutdownHandler {
                try await application.run()
            } onGracefulShutdown: { [drain] in
                drain.begin()
            }
        } catch let error as IOError {
            throw ConfigurationError(sentence(for: error))
        } catch let error as SocketAddressError {
            throw ConfigurationError("CITYLINK_HOST is \"\(configuration.host)\", which is no address here: \(error)")
        }
    }

    /// For the log, which would otherwise get everything that is in here.
    package var description: String { "HTTP server" }

    private func sentence(for error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE:
            "Port \(configuration.port) is taken: stop what listens there, or choose another port: set CITYLINK_PORT."
        case EACCES:
            "Port \(configuration.port) is not ours to open: choose one from 1024 on: set CITYLINK_PORT."
        case EADDRNOTAVAIL:
            "CITYLINK_HOST is \"\(configuration.host)\", which is not an address of this machine."
        default: "The server cannot listen at \(configuration.host):\(configuration.port): \(error)."
        }
    }
}
