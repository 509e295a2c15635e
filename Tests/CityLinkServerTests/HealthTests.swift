import Synchronization
import NIOHTTP1
import Testing

@Suite struct HealthTests {
    @Test func aLiveServerSaysSoWhateverTheStoresDo() async throws {
        try await TestServer.run(isReady: { false }) { server in
            let answer = try await server.get("/health/live")
            #expect(answer.status == 200)
            #expect(answer.contentType == "application/json; charset=utf-8")
            #expect(answer.json["status"]?.text == "live")
        }
    }

    @Test func readinessFollowsTheDatabase() async throws {
        let isReady = Flag()
        try await TestServer.run(isReady: { isReady.value }) { server in
            let before = try await server.get("/health/ready")
            #expect(before.status == 503)
            #expect(before.headers.first(name: "Retry-After") == "1")
            isReady.value = true
            let after = try await server.get("/health/ready")
            #expect(after.status == 200)
            #expect(after.json["status"]?.text == "ready")
        }
    }

    @Test func aServerThatIsEndingIsNotReady() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(to: server) { connection in
                // A second request on a connection that is still busy with the first when the end begins.
                let wait = "GET /graphql?query=%7Bwait%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
                try await connection.send(wait)
                await server.city.waiting.wait()
                try await connection.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n")
                await server.shutDown()
                server.city.releaseAll()
                let text = try await connection.readToEnd()
                #expect(text.contains("\"done\""))
                #expect(!text.contains("\"ready\""))
            }
        }
    }

    @Test func healthIsReadOnly() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("POST", "/health/live", [:], "{}")
            #expect(answer.status == 405)
            #expect(answer.headers.first(name: "Allow") == "GET, HEAD")
            let head = try await server.send("HEAD", "/health/live")
            #expect(head.status == 200)
        }
    }
}

private final class Flag: Sendable {
    private let state = Atomic(false)

    var value: Bool {
        get { state.load(ordering: .sequentiallyConsistent) }
        set { state.store(newValue, ordering: .sequentiallyConsistent) }
    }
}
