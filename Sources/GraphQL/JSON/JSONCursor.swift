/// The place in a ``JSONWriter``'s memory where the next byte goes.
///
/// A loop that writes many small values keeps one in a register and hands it from call to call; it gives it back to the
/// writer before it does anything else with that. Nothing here looks whether there is room: the caller has made sure of
/// it, with ``JSONWriter/room(for:at:)``.
struct JSONCursor {
    var place: UnsafeMutablePointer<UInt8>

    @inline(__always)
    init(_ place: UnsafeMutablePointer<UInt8>) { self.place = place }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        place.pointee = byte
        place += 1
    }

    @inline(__always)
    mutating func null() {
        UnsafeMutableRawPointer(place).storeBytes(of: UInt32(littleEndian: 0x6C6C_756E), as: UInt32.self)
        place += 4
    }

    @inline(__always)
    mutating func bool(_ value: Bool) {
        if value {
            UnsafeMutableRawPointer(place).storeBytes(of: UInt32(littleEndian: 0x6575_7274), as: UInt32.self)
            place += 4
        } else {
            UnsafeMutableRawPointer(place).storeBytes(of: UInt32(littleEndian: 0x736C_6166), as: UInt32.self)
            place[4] = UInt8(ascii: "e")
            place += 5
        }
    }

    /// JSON text that lies padded, so that whole blocks of it may be copied. Needs room for the padding as well.
    @inline(__always)
    mutating func padded(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let source = UnsafeRawPointer(bytes)
        let target = UnsafeMutableRawPointer(place)
        var offset = 0
        repeat {
            target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self), toByteOffset: offset,
                as: SIMD16<UInt8>.self)
            offset += 16
        } while offset < count
        place += count
    }
}

/// JSON text behind which ``padding`` bytes may be read.
struct PaddedText {
    static let padding = 16

    let start: UnsafePointer<UInt8>
    let count: Int
}
