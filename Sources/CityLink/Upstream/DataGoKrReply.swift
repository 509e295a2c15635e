/// The two envelopes of the data.go.kr gateway, shared by the services behind it.
package enum DataGoKrReply {
    /// The rows of a reply; none when nothing was found, which is not a failure.
    package static func rows(from reply: [UInt8]) throws(UpstreamError) -> [LooseValue] {
        let value = try LooseValue(reply: reply)
        try throwGatewayError(in: value)
        let response = value["response"]
        guard case .object = response, let code = response["header"]["resultCode"].string else {
            throw .malformed("neither a response nor a gateway error")
        }
        switch Int(code) {
        case 0: break
        case 3: return []
        default: throw error(code: code)
        }
        let items = response["body"]["items"]
        // Some services leave the `item` level out.
        if case .list(let rows) = items { return rows }
        return items["item"].rows
    }

    /// The envelope in which the gateway itself refuses a request before the service sees it, in JSON or XML.
    package static func throwGatewayError(in value: LooseValue) throws(UpstreamError) {
        let header = value["OpenAPI_ServiceResponse"]["cmmMsgHeader"]
        guard case .object = header else { return }
        // Older replies carry the code in returnAuthMsg.
        throw error(code: header["returnReasonCode"].string ?? header["returnAuthMsg"].string)
    }

    /// The reason codes are the same numbers in both envelopes.
    static func error(code: String?) -> UpstreamError {
        let short = UpstreamCode(code)
        return switch code.flatMap({ Int($0) }) {
        case 20, 30, 31, 32, 33: .badKey(code: short)
        case 21, 22: .quota(code: short)
        case 1, 2, 4, 5: .unavailable(code: short)
        case .some: .refused(code: short)
        case nil: .unavailable(code: short)
        }
    }
}
