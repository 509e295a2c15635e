import GraphQL
import HTTPTypes

/// What a GraphQL response is sent as.
/// [GraphQL over HTTP, Media Types](https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types)
enum ResponseMediaType: String, CaseIterable {
    case graphQLResponse = "application/graphql-response+json"
    /// For clients that know nothing else. Only successes carry it: an error in plain JSON might be anybody's.
    case json = "application/json"

    var contentType: String { rawValue + "; charset=utf-8" }

    /// The client's favourite; between equals, and without an `Accept` header, the first one above.
    init(accept: String?) throws(Refusal) {
        guard let accept else {
            self = .graphQLResponse
            return
        }
        let ranges = MediaRange.parse(accept)
        var best: (type: ResponseMediaType, quality: Double)?
        for type in ResponseMediaType.allCases {
            let quality = MediaRange.quality(of: type.rawValue, in: ranges)
            if quality > best?.quality ?? 0 { best = (type, quality) }
        }
        guard let best else {
            throw Refusal(
                status: .notAcceptable, code: .notAcceptable,
                message: "Answers come as application/graphql-response+json or application/json; "
                    + "the Accept header allows neither.")
        }
        self = best.type
    }
}

/// One entry of an `Accept` header. [RFC 9110, 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)
struct MediaRange {
    var type: Substring
    var subtype: Substring
    /// From 0, which forbids, to 1.
    var quality: Double

    /// Entries that make no sense are left out.
    static func parse(_ header: String) -> [MediaRange] {
        header.lowercased().split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: ";").map { $0.trimmingSpace() }
            guard let names = parts.first?.split(separator: "/", omittingEmptySubsequences: false), names.count == 2
            else { return nil }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
            return MediaRange(type: names[0], subtype: names[1], quality: min(max(quality ?? 1, 0), 1))
        }
    }

    /// The quality that the most specific matching range gives; 0 without one.
    static func quality(of mediaType: String, in ranges: [MediaRange]) -> Double {
        let names = mediaType.split(separator: "/")
        var best = (specificity: -1, quality: 0.0)
        for range in ranges {
            let specificity: Int
            switch (range.type, range.subtype) {
            case (names[0], names[1]): specificity = 2
            case (names[0], "*"): specificity = 1
            case ("*", "*"): specificity = 0
            default: continue
            }
            if specificity > best.specificity { best = (specificity, range.quality) }
        }
        return best.quality
    }
}

extension Substring {
    func trimmingSpace() -> Substring {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return self[endIndex...] }
        return self[first...last]
    }
}

/// The media type of a request's body.
enum RequestMediaType {
    /// Refuses everything but JSON in UTF-8.
    ///
    /// This is what keeps forms on other people's pages out: a browser sends `application/json` to another origin only
    /// after asking that origin.
    static func check(_ headers: HTTPFields) throws(Refusal) {
        if let coding = headers[.contentEncoding], coding.lowercased() != "identity" {
            throw unsupported(
                "Send the body as it is: Content-Encoding \"\(coding)\" is not supported.",
                [.acceptEncoding: "identity"])
        }
        guard let contentType = headers[.contentType] else {
            throw unsupported("Say what the body is: Content-Type: application/json.", acceptPost)
        }
        let parts = contentType.lowercased().split(separator: ";").map { $0.trimmingSpace() }
        guard parts.first == "application/json" else {
            throw unsupported("Send the body as application/json; \"\(contentType)\" is not supported.", acceptPost)
        }
        for parameter in parts.dropFirst() where parameter.hasPrefix("charset=") {
            let charset = parameter.dropFirst("charset=".count).filter { $0 != "\"" }
            guard charset == "utf-8" || charset == "utf8" else {
                throw unsupported("Send the body in UTF-8; charset \"\(charset)\" is not supported.", acceptPost)
            }
        }
    }

    private static func unsupported(_ message: String, _ headers: HTTPFields) -> Refusal {
        Refusal(status: .unsupportedMediaType, code: .unsupportedMediaType, message: message, headers: headers)
    }

    private static let acceptPost: HTTPFields = [.acceptPost: "application/json"]
}

extension HTTPField.Name {
    static let acceptPost = HTTPField.Name("Accept-Post")!
}
