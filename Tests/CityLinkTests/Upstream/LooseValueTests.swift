import Testing

@testable import CityLink

struct LooseValueTests {
    private func read(_ text: String) throws(UpstreamError) -> LooseValue { try LooseValue(reply: Array(text.utf8)) }

    @Test("numbers and strings read alike, and keep their spelling")
    func numbersAreText() throws {
        let value = try read(#"{"a": 700, "b": "700", "c": "02013", "d": 1.50, "e": 12345678901234567890123}"#)
        #expect(value["a"].string == "700")
        #expect(value["b"].int == 700)
        #expect(value["c"].string == "02013")
        #expect(value["c"].int == 2013)
        #expect(value["d"].string == "1.50")
        #expect(value["e"].string == "12345678901234567890123")
        #expect(value["e"].int == nil)
        #expect(try read(#""90.0""#).int == 90)
    }

    @Test(
        "every way to write nothing reads as nil", arguments: ["null", #""""#, #"" ""#, #""-""#, #"" - ""#, #""null""#])
    func disguisesOfMissing(text: String) throws {
        #expect(try read(text).string == nil)
        #expect(try read(text).int == nil)
        #expect(try read(text).rows.isEmpty)
    }

    @Test("one object is a list of one")
    func objectIsListOfOne() throws {
        #expect(try read(#"{"item": {"a": 1}}"#)["item"].rows.count == 1)
        #expect(try read(#"{"item": [{"a": 1}, {"a": 2}]}"#)["item"].rows.count == 2)
        #expect(try read(#"{"item": ""}"#)["item"].rows.isEmpty)
    }

    @Test("JSON escapes, surrogate pairs and careless control characters read")
    func escapes() throws {
        let value = try read("{\"a\": \"\\uD64D\\u0020\\uD83D\\uDE8C\\n\\\"\\/ raw\ttab\", \"b\": \"\\uD83D!\"}")
        #expect(value["a"] == .text("홍 🚌\n\"/ raw\ttab"))
        #expect(value["b"] == .text("\u{FFFD}!"))
    }

    @Test("XML reads into the same shape as JSON")
    func xmlReadsLikeJSON() throws {
        let xml = """
            \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
            <!-- a > b -->
            <r a="x > y"><one>1</one><none/><empty></empty><row><n>가&amp;나&#54620;&#x1F68C;</n></row>\
            <row><n><![CDATA[<b> & ]]></n></row></r>
            """
        let value = try read(xml)["r"]
        #expect(value["one"].int == 1)
        #expect(value["none"] == .missing)
        #expect(value["empty"] == .missing)
        #expect(value["row"].rows.map { $0["n"].string } == ["가&나한🚌", "<b> &"])
    }

    @Test(
        "broken replies are malformed, and say nothing of their content",
        arguments: [
            "", "   ", "{", "[1,", #"{"a" 1}"#, #"{"SECRET"#, "[1] 2", "tru", "01x", #""\x""#, #""\u12"#, "SECRET",
            "<a>", "<a></b>", "<a", "<SECRET>&nope;</SECRET>", "<a/><b/>", "x<a/>", "< >",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
        ])
    func brokenIsMalformed(text: String) {
        let error = #expect(throws: UpstreamError.self) { try LooseValue(reply: Array(text.utf8)) }
        guard case .malformed(let what) = error else {
            Issue.record("expected malformed, got \(String(describing: error))")
            return
        }
        #expect(!what.contains("SECRET"))
    }

    @Test("nesting is bounded in both formats")
    func nestingIsBounded() {
        for bomb in [String(repeating: "[", count: 100_000), String(repeating: "<a>", count: 100_000)] {
            #expect(throws: UpstreamError.self) { try LooseValue(reply: Array(bomb.utf8)) }
        }
    }

    @Test("bytes that are no UTF-8 read as replacement characters")
    func invalidUTF8() throws {
        let value = try LooseValue(reply: Array("{\"a\": \"".utf8) + [0xFF, 0xC3] + Array("\"}".utf8))
        #expect(value["a"].string?.contains("\u{FFFD}") == true)
    }
}

struct UpstreamErrorTests {
    @Test("a code never carries anything but a code", arguments: ["한글", "a b", "abc=def", "0123456789abcdefg", ""])
    func codesAreChecked(text: String) {
        #expect(UpstreamCode(text).description == "?")
    }

    @Test("transient errors are those that may pass")
    func transience() {
        #expect(UpstreamError.timedOut.isTransient)
        #expect(UpstreamError.httpStatus(503).isTransient)
        #expect(!UpstreamError.httpStatus(404).isTransient)
        #expect(!UpstreamError.badKey(code: UpstreamCode("30")).isTransient)
    }
}

struct DataGoKrReplyTests {
    private func rows(_ text: String) throws(UpstreamError) -> [LooseValue] {
        try DataGoKrReply.rows(from: Array(text.utf8))
    }

    @Test("items come as a list, as one object, without the item level, or as an empty string")
    func itemShapes() throws {
        func reply(_ items: String) -> String {
            #"{"response":{"header":{"resultCode":"00","resultMsg":"OK"},"body":{"items":\#(items),"totalCount":9}}}"#
        }
        #expect(try rows(reply(#"{"item":[{"a":1},{"a":2}]}"#)).count == 2)
        #expect(try rows(reply(#"{"item":{"a":1}}"#)).count == 1)
        #expect(try rows(reply(#"[{"a":1},{"a":2},{"a":3}]"#)).count == 3)
        #expect(try rows(reply(#""""#)).isEmpty)
        #expect(try rows(reply("[]")).isEmpty)
        #expect(try rows(reply("null")).isEmpty)
        #expect(try rows(#"{"response":{"header":{"resultCode":"03"}}}"#).isEmpty)
        let xml =
            "<response><header><resultCode>00</resultCode></header><body><items><item><a>1</a></item></items></body></response>"
        #expect(try rows(xml).count == 1)
    }

    @Test(
        "codes of both envelopes become typed errors",
        arguments: [
            ("30", UpstreamError.badKey(code: UpstreamCode("30"))), ("22", .quota(code: UpstreamCode("22"))),
            ("05", .unavailable(code: UpstreamCode("05"))), ("10", .refused(code: UpstreamCode("10"))),
        ])
    func errors(code: String, error: UpstreamError) {
        let header = "<cmmMsgHeader><errMsg>X</errMsg><returnReasonCode>\(code)</returnReasonCode></cmmMsgHeader>"
        let json = #"{"cmmMsgHeader":{"errMsg":"X","returnReasonCode":"\#(code)"}}"#
        for reply in [
            "<OpenAPI_ServiceResponse>\(header)</OpenAPI_ServiceResponse>", #"{"OpenAPI_ServiceResponse":\#(json)}"#,
            #"{"response":{"header":{"resultCode":"\#(code)"}}}"#,
        ] {
            #expect(throws: error) { try rows(reply) }
        }
    }

    @Test("a reply of neither envelope is malformed")
    func otherEnvelope() {
        #expect(throws: UpstreamError.malformed("neither a response nor a gateway error")) { try rows(#"{"a":1}"#) }
    }
}
