import GraphQL
import HTTPTypes

/// The HTTP status of a GraphQL response.
/// [GraphQL over HTTP, Status Codes](https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes)
extension HTTPResponse.Status {
    /// Data together with errors. Not registered with IANA, so only for those who asked for GraphQL's own media type.
    static let partialSuccess = HTTPResponse.Status(code: 294, reasonPhrase: "Partial Success")

    init(of response: borrowing GraphQL.Response, as mediaType: ResponseMediaType) {
        self =
            switch response.refusal {
            case nil where response.errorCount > 0 && mediaType == .graphQLResponse: .partialSuccess
            case nil: .ok
            case .some(let code): HTTPResponse.Status(refusal: code)
            }
    }

    /// The status for a request that was refused with this code before it was executed.
    private init(refusal code: ErrorCode) {
        self =
            switch code.rawValue {
            case "SYNTAX_ERROR", "DOCUMENT_TOO_LARGE", "TOO_MANY_TOKENS", "NESTED_TOO_DEEPLY": .badRequest
            case "UNAUTHENTICATED": .unauthorized
            case "FORBIDDEN": .forbidden
            case "TIMEOUT", "UNAVAILABLE", "CANCELLED": .serviceUnavailable
            case "INTERNAL_ERROR": .internalServerError
            default: .unprocessableContent
            }
    }
}
