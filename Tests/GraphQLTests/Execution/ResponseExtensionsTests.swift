import Testing

@testable import GraphQL

@Suite struct ResponseExtensionsTests {
    private func response(_ query: String) async throws -> Response {
        await (try Library.schema()).execute(query, context: Library.Desk())
    }

    @Test func `Extensions stand behind the data`() async throws {
        var response = try await response("{ __typename }")
        response.add(extensions: [.init("took", .int(3)), .init("from", .object([.init("node", .string("a"))]))])
        #expect(response.text == #"{"data":{"__typename":"Query"},"extensions":{"took":3,"from":{"node":"a"}}}"#)
        #expect(response.byteCount == response.text.utf8.count)
    }

    @Test func `More extensions join the first`() async throws {
        var response = try await response("{ __typename }")
        response.add(extensions: [.init("one", .int(1))])
        response.add(extensions: [.init("two", .list([]))])
        #expect(response.text == #"{"data":{"__typename":"Query"},"extensions":{"one":1,"two":[]}}"#)
    }

    @Test func `Without entries there are no extensions`() async throws {
        var response = try await response("{ __typename }")
        response.add(extensions: [])
        #expect(response.text == #"{"data":{"__typename":"Query"}}"#)
    }

    @Test(arguments: ["{ broken }", "{", "{ nothing }", "{ a: __typename }"])
    func `Every kind of response can have them`(query: String) async throws {
        var response = try await response(query)
        let before = try Value(json: response.text)
        response.add(extensions: [.init("cost", .int(7))])
        guard case .object(var entries) = try Value(json: response.text), case .object(let old) = before else {
            Issue.record("\(response.text)")
            return
        }
        #expect(entries.popLast() == .init("extensions", .object([.init("cost", .int(7))])))
        #expect(entries == old)
    }

    @Test func `A response that is kept stays as it was`() async throws {
        let schema = try Library.schema()
        var first = await schema.execute("{ __typename }", context: Library.Desk())
        first.add(extensions: [.init("first", .boolean(true))])
        #expect(
            await schema.execute("{ __typename }", context: Library.Desk()).text == #"{"data":{"__typename":"Query"}}"#)
    }
}
