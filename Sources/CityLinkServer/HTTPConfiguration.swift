package import CityLink

/// Where and within which limits requests are answered.
package struct HTTPConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0 for any free one.
    package var port = 8080
    /// Further connections wait until one ends.
    package var maximumConnections = 10_000
    package var requests = RequestLimits()
    package var connections = ConnectionLimits()

    package init() {}

    /// Reads `CITYLINK_HOST`, `CITYLINK_PORT`, `CITYLINK_REQUEST_TIMEOUT` (seconds), `CITYLINK_MAX_BODY_BYTES` and
    /// `CITYLINK_MAX_CONNECTIONS`.
    package init(environment: [String: String]) throws(ConfigurationError) {
        func number(_ name: String, _ range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw ConfigurationError(
                    "\(name) is \"\(text)\"; it must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return number
        }
        if let host = environment["CITYLINK_HOST"], !host.isEmpty { self.host = host }
        if let port = try number("CITYLINK_PORT", 0...65535) { self.port = port }
        if let seconds = try number("CITYLINK_REQUEST_TIMEOUT", 1...3600) { requests.requestTime = .seconds(seconds) }
        if let bytes = try number("CITYLINK_MAX_BODY_BYTES", 1024...100_000_000) { requests.bodyBytes = bytes }
        if let connections = try number("CITYLINK_MAX_CONNECTIONS", 1...1_000_000) { maximumConnections = connections }
    }
}

package struct RequestLimits: Sendable {
    /// How long a request may be worked on.
    package var requestTime: Duration = .seconds(10)
    package var bodyBytes = 100_000
    /// The path and the query of the address.
    package var targetBytes = 8_000

    package init() {}
}
