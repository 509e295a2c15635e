import CityLink
import GraphQL
import HTTPTypes
import NIOCore

/// The GraphQL request that an HTTP request holds.
/// [GraphQL over HTTP, Request Parameters](https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters)
enum RequestParameters {
    /// Deeper JSON is refused before it can cost anything.
    private static let maximumDepth = 64

    // MARK: - POST

    static func parse(json body: ByteBuffer) throws(Refusal) -> GraphQLRequest {
        switch try value(of: body) {
        case .object(let fields): return try request(fields)
        case .list:
            throw illShaped("Send one request at a time: batches are not supported.", .batchingNotSupported)
        default: throw illShaped("The body must be a JSON object with the GraphQL document as \"query\".")
        }
    }

    private static func value(of body: ByteBuffer) throws(Refusal) -> Value {
        let result = body.withUnsafeReadableBytes { raw -> Result<Value, JSONError> in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                // Some editors begin files with a byte order mark; in UTF-8 it says nothing.
                let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? .init(rebasing: bytes[3...]) : bytes
                return Result { () throws(JSONError) in try Value(json: text, maximumDepth: maximumDepth) }
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error):
            throw Refusal(
                status: .badRequest, code: .invalidJSON,
                message: body.readableBytes == 0
                    ? "The body is empty: send a JSON object with the GraphQL document as \"query\"."
                    : "The body is not JSON: \(error).")
        }
    }

    private static func request(_ fields: [Value.ObjectField]) throws(Refusal) -> GraphQLRequest {
        var query: String?
        var request = GraphQLRequest(query: "")
        for field in fields {
            switch (field.name, field.value) {
            case ("query", .string(let text)): query = text
            case ("operationName", .string(let name)): request.operationName = name
            case ("variables", .object): request.variables = field.value
            case ("extensions", .object): continue
            case ("operationName", .null), ("variables", .null), ("extensions", .null): continue
            case ("query", _), ("operationName", _): throw illShaped("\"\(field.name)\" must be a string.")
            case ("variables", _), ("extensions", _): throw illShaped("\"\(field.name)\" must be an object.")
            default: continue
            }
        }
        guard let query else { throw illShaped("The GraphQL document is missing: send it as the string \"query\".") }
        request.query = query
        return request
    }

    // MARK: - GET

    static func parse(urlQuery: String) throws(Refusal) -> GraphQLRequest {
        let fields = FormFields(urlQuery)
        guard let query = try fields.single("query") else {
            throw illShaped("The GraphQL document is missing: send it as the parameter \"query\", or POST it.")
        }
        _ = try object("extensions", of: fields)
        return GraphQLRequest(
            query: query, operationName: try fields.single("operationName"),
            variables: try object("variables", of: fields))
    }

    private static func object(_ name: String, of fields: FormFields) throws(Refusal) -> Value {
        guard let text = try fields.single(name) else { return .null }
        let value: Value
        do {
            value = try Value(json: text, maximumDepth: maximumDepth)
        } catch {
            throw Refusal(
                status: .badRequest, code: .invalidJSON, message: "The parameter \"\(name)\" is not JSON: \(error).")
        }
        switch value {
        case .object, .null: return value
        default: throw illShaped("The parameter \"\(name)\" must be a JSON object.")
        }
    }

    private static func illShaped(_ message: String, _ code: ErrorCode = .badRequest) -> Refusal {
        Refusal(status: .unprocessableContent, code: code, message: message)
    }
}
