import Testing

@testable import Redis

@Suite struct ReplyReaderTests {
    @Test(
        arguments: [
            ("+OK\r\n", RedisValue.status("OK")),
            ("-ERR no\r\n", .error(RedisServerError(message: "ERR no"))),
            (":-42\r\n", .integer(-42)),
            (":9223372036854775807\r\n", .integer(.max)),
            ("$5\r\na\r\nb\0\r\n", .bytes(Array("a\r\nb\0".utf8))),
            ("$0\r\n\r\n", .bytes([])),
            ("$-1\r\n", .null),
            ("*-1\r\n", .null),
            ("*0\r\n", .array([])),
            (
                "*4\r\n:1\r\n*2\r\n$1\r\nx\r\n*0\r\n$-1\r\n-NO\r\n",
                .array([.integer(1), .array([.bytes([120]), .array([])]), .null, .error(.init(message: "NO"))])
            ),
        ] as [(String, RedisValue)]
    )
    func `Each kind of reply becomes its value`(text: String, value: RedisValue) throws {
        #expect(try read([Array(text.utf8)]) == [value])
    }

    @Test func `Replies are the same however their bytes are cut`() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            let values = (0..<Int.random(in: 1...8, using: &random)).map { _ in randomValue(depth: 0, &random) }
            let bytes = values.flatMap(encode)
            #expect(try read([bytes]) == values)
            #expect(try read(cut(bytes, &random)) == values)
        }
    }

    @Test func `No bytes make the reader trap`() {
        var random = SeededRandom(seed: 2)
        let alphabet = Array("+-:$*0123456789\r\n\r\n\r\nab".utf8) + [0, 0xFF]
        for round in 0..<30_000 {
            var bytes: [UInt8]
            switch round % 3 {
            case 0:
                bytes = (0..<Int.random(in: 1...64, using: &random)).map { _ in .random(in: 0...255, using: &random) }
            case 1:
                bytes = (0..<Int.random(in: 1...64, using: &random)).map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                }
            default:
                bytes = encode(randomValue(depth: 0, &random)) + encode(randomValue(depth: 0, &random))
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                }
            }
            // Replies, patience or an error: anything but a trap.
            _ = try? read(cut(bytes, &random), limit: 4096)
        }
    }

    @Test(arguments: ["?what\r\n", ":12a\r\n", "$x\r\n", "$-2\r\n", "*-7\r\n", "*99999999999\r\n", "\0\0\0\0"])
    func `What is not the protocol is a violation`(text: String) {
        let error = #expect(throws: RedisError.self) { try read([Array(text.utf8)]) }
        #expect(error?.kind == .protocolViolation)
    }

    @Test func `Arrays nested deeper than the parser can hold are a violation`() {
        let error = #expect(throws: RedisError.self) {
            try read([Array((String(repeating: "*1\r\n", count: 40) + ":1\r\n").utf8)])
        }
        #expect(error?.kind == .protocolViolation)
    }

    @Test func `Replies before a violation are kept`() {
        let reader = ReplyReader(limit: 1000)
        var replies: [RedisValue] = []
        #expect(throws: RedisError.self) {
            try Array(":1\r\n:2\r\n!".utf8).withUnsafeBytes { try reader.read($0, into: &replies) }
        }
        #expect(replies == [.integer(1), .integer(2)])
    }

    @Test func `A reply within the limit passes however many went before it`() throws {
        let reply = "$800\r\n" + String(repeating: "x", count: 800) + "\r\n"
        #expect(try read([Array(String(repeating: reply, count: 20).utf8)], limit: 1000).count == 20)
    }

    @Test(
        arguments: [
            "$5000\r\n" + String(repeating: "x", count: 5000) + "\r\n",
            "$5000\r\n" + String(repeating: "x", count: 1200),
            "+" + String(repeating: "x", count: 1200),
            "*100\r\n" + String(repeating: "$0\r\n\r\n", count: 100),
            "*2147483647\r\n" + String(repeating: ":1\r\n", count: 20),
        ]
    )
    func `A reply that needs more memory than the limit is refused, finished or not`(text: String) {
        #expect(throws: RedisError.replyTooLarge(limit: 1000)) { try read([Array(text.utf8)], limit: 1000) }
    }

    @Test func `An announced size reserves nothing`() throws {
        #expect(try read([Array("*2147483647\r\n".utf8)]) == [])
        #expect(try read([Array("$4611686018427387904\r\nabc".utf8)]) == [])
        #expect(try read([Array("$9223372036854775807\r\nabc".utf8)]) == [])
    }

    // MARK: Helpers

    private func read(_ parts: [[UInt8]], limit: Int = 1 << 20) throws -> [RedisValue] {
        let reader = ReplyReader(limit: limit)
        var replies: [RedisValue] = []
        for part in parts { try part.withUnsafeBytes { try reader.read($0, into: &replies) } }
        return replies
    }

    private func cut(_ bytes: [UInt8], _ random: inout SeededRandom) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...7, using: &random)
            parts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return parts
    }

    private func randomValue(depth: Int, _ random: inout SeededRandom) -> RedisValue {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &random) {
        case 0: .null
        case 1: .integer(.random(in: .min ... .max, using: &random))
        case 2: .status("S\(UInt16.random(in: 0...999, using: &random))")
        case 3: .error(RedisServerError(message: "ERR \(UInt16.random(in: 0...999, using: &random))"))
        case 4: .bytes((0..<Int.random(in: 0...20, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        default: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth + 1, &random) })
        }
    }

    private func encode(_ value: RedisValue) -> [UInt8] {
        switch value {
        case .null: Array("$-1\r\n".utf8)
        case .integer(let integer): Array(":\(integer)\r\n".utf8)
        case .status(let text): Array("+\(text)\r\n".utf8)
        case .error(let error): Array("-\(error.message)\r\n".utf8)
        case .bytes(let bytes): Array("$\(bytes.count)\r\n".utf8) + bytes + Array("\r\n".utf8)
        case .array(let values): Array("*\(values.count)\r\n".utf8) + values.flatMap(encode)
        }
    }
}
