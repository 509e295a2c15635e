import Foundation
import GraphQL
import NIOHTTP1
import Testing

/// https://graphql.github.io/graphql-over-http/draft/
@Suite struct GraphQLOverHTTPTests {
    private static let graphQLResponse = "application/graphql-response+json; charset=utf-8"

    // MARK: - Good requests

    @Test func aPostedQueryIsAnswered() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                """
                {"query": "query A { hello } query B($n: String!) { hello(name: $n) }", "operationName": "B",
                 "variables": {"n": "동네"}, "extensions": {"any": [1]}, "unknown": 1}
                """)
            #expect(answer.status == 200)
            #expect(answer.contentType == Self.graphQLResponse)
            #expect(answer.text == #"{"data":{"hello":"Hello, 동네!"}}"#)
        }
    }

    @Test func nullIsAsGoodAsAbsentForOptionalParameters() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                #"{"query": "{ hello }", "operationName": null, "variables": null, "extensions": null}"#)
            #expect(answer.status == 200)
        }
    }

    @Test func aQueryInTheAddressIsAnswered() async throws {
        try await TestServer.run { server in
            let answer = try await server.get(
                "/graphql?query=query+Q($n:String!)%7Bhello(name:$n)%7D&operationName=Q&variables=%7B%22n%22:%22a%2Bb%22%7D")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"data":{"hello":"Hello, a+b!"}}"#)
            let empty = try await server.get("/graphql?query=%7Bhello%7D&operationName=&variables=&extensions=")
            #expect(empty.status == 200)
        }
    }

    @Test func aByteOrderMarkIsSkipped() async throws {
        try await TestServer.run { server in
            #expect(try await server.post("\u{FEFF}" + request("{ hello }")).status == 200)
        }
    }

    @Test func headHasTheHeadersOfGetAndNoBody() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("HEAD", "/graphql?query=%7Bhello%7D")
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "Content-Length") == "\(#"{"data":{"hello":"Hello, city!"}}"#.utf8.count)")
            #expect(answer.text.isEmpty)
        }
    }

    // MARK: - Content negotiation

    @Test(arguments: [
        (nil, graphQLResponse),
        ("*/*", graphQLResponse),
        ("application/*", graphQLResponse),
        ("application/json, application/graphql-response+json", graphQLResponse),
        ("application/graphql-response+json, application/json;q=0.9", graphQLResponse),
        ("application/json", "application/json; charset=utf-8"),
        ("application/json;q=0.9, application/graphql-response+json;q=0.1", "application/json; charset=utf-8"),
        ("*/*, application/graphql-response+json;q=0", "application/json; charset=utf-8"),
    ])
    func theClientChoosesTheMediaType(accept: String?, contentType: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ hello }"), accept.map { ["Accept": $0] } ?? [:])
            #expect(answer.status == 200)
            #expect(answer.contentType == contentType)
        }
    }

    @Test(arguments: ["text/plain", "image/*", "application/json;q=0", "nonsense"])
    func aMediaTypeThatIsNotThereIsRefused(accept: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ hello }"), ["Accept": accept])
            #expect(answer.status == 406)
            #expect(answer.code == "NOT_ACCEPTABLE")
        }
    }

    @Test func plainJSONIsForSuccessesOnly() async throws {
        try await TestServer.run { server in
            let accept = ["Accept": "application/json"]
            let partial = try await server.post(request("{ hello broken }"), accept)
            #expect(partial.status == 200)
            #expect(partial.contentType == "application/json; charset=utf-8")
            let refused = try await server.post(request("{ nothing }"), accept)
            #expect(refused.status == 422)
            #expect(refused.contentType == Self.graphQLResponse)
        }
    }

    @Test(arguments: [
        (nil, "KO"), ("", "KO"), ("en", "EN"), ("en-US,en;q=0.9,ko;q=0.8", "EN"), ("ko-KR,en;q=0.5", "KO"),
        ("fr, en;q=0.3", "EN"), ("fr", "KO"), ("en;q=0", "KO"), ("de, *;q=0.5, en;q=0.1", "KO"),
    ])
    func theLanguageOfNamesFollowsTheClient(header: String?, locale: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                request("{ locale }"), header.map { ["Accept-Language": $0] } ?? [:])
            #expect(answer.text == #"{"data":{"locale":"\#(locale)"}}"#)
        }
    }

    // MARK: - Status codes

    @Test func dataWithErrorsIsAPartialSuccess() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ hello broken }"))
            #expect(answer.status == 294)
            #expect(answer.code == "BROKEN")
            #expect(answer.json["data"]?["hello"]?.text == "Hello, city!")
        }
    }

    @Test(arguments: [
        ("", 400, "INVALID_JSON"),
        ("NONSENSE", 400, "INVALID_JSON"),
        (#"{"query":"#, 400, "INVALID_JSON"),
        (#"{"query": "{ hello }"} {}"#, 400, "INVALID_JSON"),
        (#"{"query": "{"}"#, 400, "SYNTAX_ERROR"),
        (#"{"query": ""}"#, 400, "SYNTAX_ERROR"),
        (#"{"qeury": "{__typename}"}"#, 422, "BAD_REQUEST"),
        (#"{"query": null}"#, 422, "BAD_REQUEST"),
        (#"{"query": {"a": 1}}"#, 422, "BAD_REQUEST"),
        (#"{"query": "{ hello }", "operationName": 1}"#, 422, "BAD_REQUEST"),
        (#"{"query": "{ hello }", "variables": [7]}"#, 422, "BAD_REQUEST"),
        (#"{"query": "{ hello }", "variables": "{}"}"#, 422, "BAD_REQUEST"),
        (#"{"query": "{ hello }", "extensions": []}"#, 422, "BAD_REQUEST"),
        (#""{ hello }""#, 422, "BAD_REQUEST"),
        ("[]", 422, "BATCHING_NOT_SUPPORTED"),
        (#"[{"query": "{ hello }"}]"#, 422, "BATCHING_NOT_SUPPORTED"),
        (#"{"query": "{ nothing }"}"#, 422, "VALIDATION_FAILED"),
        (#"{"query": "query A { hello } query B { hello }"}"#, 422, "OPERATION_NOT_DETERMINED"),
        (#"{"query": "query A { hello }", "operationName": "B"}"#, 422, "OPERATION_NOT_DETERMINED"),
        (#"{"query": "query($n: String!) { hello(name: $n) }"}"#, 422, "BAD_VARIABLES"),
    ])
    func whatCannotBeExecutedIsRefusedWithItsReason(body: String, status: Int, code: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(body)
            #expect(answer.status == status)
            #expect(answer.code == code)
            #expect(answer.contentType == Self.graphQLResponse)
            #expect(answer.json["data"] == nil)
            #expect(answer.message?.isEmpty == false)
        }
    }

    @Test func deeplyNestedJSONIsRefused() async throws {
        try await TestServer.run { server in
            let nested = String(repeating: "[", count: 20_000)
            let answer = try await server.post(#"{"query": "{ hello }", "variables": {"a": \#(nested)"#)
            #expect(answer.status == 400)
            #expect(answer.message?.contains("nested") == true)
        }
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql",
        "application/json; charset=utf-16", nil,
    ])
    func onlyJSONInUTF8IsTaken(contentType: String?) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("mutation { add }"), contentType: contentType)
            #expect(answer.status == 415)
            #expect(answer.code == "UNSUPPORTED_MEDIA_TYPE")
            #expect(answer.headers.first(name: "Accept-Post") == "application/json")
            #expect(server.city.changes == 0)
        }
    }

    @Test(arguments: ["application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "Application/JSON"])
    func jsonMayBeSaidInSeveralWays(contentType: String) async throws {
        try await TestServer.run { server in
            #expect(try await server.post(request("{ hello }"), contentType: contentType).status == 200)
        }
    }

    @Test func compressedBodiesAreRefused() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ hello }"), ["Content-Encoding": "gzip"])
            #expect(answer.status == 415)
        }
    }

    @Test(arguments: ["mutation%7Badd%7D", "query+A%7Bhello%7Dmutation+B%7Badd%7D&operationName=B"])
    func getChangesNothing(query: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/graphql?query=\(query)")
            #expect(answer.status == 405)
            #expect(answer.headers.first(name: "Allow") == "POST")
            #expect(answer.code == "METHOD_NOT_ALLOWED")
            #expect(server.city.changes == 0)
        }
    }

    @Test func getExecutesTheQueryOfADocumentThatHoldsAMutationToo() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/graphql?query=query+A%7Bhello%7Dmutation+B%7Badd%7D&operationName=A")
            #expect(answer.status == 200)
        }
    }

    @Test(arguments: ["PUT", "DELETE", "PATCH", "OPTIONS"])
    func otherMethodsAreNotAllowed(method: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.send(method, "/graphql")
            #expect(answer.status == 405)
            #expect(answer.headers.first(name: "Allow") == "GET, HEAD, POST")
            #expect(answer.code == "METHOD_NOT_ALLOWED")
        }
    }

    @Test(arguments: [
        ("", 422), ("query=", 422), ("query=%7Bhello%7D&query=%7Bhello%7D", 422),
        ("query=%7Bhello%7D&variables=%5B%5D", 422), ("query=%7Bhello%7D&variables=%7B", 400), ("query=%7B", 400),
    ])
    func aBrokenAddressIsRefused(query: String, status: Int) async throws {
        try await TestServer.run { server in
            #expect(try await server.get("/graphql?\(query)").status == status)
        }
    }

    // MARK: - Sizes

    @Test func aBodyThatIsTooLargeIsRefused() async throws {
        try await TestServer.run { server in
            let fits = request("{ hello }") + String(repeating: " ", count: 99_900)
            #expect(try await server.post(fits).status == 200)
            let answer = try await server.post(request("{ hello }") + String(repeating: " ", count: 100_001))
            #expect(answer.status == 413)
            #expect(answer.code == "REQUEST_TOO_LARGE")
        }
    }

    @Test func anAddressThatIsTooLongIsRefused() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/graphql?query=%7Bhello%7D&x=" + String(repeating: "y", count: 8000))
            #expect(answer.status == 414)
            #expect(answer.code == "REQUEST_TOO_LARGE")
        }
    }

    @Test func aHeaderThatIsTooLargeIsRefused() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/health/live", ["X-Long": String(repeating: "y", count: 20_000)])
            #expect(answer.status == 431)
            #expect(answer.code == "REQUEST_TOO_LARGE")
        }
    }

    // MARK: - What all answers have

    @Test func aRequestIdGoesInAndOut() async throws {
        try await TestServer.run { server in
            let given = try await server.post(request("{ hello }"), ["X-Request-Id": "abc-123"])
            #expect(given.headers.first(name: "X-Request-Id") == "abc-123")
            for bad in ["two words", String(repeating: "a", count: 129), "\"quoted\""] {
                let made = try await server.post("nonsense", ["X-Request-Id": bad])
                let id = try #require(made.headers.first(name: "X-Request-Id"))
                #expect(id.count == 16 && id.allSatisfy(\.isHexDigit))
            }
        }
    }

    @Test(arguments: ["/graphql?query=%7Bhello%7D", "/nowhere", "/health/live"])
    func answersAreNeitherStoredNorSniffedNorFramed(path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(path)
            #expect(answer.headers.first(name: "Cache-Control") == "no-store")
            #expect(answer.headers.first(name: "X-Content-Type-Options") == "nosniff")
            #expect(answer.headers.first(name: "Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
            #expect(answer.headers.first(name: "Date") != nil)
            #expect(answer.headers.first(name: "Server") == nil)
        }
    }

    @Test func otherPathsAreNotFound() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/nowhere")
            #expect(answer.status == 404)
            #expect(answer.code == "NOT_FOUND")
        }
    }
}
