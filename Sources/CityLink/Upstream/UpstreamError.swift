/// Why an upstream service gave no answer.
///
/// Upstream keys travel in URLs, so nothing here ever carries a URL, a query or free text from a reply: only codes that
/// `UpstreamCode` has checked and sentences written in this code base.
package enum UpstreamError: Error, Hashable, Sendable {
    /// The service does not accept our key. Asking again will not help.
    case badKey(code: UpstreamCode)
    /// The key's allowance is used up for now.
    case quota(code: UpstreamCode)
    /// The service says that it cannot answer at the moment; asking again later may help.
    case unavailable(code: UpstreamCode)
    /// The service understood us and refused, for instance a parameter it does not allow.
    case refused(code: UpstreamCode)
    /// The reply is not what this service is known to send.
    case malformed(String)
    /// The reply's HTTP status is neither success nor explained by its body.
    case httpStatus(Int)
    /// No complete reply within the deadline.
    case timedOut
    /// No connection, or it broke.
    case unreachable

    /// Whether the same request may well succeed in a moment.
    package var isTransient: Bool {
        switch self {
        case .unavailable, .timedOut, .unreachable: true
        case .httpStatus(let status): status >= 500 || status == 429
        case .badKey, .quota, .refused, .malformed: false
        }
    }
}

extension UpstreamError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badKey(let code): "the service does not accept our key (\(code))"
        case .quota(let code): "our allowance with the service is used up (\(code))"
        case .unavailable(let code): "the service cannot answer at the moment (\(code))"
        case .refused(let code): "the service refused the request (\(code))"
        case .malformed(let what): "the reply could not be understood: \(what)"
        case .httpStatus(let status): "the service answered with HTTP status \(status)"
        case .timedOut: "the service did not answer in time"
        case .unreachable: "the service could not be reached"
        }
    }
}

/// A short code taken from a reply, such as `ERROR-337`.
///
/// At most 16 letters, digits, `-` and `_`; anything else becomes `?`, so that no key can be carried along in it.
package struct UpstreamCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ text: String?) {
        let text = text ?? ""
        let isShortCode =
            (1...16).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        description = isShortCode ? text : "?"
    }
}
