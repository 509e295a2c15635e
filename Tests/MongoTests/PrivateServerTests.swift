import StoreProcesses
import Testing

@Suite("Private store processes")
struct PrivateServerTests {
    @Test("a killed mongod comes back on the same port")
    func restartsMongod() async throws {
        let server = try await MongoServer()
        let url = server.url
        server.kill()
        try await server.start()
        #expect(server.url == url)
    }

    @Test("every caller gets a database of its own on the shared server")
    func separatesDatabases() async throws {
        try await SharedStores.withDatabase { url, first in
            try await SharedStores.withDatabase { sameURL, second in
                #expect(url == sameURL)
                #expect(first != second)
            }
        }
    }
}
