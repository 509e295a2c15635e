package import GraphQL

extension Timestamp: OutputScalar, InputScalar {
    package static var graphQLName: String { "DateTime" }

    package func write(to json: inout JSONWriter) { json.string(rfc3339) }

    package init(graphQL value: Value) throws {
        guard case .string(let text) = value, let moment = Timestamp(rfc3339: text) else {
            throw InputError("Expected a moment such as \"2026-11-23T09:15:00+09:00\", found \(value).")
        }
        self = moment
    }
}
