package import CityLink
package import GraphQL
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers GraphQL requests: the city, or whatever stands in its place.
package protocol GraphQLResponder: Sendable {
    /// - Parameter deadline: when the answer is of no use any more.
    func respond(
        to request: GraphQLRequest, from viewer: Viewer, locale: Locale, deadline: ContinuousClock.Instant
    ) async -> GraphQL.Response
}

extension City: GraphQLResponder {}

/// `/graphql`, by the rules of [GraphQL over HTTP](https://graphql.github.io/graphql-over-http/draft/).
struct GraphQLEndpoint: Sendable {
    let responder: any GraphQLResponder
    let authenticator: Authenticator
    let limits: RequestLimits

    private static let allowedMethods: HTTPFields = [.allow: "GET, HEAD, POST"]

    func respond(to request: Request) async throws -> Hummingbird.Response {
        switch request.method {
        case .post:
            let (mediaType, viewer) = try await beforeReading(request)
            let body = try await self.body(of: request)
            let parameters = try RequestParameters.parse(json: body)
            return await answer(parameters, from: viewer, to: request, as: mediaType)
        case .get, .head:
            let (mediaType, viewer) = try await beforeReading(request)
            let parameters = try RequestParameters.parse(urlQuery: request.uri.query ?? "")
            if Document.selectsMutation(parameters) {
                throw Refusal(
                    status: .methodNotAllowed, code: .methodNotAllowed,
                    message: "GET must not change anything: send mutations as POST.", headers: [.allow: "POST"])
            }
            return await answer(parameters, from: viewer, to: request, as: mediaType)
        default:
            throw Refusal(
                status: .methodNotAllowed, code: .methodNotAllowed,
                message: "\(request.method.rawValue) means nothing here: use POST, or GET for queries.",
                headers: Self.allowedMethods, closesConnection: true)
        }
    }

    /// What the head alone decides.
    private func beforeReading(_ request: Request) async throws -> (ResponseMediaType, Viewer) {
        do {
            guard request.head.path?.utf8.count ?? 0 <= limits.targetBytes else {
                throw Refusal(
                    status: .uriTooLong, code: .requestTooLarge,
                    message: "The address is longer than \(limits.targetBytes) bytes: send the request as POST.")
            }
            let mediaType = try ResponseMediaType(accept: request.headers[.accept])
            if request.method == .post {
                try RequestMediaType.check(request.headers)
                if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.bodyBytes {
                    throw tooLarge
                }
            }
            return (mediaType, try await authenticator.viewer(request.headers))
        } catch var refusal as Refusal {
            refusal.closesConnection = request.method == .post
            throw refusal
        }
    }

    private func body(of request: Request) async throws -> ByteBuffer {
        var body = ByteBuffer()
        do {
            for try await part in request.body {
                guard body.readableBytes + part.readableBytes <= limits.bodyBytes else { throw tooLarge }
                body.writeImmutableBuffer(part)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                status: .badRequest, code: .badRequest, message: "The body broke off.", closesConnection: true)
        }
        return body
    }

    private var tooLarge: Refusal {
        Refusal(
            status: .contentTooLarge, code: .requestTooLarge,
            message: "The body is larger than \(limits.bodyBytes) bytes.", closesConnection: true)
    }

    private func answer(
        _ parameters: GraphQLRequest, from viewer: Viewer, to request: Request, as mediaType: ResponseMediaType
    ) async -> Hummingbird.Response {
        let locale = Locale(acceptLanguage: request.headers[.acceptLanguage])
        let deadline = ContinuousClock.now + limits.requestTime
        return await ClientPresence.cancelWhenGone { [responder] in
            let response = await responder.respond(to: parameters, from: viewer, locale: locale, deadline: deadline)
            let status = HTTPResponse.Status(of: response, as: mediaType)
            // Errors are marked as GraphQL's own even for those who asked for plain JSON: anything on the way could have
            // sent an error in plain JSON.
            let contentType = status.kind == .successful ? mediaType : .graphQLResponse
            return Response(
                status: status, headers: [.contentType: contentType.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(response)))
        }
    }
}

extension Document {
    /// Whether the request would execute a mutation. A document that cannot be read is for the city to refuse.
    fileprivate static func selectsMutation(_ request: GraphQLRequest) -> Bool {
        guard request.query.utf8.count >= "mutation".utf8.count, let document = try? Document.parse(request.query)
        else { return false }
        let name = request.operationName.map(document.find)
        return document.definitions.contains { id in
            let node = document[id]
            return node.kind == .operation && node.operationType == .mutation && (name == nil || node.name == name)
        }
    }
}
