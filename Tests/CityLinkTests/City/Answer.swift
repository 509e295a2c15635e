import GraphQL
import Testing

@testable import CityLink

/// What a request was answered with, for looking into.
struct Answer: Sendable, Equatable {
    let json: Value

    /// The codes of its errors, in order.
    var codes: [String] { (json["errors"] ?? .null).items.map { $0["extensions"]?["code"]?.text ?? "(no code)" } }

    /// What stands in the data behind a path such as `shops.nodes.0.name`; null where there is nothing.
    subscript(path: String) -> Value {
        path.split(separator: ".").reduce(json["data"] ?? .null) { value, step in
            if let index = Int(step) { return value.items.indices.contains(index) ? value.items[index] : .null }
            return value[String(step)] ?? .null
        }
    }

    /// The codes of a payload's problems.
    func problems(_ field: String) -> [String] { self["\(field).problems"].items.map { $0["code"]?.text ?? "" } }
}

extension Value {
    var items: [Value] { if case .list(let items) = self { items } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Int? { if case .int(let number) = self { number } else { nil } }
}

extension City {
    func ask(
        _ query: String, _ variables: KeyValuePairs<String, Value> = [:], as viewer: Viewer = .anonymous,
        within time: Duration = .seconds(20)
    ) async throws -> Answer {
        let variables = Value.object(variables.map { Value.ObjectField($0.key, $0.value) })
        let text = await respond(
            to: GraphQLRequest(query: query, variables: variables), from: viewer, locale: .korean,
            deadline: .now + time
        ).text
        return Answer(json: try Value(json: text, maximumDepth: 500))
    }
}
