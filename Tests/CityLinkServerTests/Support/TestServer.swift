import AsyncHTTPClient
import CityLink
import CityLinkServer
import Foundation
import GraphQL
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// A server on a free loopback port, with everything real but the city behind it.
struct TestServer {
    static let secretText = "a secret for tests, of 32 bytes or more"
    static let secret: SigningSecret = {
        do {
            return try SigningSecret(environment: ["CITYLINK_JWT_SECRET": secretText])
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    let port: Int
    let city: SmallCity
    /// Begins the graceful shutdown, as SIGTERM does.
    let shutDown: @Sendable () async -> Void

    /// Runs a server over a small city for the time of `body`.
    ///
    /// - Parameters:
    ///   - change: makes its limits tighter than usual.
    ///   - isReady: what it says of the stores.
    static func run<Result: Sendable>(
        _ change: (inout HTTPConfiguration) -> Void = { _ in }, isReady: @escaping @Sendable () -> Bool = { true },
        _ body: @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        let city = try SmallCity()
        return try await run(city, city, change, isReady: isReady, body)
    }

    /// - Parameter smallCity: what a test waits on; nobody asks it unless it is the responder.
    static func run<Result: Sendable>(
        _ responder: any GraphQLResponder, _ smallCity: SmallCity,
        _ change: (inout HTTPConfiguration) -> Void = { _ in }, isReady: @escaping @Sendable () -> Bool,
        _ body: @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPConfiguration()
        configuration.port = 0
        change(&configuration)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = await HTTPService(
            configuration, responder: responder, isReady: isReady, secret: secret, logger: logger,
            onListening: { listening.yield($0) })
        let group = ServiceGroup(services: [service], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await group.run()
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await tasks.waitForAll()
                throw ConfigurationError("The server ended before it listened.")
            }
            let server = TestServer(port: port, city: smallCity) { await group.triggerGracefulShutdown() }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await body(server))
            } catch {
                outcome = .failure(error)
            }
            smallCity.releaseAll()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    // MARK: - Requests

    struct Answer {
        var status: Int
        var headers: HTTPHeaders
        var text: String

        var contentType: String? { headers.first(name: "Content-Type") }
        var json: Value { (try? Value(json: text)) ?? .null }
        /// The code of the first error.
        var code: String? { json["errors"]?[0]?["extensions"]?["code"]?.text }
        var message: String? { json["errors"]?[0]?["message"]?.text }
    }

    func post(
        _ body: String, contentType: String? = "application/json", _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var headers = HTTPHeaders(headers.map { ($0, $1) })
        if let contentType { headers.add(name: "Content-Type", value: contentType) }
        return try await send("POST", "/graphql", headers, body)
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, HTTPHeaders(headers.map { ($0, $1) }))
    }

    func send(
        _ method: String, _ path: String, _ headers: HTTPHeaders = [:], _ body: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = HTTPMethod(rawValue: method)
        request.headers = headers
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 10_000_000)
        return Answer(
            status: Int(response.status.code), headers: response.headers, text: String(buffer: bytes))
    }
}

/// A request with only a document.
func request(_ query: String) -> String {
    "{\"query\": \"\(query.replacing("\"", with: "\\\""))\"}"
}

extension Value {
    subscript(name: String) -> Value? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    subscript(index: Int) -> Value? {
        guard case .list(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }

    var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }
}
