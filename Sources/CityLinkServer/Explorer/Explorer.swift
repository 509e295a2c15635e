import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The page on which people try the API: one document that loads nothing else.
struct Explorer: Sendable {
    private let parts: [String]

    init() {
        // The style and the script carry a value that is different each time, and that nothing injected could know.
        parts = String(decoding: PackageResources.explorer_html, as: UTF8.self).components(separatedBy: "{{nonce}}")
    }

    /// Whether a client asks for a page rather than for data, as browsers do when somebody follows a link.
    static func isWanted(by request: Request) -> Bool {
        guard let accept = request.headers[.accept] else { return false }
        let ranges = MediaRange.parse(accept)
        guard ranges.contains(where: { ($0.type, $0.subtype) == ("text", "html") }) else { return false }
        let html = MediaRange.quality(of: "text/html", in: ranges)
        return html > 0 && ResponseMediaType.allCases.allSatisfy { MediaRange.quality(of: $0.rawValue, in: ranges) < html }
    }

    var response: Response {
        let nonce = Data((0..<18).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
        let policy =
            "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy],
            body: ResponseBody(byteBuffer: ByteBuffer(string: parts.joined(separator: nonce))))
    }
}
