import GraphQL
import HTTPTypes
import Hummingbird
import NIOCore

/// An HTTP request that is answered without asking the city, and why.
///
/// Its body is a well-formed GraphQL response without `data`, so that clients have one way of reading errors.
struct Refusal: Error {
    var status: HTTPResponse.Status
    var code: ErrorCode
    /// For people: what was found and what was expected.
    var message: String
    var headers: HTTPFields = [:]
    /// Whether the rest of the request is not worth reading, so that the connection ends with the answer.
    var closesConnection = false

    var response: Hummingbird.Response {
        var headers = headers
        headers[.contentType] = ResponseMediaType.graphQLResponse.contentType
        if closesConnection { headers[.connection] = "close" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    var body: ByteBuffer {
        ByteBuffer(GraphQL.Response(refusing: RequestError(GraphQLError(message, code: code))))
    }
}

extension ByteBuffer {
    /// The JSON text, copied once.
    init(_ response: borrowing GraphQL.Response) {
        self = response.withBytes { ByteBuffer(bytes: $0) }
    }
}

extension ErrorCode {
    /// The HTTP request cannot be understood.
    static let badRequest = ErrorCode("BAD_REQUEST")
    static let invalidJSON = ErrorCode("INVALID_JSON")
    static let batchingNotSupported = ErrorCode("BATCHING_NOT_SUPPORTED")
    static let unsupportedMediaType = ErrorCode("UNSUPPORTED_MEDIA_TYPE")
    static let notAcceptable = ErrorCode("NOT_ACCEPTABLE")
    static let methodNotAllowed = ErrorCode("METHOD_NOT_ALLOWED")
    static let notFound = ErrorCode("NOT_FOUND")
    static let requestTooLarge = ErrorCode("REQUEST_TOO_LARGE")
    static let requestTimeout = ErrorCode("REQUEST_TIMEOUT")
    static let unauthenticated = ErrorCode("UNAUTHENTICATED")
    static let unavailable = ErrorCode("UNAVAILABLE")
}
