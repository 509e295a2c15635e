/// The few commands that set up and clear a mongod, spoken directly in MongoDB's wire protocol (`OP_MSG`).
///
/// Deliberately not the `Mongo` target: its own tests run on the servers that this starts.
struct MongoWire: ~Copyable {
    private let connection: Loopback

    init(host: String = "127.0.0.1", port: Int) throws(StoreProcessError) {
        connection = try Loopback(host: host, port: port)
    }

    func isWritablePrimary() throws(StoreProcessError) -> Bool {
        let reply = try run(Command { $0.int32("hello", 1) }, on: "admin")
        return reply.contains([0x08] + Array("isWritablePrimary\0".utf8) + [1])
    }

    /// Makes the server the only member of the replica set `rs0`; harmless when it already is.
    func initiateReplicaSet(port: Int) throws(StoreProcessError) {
        let command = Command {
            $0.document("replSetInitiate") {
                $0.string("_id", "rs0")
                $0.document("members", type: 0x04) {
                    $0.document("0") {
                        $0.int32("_id", 0)
                        $0.string("host", "127.0.0.1:\(port)")
                    }
                }
            }
        }
        _ = try run(command, on: "admin")
    }

    func dropDatabase(_ name: String) throws(StoreProcessError) {
        let reply = try run(Command { $0.int32("dropDatabase", 1) }, on: name)
        let ok = [0x01] + Array("ok\0".utf8) + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        guard reply.contains(ok) else { throw .unexpectedReply(String(decoding: reply, as: UTF8.self)) }
    }

    /// The whole reply message.
    private func run(_ command: consuming Command, on database: String) throws(StoreProcessError) -> [UInt8] {
        command.string("$db", database)
        let body = littleEndian(0) + [0] + command.bytes
        let opMsg: Int32 = 2013
        let header = littleEndian(Int32(16 + body.count)) + littleEndian(1) + littleEndian(0) + littleEndian(opMsg)
        try connection.send(header + body)
        var reply = try connection.receive(atLeast: 4)
        let length = reply[..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
        if reply.count < length { reply += try connection.receive(atLeast: length - reply.count) }
        return reply
    }
}

/// Just enough of a BSON document.
private struct Command {
    private var elements: [UInt8] = []

    init(_ build: (inout Command) -> Void) { build(&self) }

    var bytes: [UInt8] { littleEndian(Int32(elements.count + 5)) + elements + [0] }

    mutating func int32(_ key: String, _ value: Int32) {
        elements += [0x10] + Array(key.utf8) + [0] + littleEndian(value)
    }

    mutating func string(_ key: String, _ value: String) {
        elements += [0x02] + Array(key.utf8) + [0] + littleEndian(Int32(value.utf8.count + 1)) + Array(value.utf8) + [0]
    }

    mutating func document(_ key: String, type: UInt8 = 0x03, _ build: (inout Command) -> Void) {
        elements += [type] + Array(key.utf8) + [0] + Command(build).bytes
    }
}

private func littleEndian(_ value: Int32) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
