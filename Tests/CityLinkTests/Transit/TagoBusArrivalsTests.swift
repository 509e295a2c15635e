import Testing

@testable import CityLink

struct TagoBusArrivalsTests {
    private let fetchedAt = Timestamp(koreanLocal: "2026-11-23 09:15:30") ?? Timestamp(millisecondsSince1970: 0)

    private func parse(_ items: String) throws(UpstreamError) -> [BusArrival] {
        let reply = #"{"response":{"header":{"resultCode":"00"},"body":{"items":\#(items),"totalCount":3}}}"#
        return try TagoBusArrivals.parse(Array(reply.utf8), stop: "JNB1", fetchedAt: fetchedAt).bus
    }

    private let near = """
        {"arrprevstationcnt":2,"arrtime":141,"nodeid":"JNB1","routeid":"JNR7","routeno":300,"routetp":"간선버스",\
        "vehicletp":"저상버스"}
        """
    private let far = """
        {"arrprevstationcnt":"9","arrtime":"777","nodeid":"JNB1","routeid":"JNR7","routeno":300,"routetp":"간선버스",\
        "vehicletp":"일반차량"}
        """

    @Test("one row is one bus, and rows are sorted by time")
    func rows() throws {
        let buses = try parse(#"{"item":[\#(far),\#(near)]}"#)
        #expect(buses.map(\.id) == ["JNB1:JNR7:1", "JNB1:JNR7:2"])
        #expect(buses.map { $0.arrivesAt?.seconds(since: fetchedAt) } == [141, 777])
        #expect(buses.map(\.stopsAway) == [2, 9])
        #expect(buses.map(\.lowFloor) == [true, false])
        #expect(buses.map(\.routeNumber) == ["300", "300"])
        #expect(buses.map(\.routeKind) == [.trunk, .trunk])
        #expect(buses.allSatisfy { $0.destination == nil && $0.status == .running })
    }

    @Test("one bus is an object, none is an empty string")
    func oneAndNone() throws {
        #expect(try parse(#"{"item":\#(near)}"#).count == 1)
        #expect(try parse(#""""#).isEmpty)
    }

    @Test("zero seconds are unknown, not now")
    func zeroSeconds() throws {
        let bus = try #require(try parse(#"{"item":{"routeno":"N5","arrtime":0}}"#).first)
        #expect(bus.arrivesAt == nil)
        #expect(bus.status == .unknown)
    }

    @Test("a gateway error reads in XML though JSON was asked for")
    func gatewayError() {
        let reply =
            "<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>22</returnReasonCode></cmmMsgHeader>"
            + "</OpenAPI_ServiceResponse>"
        #expect(throws: UpstreamError.quota(code: UpstreamCode("22"))) {
            try TagoBusArrivals.parse(Array(reply.utf8), stop: "JNB1", fetchedAt: fetchedAt)
        }
    }
}
