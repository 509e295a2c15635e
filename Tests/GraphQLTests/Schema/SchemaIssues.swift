import GraphQL
import Testing

/// Expects that a source is no schema, and exactly these issues in this order.
///
/// - Parameters:
///   - source: with a marker, 1️⃣ to 5️⃣, at each place where something is wrong.
///   - expected: a marker, the coordinate and the message: `1️⃣ Query.a: There is no type …`.
func expectSchemaIssues(
    _ source: String, _ expected: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    var text = ""
    var markers: [GraphQL.SourceLocation: Character] = [:]
    var line = 1
    var column = 1
    for character in source {
        if "1️⃣2️⃣3️⃣4️⃣5️⃣".contains(character) {
            markers[GraphQL.SourceLocation(line: line, column: column)] = character
            continue
        }
        text.append(character)
        column += 1
        if character == "\n" {
            line += 1
            column = 1
        }
    }
    let error = #expect(throws: SchemaError.self, sourceLocation: sourceLocation) { try Schema(text) }
    let issues = error?.issues.map { issue in
        let place = issue.location.map { markers[$0].map(String.init) ?? "\($0.line):\($0.column)" }
        return [place.map { "\($0) " }, issue.coordinate.map { "\($0): " }, issue.message].compactMap(\.self).joined()
    }
    #expect(issues == expected, sourceLocation: sourceLocation)
}

/// Expects that a source is a schema.
func expectSchema(_ source: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    #expect(throws: Never.self, sourceLocation: sourceLocation) { try Schema(source) }
}
