import ArgumentParser
import CityLink
import Foundation
import NIOCore
import ServiceLifecycle
import UnixSignals
import UpstreamSimulator

struct Simulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stand in for the city's transit services.",
        discussion: """
            Serves subway and bus arrivals in the formats of the real services, with vehicles that move, so that the server \
            can be run without their keys: point CITYLINK_SUBWAY_URL and CITYLINK_BUS_URL at it.
            """)

    @Option(help: "The port to listen on; 0 for any free one.")
    var port: Int

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The folder with the lines, routes and stops. [CITYLINK_SEED_DIRECTORY] (default: seed)")
    var seedDirectory: String?

    @Option(help: "The key that requests must carry.")
    var key = "development"

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let logger = try CommandLog.start(environment)
        let folder = seedDirectory ?? environment["CITYLINK_SEED_DIRECTORY"] ?? "seed"
        let network: SimulatedNetwork
        do {
            network = try SimulatedNetwork(seedFolder: URL(filePath: folder, directoryHint: .isDirectory))
        } catch {
            throw ConfigurationError("The seed folder \"\(folder)\" cannot be used: \(error)")
        }
        let simulator = UpstreamSimulator(network: network, key: key, logger: logger)
        let group = ServiceGroup(
            services: [SimulatorService(simulator: simulator, host: host, port: port)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ConfigurationError("Port \(port) is taken: choose another with --port.")
        }
    }
}

private struct SimulatorService: Service {
    let simulator: UpstreamSimulator
    let host: String
    let port: Int

    func run() async throws {
        try await simulator.run(host: host, port: port) { port in
            StandardOutput.write("The simulator answers at http://\(host):\(port)\n")
        }
    }
}
