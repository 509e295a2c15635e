import Foundation
import NIOHTTP1
import Testing

@Suite struct ExplorerTests {
    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    @Test(arguments: ["/", "/graphql", "/graphql?query=%7Bhello%7D"])
    func browsersGetAPage(path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(path, ["Accept": Self.browser])
            #expect(answer.status == 200)
            #expect(answer.contentType == "text/html; charset=utf-8")
            #expect(answer.text.hasPrefix("<!doctype html>"))
        }
    }

    @Test(arguments: ["*/*", "application/json", "application/graphql-response+json, text/html;q=0.5"])
    func programsGetAnAnswer(accept: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/graphql?query=%7Bhello%7D", ["Accept": accept])
            #expect(answer.text == #"{"data":{"hello":"Hello, city!"}}"#)
        }
    }

    @Test func thePageLoadsNothingElseAndRunsOnlyItsOwnScript() async throws {
        try await TestServer.run { server in
            let page = try await server.get("/")
            let policy = try #require(page.headers.first(name: "Content-Security-Policy"))
            #expect(policy.hasPrefix("default-src 'none'; script-src 'nonce-"))
            let nonce = try #require(policy.firstMatch(of: /script-src 'nonce-([A-Za-z0-9+\/=]+)'/)).1
            #expect(page.text.contains("<script nonce=\"\(nonce)\">"))
            #expect(page.text.contains("<style nonce=\"\(nonce)\">"))
            #expect(!page.text.contains("{{"))
            #expect(page.text.firstMatch(of: /(src|href)=|https?:|@import|url\(/) == nil)
            #expect(page.text.firstMatch(of: /\son[a-z]+=|style="/) == nil)
            let again = try await server.get("/")
            #expect(again.text != page.text)
        }
    }
}
