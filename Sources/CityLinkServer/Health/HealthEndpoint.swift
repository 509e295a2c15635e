import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Whether the server is about to end, and so wants no new requests.
final class Drain: Sendable {
    private let begun = Atomic(false)

    var hasBegun: Bool { begun.load(ordering: .relaxed) }

    func begin() { begun.store(true, ordering: .relaxed) }
}

/// `/health/live` and `/health/ready`, for whatever starts, restarts and routes to servers.
struct HealthEndpoint: Sendable {
    let drain: Drain
    let isReady: @Sendable () -> Bool

    /// Alive as long as it can say so. Never asks a store: restarting a server does not heal a database.
    var live: Response { Self.response(.ok, "live") }

    /// Whether requests should be sent here.
    var ready: Response {
        if drain.hasBegun { return Self.response(.serviceUnavailable, "draining") }
        return isReady() ? Self.response(.ok, "ready") : Self.response(.serviceUnavailable, "database unavailable")
    }

    private static func response(_ status: HTTPResponse.Status, _ state: String) -> Response {
        var headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        if status == .serviceUnavailable { headers[.retryAfter] = "1" }
        let body = ByteBuffer(string: "{\"status\":\"\(state)\"}\n")
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
