import ArgumentParser
import CityLink
import CityLinkServer
import Foundation

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API until told to stop.",
        discussion: """
            Answers GraphQL at /graphql, with a page for trying it out at /, and reports its health at /health/live and \
            /health/ready. On SIGTERM or Ctrl-C it finishes the requests it has taken, for at most 20 seconds.

            ENVIRONMENT:
              CITYLINK_HOST, CITYLINK_PORT       where to listen (127.0.0.1, 8080)
              CITYLINK_MONGODB_URL               with the database as its path: mongodb://127.0.0.1:27017/citylink
              CITYLINK_REDIS_URL                 redis://127.0.0.1:6379/0
              CITYLINK_JWT_SECRET                what tokens are signed with, at least 32 bytes …
              CITYLINK_JWT_SECRET_FILE           … or a file that holds it
              CITYLINK_SUBWAY_URL, …_SUBWAY_KEY  the city's subway arrivals and the key for them
              CITYLINK_BUS_URL, …_BUS_KEY        the city's bus arrivals and the key for them
              CITYLINK_REQUEST_TIMEOUT           seconds a request may be worked on (10)
              CITYLINK_MAX_BODY_BYTES            largest request body (100000)
              CITYLINK_MAX_CONNECTIONS           connections at once; further ones wait (10000)
              CITYLINK_MAX_COST                  what a request may cost, in the points of the schema's @cost (20000)
              CITYLINK_LOG_LEVEL                 trace, debug, info, notice, warning, error (info)
            """)

    @Option(help: "The address to listen on; 0.0.0.0 for all. [CITYLINK_HOST]")
    var host: String?

    @Option(help: "The port to listen on; 0 for any free one. [CITYLINK_PORT]")
    var port: Int?

    @Option(name: .customLong("mongodb-url"), help: "[CITYLINK_MONGODB_URL]")
    var mongodbURL: String?

    @Option(name: .customLong("redis-url"), help: "[CITYLINK_REDIS_URL]")
    var redisURL: String?

    func run() async throws {
        var environment = ProcessInfo.processInfo.environment
        environment.override("CITYLINK_HOST", host)
        environment.override("CITYLINK_PORT", port.map(String.init))
        environment.override("CITYLINK_MONGODB_URL", mongodbURL)
        environment.override("CITYLINK_REDIS_URL", redisURL)
        let http = try HTTPConfiguration(environment: environment)
        let logger = try CommandLog.start(environment)
        try await CityServer.run(
            city: try CityConfiguration(environment: environment), http: http,
            secret: try SigningSecret(environment: environment), logger: logger,
            onListening: { port in StandardOutput.write(Self.invitation(host: http.host, port: port)) })
    }

    /// Tells where the server is, and gives a first query to paste.
    private static func invitation(host: String, port: Int) -> String {
        let host =
            switch host {
            case "0.0.0.0", "::": "127.0.0.1"
            default: host.contains(":") ? "[\(host)]" : host
            }
        let query =
            "{ neighborhood(by: {code: \"1144066000\"}) { name shops(first: 3) { nodes { name rating { average count } } } } }"
        return """
            CityLink is ready at http://\(host):\(port)/graphql
            Open http://\(host):\(port)/ in a browser, or paste this into a terminal:

              curl -sG http://\(host):\(port)/graphql --data-urlencode 'query=\(query)'


            """
    }
}

extension [String: String] {
    /// An option that was given wins over the environment.
    mutating func override(_ name: String, _ value: String?) {
        if let value { self[name] = value }
    }
}
