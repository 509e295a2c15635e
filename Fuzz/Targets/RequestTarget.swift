@testable import GraphQL

/// Every request has a well-formed response, the same each time; the same request written differently has the same
/// response; and one to a view never names what is hidden.
func checkRequest(_ bytes: [UInt8]) {
    let request = Request(bytes)
    let response = request.response(from: World.whole)
    expectEqual(request.response(from: World.whole), response, "two responses to one request")
    let (data, errors) = checkForm(of: response, to: request)
    if let printed = request.printed {
        let (sameData, sameErrors) = checkForm(of: printed.response(from: World.whole), to: printed)
        expectEqual(sameData, data, "another response to the printed document")
        expectEqual(sameErrors, errors, "other errors for the printed document")
    }
    let viewed = request.response(from: World.view)
    _ = checkForm(of: viewed, to: request)
    for secret in World.secrets where !request.mentions(secret) {
        expect(!viewed.contains(secret), "\(secret) in \(viewed)")
    }
}

/// An input: a document; then perhaps a line `---` and variables as JSON; then perhaps another and an operation's name.
struct Request {
    var document: String
    var variables = Value.null
    var operationName: String?
    /// Everything that the request says, escapes resolved.
    private let spoken: String

    init(_ bytes: [UInt8]) {
        let parts = String(decoding: bytes, as: UTF8.self).parts(separatedBy: "\n---\n")
        document = parts[0]
        if parts.count > 1 { variables = (try? Value(json: parts[1])) ?? .null }
        if parts.count > 2 { operationName = parts[2] }
        let literals = (try? Document.parse(document))?.strings ?? []
        spoken = "\(document) \(literals) \(variables) \(operationName ?? "")"
    }

    /// The same request with its document printed by the engine; nil if it is none.
    var printed: Request? {
        guard let parsed = try? Document.parse(document) else { return nil }
        var request = self
        request.document = parsed.print()
        // It may have become too large.
        return (try? Document.parse(request.document)) == nil ? nil : request
    }

    func mentions(_ word: String) -> Bool { spoken.contains(word) }

    func response(from schema: ExecutableSchema<Int>) -> String {
        InlineExecutor().run {
            let operation = try? schema.prepare(document, operationName: operationName).operation
            if let operation, operation.type == .subscription { return await lastResponse(to: operation, from: schema) }
            return await schema.execute(document, operationName: operationName, variables: variables, context: 7).text
        }
    }

    /// To the last event, or to the subscription when that is refused.
    private func lastResponse(to operation: PreparedOperation, from schema: ExecutableSchema<Int>) async -> String {
        do throws(RequestError) {
            var responses = try await schema.subscribe(operation, variables: variables, context: 7)
            var last = ""
            while let response = await responses.next() { last = response.text }
            return last
        } catch {
            return Response(refusing: error).text
        }
    }
}

// MARK: - What a response looks like

/// [Spec 7.1](https://spec.graphql.org/September2025/#sec-Response-Format)
///
/// - Returns: the data, and what is wrong without where it stands in the document.
private func checkForm(of response: String, to request: Request) -> (data: Value, errors: [Value]) {
    let whole = unfailing("a response that is no JSON: \(response)") { try Value(json: response, maximumDepth: .max) }
    expectEqual(expectRoundTrip(whole), Array(response.utf8), "a response is written differently")
    guard case .object(let entries) = whole else { fail("a response that is no object: \(response)") }
    expect(entries.allSatisfy { ["data", "errors", "extensions"].contains($0.name) }, "unknown entries in \(response)")

    let data = whole["data"]
    guard let errors = whole["errors"] else {
        guard case .object? = data else { fail("neither data nor errors in \(response)") }
        return (data ?? .null, [])
    }
    guard case .list(let items) = errors, !items.isEmpty else { fail("no errors in \(errors)") }
    let lines = TextLines(request.document.utf8)
    return (data ?? .null, items.map { checkError($0, data: data, lines) })
}

private func checkError(_ error: Value, data: Value?, _ lines: TextLines) -> Value {
    guard case .string(let message)? = error["message"] else { fail("no message in \(error)") }
    expectReadable(message)
    guard case .string? = error["extensions"]?["code"] else { fail("no code in \(error)") }
    if let locations = error["locations"] {
        guard case .list(let items) = locations, !items.isEmpty else { fail("no locations in \(error)") }
        for item in items {
            guard case .int(let line)? = item["line"], case .int(let column)? = item["column"] else {
                fail("no location in \(error)")
            }
            lines.expectInside(SourceLocation(line: line, column: column))
        }
    }
    if let path = error["path"] {
        guard case .list(let steps) = path, let data else { fail("a path into nothing in \(error)") }
        expect(leadsToNull(steps, in: data), "\(path) does not lead to null in \(data)")
    } else {
        expect(data == nil, "data in spite of \(error)")
    }
    return .list([.string(message), error["path"] ?? .null, error["extensions"] ?? .null])
}

/// The path of an error leads to the null that stands for it, or beyond, if an outer position had to become null.
private func leadsToNull(_ path: [Value], in data: Value) -> Bool {
    var position = data
    for step in path {
        switch (step, position) {
        case (_, .null): return true
        case (.string(let key), .object):
            guard let next = position[key] else { return false }
            position = next
        case (.int(let index), .list(let items)):
            guard items.indices.contains(index) else { return false }
            position = items[index]
        default: return false
        }
    }
    return position.isNull
}
