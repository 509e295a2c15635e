import CityLinkServer
import NIOCore
import NIOHTTP1
import Testing

/// What clients do with connections that no HTTP library would do.
@Suite(.timeLimit(.minutes(3))) struct ConnectionTests {
    private static func post(_ body: String, _ headers: String = "") -> String {
        """
        POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(headers)\
        Content-Length: \(body.utf8.count)\r\n\r\n\(body)
        """
    }

    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n" }

    // MARK: - Keep-alive and pipelining

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                let first = Self.post(request("{ hello(name: \"first\") }"))
                try await connection.send(
                    first + Self.get("/health/live") + Self.post(request("mutation { add }"))
                        + Self.get("/graphql?query=%7Bviewer%7D"))
                try await connection.read(until: "anonymous -")
                let parts = ["first", "live", "\"add\":1", "anonymous -"].map {
                    connection.text.firstRange(of: $0)?.lowerBound
                }
                #expect(!parts.contains(nil))
                #expect(parts.compactMap(\.self) == parts.compactMap(\.self).sorted())
            }
        }
    }

    @Test func aConnectionIsKeptAfterARefusal() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(Self.post("nonsense"))
                try await connection.read(until: "INVALID_JSON")
                try await connection.send(Self.get("/health/live"))
                try await connection.read(until: "\"live\"")
            }
        }
    }

    @Test func aConnectionEndsWhenTheClientAsksForIt() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(Self.post(request("{ hello }"), "Connection: close\r\n"))
                let text = try await connection.readToEnd()
                #expect(text.lowercased().contains("connection: close\r\n"))
                #expect(text.hasSuffix(#"{"data":{"hello":"Hello, city!"}}"#))
            }
        }
    }

    @Test func aChunkedBodyIsRead() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(
                    """
                    POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                    Transfer-Encoding: chunked\r\n\r\n9\r\n{"query":\r\n
                    """)
                try await connection.send("d\r\n \"{ hello }\"}\r\n0\r\n\r\n")
                try await connection.read(until: "Hello, city!")
            }
        }
    }

    @Test func aClientThatAsksBeforeSendingItsBodyIsEncouraged() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                let body = request("{ hello }")
                let whole = Self.post(body, "Expect: 100-continue\r\n")
                try await connection.send(String(whole.dropLast(body.count)))
                try await connection.read(until: "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.send(body)
                try await connection.read(until: "Hello, city!")
                #expect(connection.text.contains("HTTP/1.1 200 OK"))
            }
        }
    }

    @Test func aClientThatAsksBeforeSendingTooMuchIsRefused() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(
                    """
                    POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                    Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n
                    """)
                let text = try await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 413 "))
            }
        }
    }

    // MARK: - Too large

    @Test func anEndlessBodyIsRefusedAndNotRead() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(
                    """
                    POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                    Transfer-Encoding: chunked\r\n\r\n
                    """)
                let chunk = "2710\r\n" + String(repeating: " ", count: 10_000) + "\r\n"
                for _ in 0..<11 { try await connection.send(chunk) }
                let text = try await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 413 "))
                #expect(text.contains("REQUEST_TOO_LARGE"))
            }
        }
    }

    @Test func anEndlessHeaderIsRefused() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send("GET / HTTP/1.1\r\nX-Long: " + String(repeating: "y", count: 40_000))
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 431 "))
            }
        }
    }

    @Test func aHundredHeadersAreTheMost() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                let fields = (0..<101).map { "X-\($0): 1\r\n" }.joined()
                try await connection.send("GET / HTTP/1.1\r\n\(fields)\r\n")
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 431 "))
            }
        }
    }

    @Test(arguments: [
        "NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}hello\r\n\r\n",
    ])
    func whatIsNotHTTPIsRefused(text: String) async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(text)
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 400 "))
                #expect(answer.contains("BAD_REQUEST"))
            }
        }
    }

    @Test(arguments: [
        "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
    ])
    func aBodyThatCouldEndInTwoPlacesIsRefused(headers: String) async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(
                    "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(headers)\r\n0\r\n\r\nx"
                )
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 400 "))
            }
        }
    }

    // MARK: - Too slow

    // When each limit ends is `ConnectionDeadlines`' own business, and tested there with a clock of the tests'. Here only
    // one limit is short at a time, so that a test that is itself held up cannot run into another one.

    private static func wantsRequestsAtOnce(_ configuration: inout HTTPConfiguration) {
        configuration.connections.idle = .seconds(600)
        configuration.connections.request = .milliseconds(200)
    }

    @Test func aHeaderThatDripsEndsInTime() async throws {
        try await TestServer.run(Self.wantsRequestsAtOnce) { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send("GET / HTTP/1.1\r\nX-Slow: ")
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 408 "))
                #expect(answer.contains("REQUEST_TIMEOUT"))
            }
        }
    }

    @Test func aBodyThatDripsEndsInTime() async throws {
        try await TestServer.run(Self.wantsRequestsAtOnce) { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(String(Self.post(request("mutation { add }")).dropLast(5)))
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 408 "))
                #expect(answer.contains("REQUEST_TIMEOUT"))
            }
            #expect(server.city.changes == 0)
        }
    }

    @Test func aConnectionThatSaysNothingIsClosedSilently() async throws {
        try await TestServer.run({ $0.connections.idle = .milliseconds(300) }) { server in
            try await RawConnection.open(to: server) { connection in
                let answer = try await connection.readToEnd()
                #expect(answer == "")
            }
        }
    }

    @Test func aClientThatDoesNotReadIsDisconnected() async throws {
        try await TestServer.run({ $0.connections.response = .milliseconds(200) }) { server in
            try await RawConnection.open(to: server) { connection in
                // Far more than the system buffers of both sides hold.
                let query = Self.get("/graphql?query=%7Blong(bytes:4000000)%7D")
                try await connection.send(String(repeating: query, count: 20))
                try await connection.waitUntilClosedByServer()
            }
        }
    }

    // MARK: - Clients that leave

    @Test func aClientThatLeavesCancelsItsRequest() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(Self.post(request("{ wait }")))
                await server.city.waiting.wait()
                try await connection.close()
                await server.city.cancelled.wait()
            }
        }
    }

    // MARK: - Ending

    @Test func theServerFinishesWhatItHasBegun() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(Self.post(request("{ wait }")))
                await server.city.waiting.wait()
                await server.shutDown()
                // New connections are refused as soon as it has stopped listening.
                while await RawConnection.canOpen(to: server) {}
                server.city.releaseAll()
                let answer = try await connection.readToEnd()
                #expect(answer.hasSuffix(#"{"data":{"wait":"done"}}"#))
            }
        }
    }

    @Test func idleConnectionsDoNotKeepTheServerFromEnding() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                try await connection.send(Self.get("/health/live"))
                try await connection.read(until: "\"live\"")
                await server.shutDown()
                _ = try await connection.readToEnd()
            }
        }
    }
}
