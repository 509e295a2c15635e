import Synchronization

/// MongoDB's 12-byte identifier: seconds since 1970, a random number of the process, a counter.
@usableFromInline
package struct ObjectID: Hashable, Comparable, Sendable {
    private let high: UInt64
    private let low: UInt32

    init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// An identifier that no other process and no other call makes.
    ///
    /// - Parameter seconds: the creation time that the identifier carries, in seconds since 1970.
    package static func generate(at seconds: UInt32) -> ObjectID {
        let count = counter.add(1, ordering: .relaxed).newValue & 0xFF_FFFF
        let high = UInt64(seconds) << 32 | process >> 8
        return ObjectID(high: high, low: UInt32(truncatingIfNeeded: process & 0xFF) << 24 | count)
    }

    /// An identifier that carries the time of the call.
    package static func generate() -> ObjectID { generate(at: UInt32(truncatingIfNeeded: SystemTime.seconds())) }

    /// Five random bytes, as the format wants them.
    private static let process = UInt64.random(in: 0..<(1 << 40))
    private static let counter = Atomic(UInt32.random(in: 0..<(1 << 24)))

    /// When the identifier was made, in seconds since 1970.
    package var seconds: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }

    @usableFromInline
    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

// MARK: - Hexadecimal text

extension ObjectID: CustomStringConvertible {
    /// Reads 24 hexadecimal digits, in either case; nil for anything else.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 24 else { return nil }
        var high: UInt64 = 0
        var low: UInt32 = 0
        for (index, character) in hex.utf8.enumerated() {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
            default: return nil
            }
            if index < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt32(digit) }
        }
        self.init(high: high, low: low)
    }

    /// 24 lowercase hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 24) { buffer in
            for index in 0..<24 {
                let digit = UInt8(index < 16 ? high >> (60 - 4 * index) & 0xF : UInt64(low) >> (92 - 4 * index) & 0xF)
                buffer[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            return 24
        }
    }

    @usableFromInline
    package var description: String { hex }
}

// MARK: - Wire format

extension ObjectID {
    /// The bytes are big-endian, unlike everything else in BSON, so that they sort by time.
    init(at bytes: UnsafeRawPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }
}

extension ObjectID: BSONEncodable {
    @usableFromInline
    package var bsonType: BSONType { .objectID }

    @usableFromInline
    package func write(to bytes: inout [UInt8]) {
        bytes.appendRaw(high.bigEndian)
        bytes.appendRaw(low.bigEndian)
    }
}
