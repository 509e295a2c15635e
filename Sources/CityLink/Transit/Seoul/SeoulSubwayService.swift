/// Seoul's live subway arrivals, by station name.
package struct SeoulSubwayService: Sendable {
    package static let publicURL = "http://swopenapi.seoul.go.kr"

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

    /// The trains on their way to a station, spelled in Korean as the service spells it.
    ///
    /// - Parameters:
    ///   - stop: the station's id, which arrival ids begin with.
    ///   - lines: the lines wanted, because other stations may share the name; nil for all.
    package func arrivals(
        at stationName: String, stop: String, lines: Set<String>?
    ) async throws(UpstreamError) -> ArrivalReply {
        // The busiest transfer stations list about 30 trains.
        let url =
            "\(baseURL)/api/subway/\(key.percentEncoded)/json/realtimeStationArrival/0/99/\(stationName.percentEncoded)"
        return try await http.get(url) { bytes throws(UpstreamError) in
            try SeoulSubwayArrivals.parse(bytes, stop: stop, lines: lines, fetchedAt: now())
        }
    }
}
