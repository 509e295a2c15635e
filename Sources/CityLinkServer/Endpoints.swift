import GraphQL
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Everything the server answers, by path, and what all answers have in common.
struct Endpoints: HTTPResponder {
    typealias Context = BasicRequestContext

    let graphQL: GraphQLEndpoint
    let health: HealthEndpoint
    let explorer: Explorer
    let drain: Drain
    let logger: Logger

    func respond(to request: Request, context: Context) async -> Response {
        let start = ContinuousClock.now
        let id = RequestID(request.headers[.xRequestID])
        var logger = logger
        logger[metadataKey: "request-id"] = "\(id)"
        return await withLogger(logger) { logger in
            var response = await answer(request, logger)
            finish(&response, request, id)
            logger.debug(
                "\(request.method.rawValue) \(request.uri.path) \(response.status.code)",
                metadata: [
                    "bytes": "\(response.headers[.contentLength] ?? "-")",
                    "microseconds": "\((ContinuousClock.now - start) / .microseconds(1))",
                ])
            return response
        }
    }

    private func answer(_ request: Request, _ logger: Logger) async -> Response {
        do {
            return try await route(request)
        } catch let refusal as Refusal {
            return refusal.response
        } catch {
            logger.error("A request failed: \(error)")
            return Refusal(
                status: .internalServerError, code: .internalError,
                message: "Something went wrong on our side; the X-Request-Id of this answer helps to find out what."
            ).response
        }
    }

    private func route(_ request: Request) async throws -> Response {
        switch request.uri.path {
        case "/graphql":
            if request.method == .get, Explorer.isWanted(by: request) { return explorer.response }
            return try await graphQL.respond(to: request)
        case "/": return try reading(request, explorer.response)
        case "/health/live": return try reading(request, health.live)
        case "/health/ready": return try reading(request, health.ready)
        default:
            throw Refusal(
                status: .notFound, code: .notFound, message: "There is nothing here: the API is at /graphql.",
                closesConnection: request.mayHaveBody)
        }
    }

    private func reading(_ request: Request, _ response: @autoclosure () -> Response) throws -> Response {
        guard request.method == .get || request.method == .head else {
            throw Refusal(
                status: .methodNotAllowed, code: .methodNotAllowed, message: "This can only be read.",
                headers: [.allow: "GET, HEAD"], closesConnection: request.mayHaveBody)
        }
        return response()
    }

    private func finish(_ response: inout Response, _ request: Request, _ id: RequestID) {
        response.headers[.xRequestID] = id.description
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        if drain.hasBegun || request.headers[.connection]?.lowercased() == "close" {
            response.headers[.connection] = "close"
        }
        if request.method == .head { response = response.createHeadResponse() }
    }
}

extension Request {
    fileprivate var mayHaveBody: Bool {
        headers.contains(.transferEncoding) || (headers[.contentLength].map { $0 != "0" } ?? false)
    }
}

extension HTTPField.Name {
    static let xRequestID = HTTPField.Name("X-Request-Id")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
