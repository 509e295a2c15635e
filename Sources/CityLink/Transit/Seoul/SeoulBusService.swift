/// Seoul's live bus arrivals, by the number on the stop's sign.
package struct SeoulBusService: Sendable {
    package static let publicURL = "http://ws.bus.go.kr"

    private let http: UpstreamHTTP
    private let baseURL: String
    private let key: UpstreamKey
    private let now: @Sendable () -> Timestamp

    /// `baseURL` has no slash at its end.
    package init(
        http: UpstreamHTTP, baseURL: String = publicURL, key: UpstreamKey,
        now: @escaping @Sendable () -> Timestamp = { .now() }
    ) {
        self.http = http
        self.baseURL = baseURL
        self.key = key
        self.now = now
    }

    /// The buses on their way to a stop.
    package func arrivals(at arsId: String) async throws(UpstreamError) -> ArrivalReply {
        let url =
            "\(baseURL)/api/rest/stationinfo/getStationByUid?serviceKey=\(key.percentEncoded)"
            + "&arsId=\(arsId.percentEncoded)&resultType=json"
        return try await http.get(url) { bytes throws(UpstreamError) in
            try SeoulBusArrivals.parse(bytes, stop: arsId, fetchedAt: now())
        }
    }
}
