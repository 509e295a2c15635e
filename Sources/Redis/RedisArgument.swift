import NIOCore

/// One word of a command: its name, a key, an option or a value. Any bytes are allowed, nothing is escaped.
package enum RedisArgument: Sendable, Hashable {
    case string(String)
    case bytes([UInt8])
    case integer(Int)
}

extension RedisArgument: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
}

extension ByteBuffer {
    /// Appends a command in the form that servers read: an array of length-prefixed strings.
    mutating func writeRedisCommand(_ arguments: [RedisArgument]) {
        writeRedisLength(arguments.count, marker: UInt8(ascii: "*"))
        for argument in arguments {
            switch argument {
            case .bytes(let bytes):
                writeRedisLength(bytes.count, marker: UInt8(ascii: "$"))
                writeBytes(bytes)
            case .string(let string):
                writeRedisLength(string.utf8.count, marker: UInt8(ascii: "$"))
                writeString(string)
            case .integer(let integer):
                let digits = String(integer)
                writeRedisLength(digits.utf8.count, marker: UInt8(ascii: "$"))
                writeString(digits)
            }
            writeStaticString("\r\n")
        }
    }

    private mutating func writeRedisLength(_ length: Int, marker: UInt8) {
        writeInteger(marker)
        writeString(String(length))
        writeStaticString("\r\n")
    }
}
