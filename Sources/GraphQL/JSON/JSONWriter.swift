#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes JSON into one growing block of memory.
///
/// Values are appended as they come; commas and braces are the caller's business, except in the few convenience
/// methods that custom scalars use. The writer is the only owner of its memory.
///
/// Every write first makes sure of its worst-case size plus ``slack``, so that one small value may follow without a check
/// of its own: one of the methods `…InSlack` may be called after any other. The memory is touched only between `start`
/// and `end`.
public struct JSONWriter: ~Copyable {
    /// Free bytes that every checked write leaves: more than the longest number has.
    @usableFromInline static let slack = 64

    var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var cursor: UnsafeMutablePointer<UInt8>
    var end: UnsafeMutablePointer<UInt8>

    /// - Parameter capacity: how many bytes the result is expected to have; more are made room for when needed.
    public init(capacity: Int = 4096) {
        let size = max(capacity, 256) + JSONWriter.slack
        start = JSONWriter.memory(malloc(size))
        cursor = start
        end = start + size
    }

    deinit { free(start) }

    /// What C's allocator gave. It is asked directly, because it can make room without copying.
    private static func memory(_ allocated: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<UInt8> {
        guard let allocated else { fatalError("There is no memory left.") }
        return allocated.assumingMemoryBound(to: UInt8.self)
    }

    /// Bytes written so far.
    public var count: Int { cursor - start }

    /// The bytes written so far, as a new array.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Calls `body` with the bytes written so far.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Forgets everything written after the first `count` bytes. There may be fewer: a custom scalar can put another writer
    /// in the place of the one it was given.
    @inline(__always)
    mutating func truncate(to count: Int) { cursor = start + min(count, self.count) }

    @inline(__always)
    mutating func reserve(_ size: Int) {
        if end - cursor < size + JSONWriter.slack { grow(size) }
    }

    /// Makes sure of the slack, as every checked write does.
    @inline(__always)
    mutating func reserveSlack() { reserve(0) }

    @inline(never)
    private mutating func grow(_ size: Int) {
        let used = cursor - start
        let capacity = max((end - start) * 2, used + size + JSONWriter.slack)
        start = JSONWriter.memory(realloc(start, capacity))
        cursor = start + used
        end = start + capacity
    }

    // MARK: - Raw bytes

    /// One byte.
    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        cursor.pointee = byte
        cursor += 1
    }

    /// Bytes that are JSON already.
    @inline(__always)
    mutating func raw(_ pointer: UnsafePointer<UInt8>, _ count: Int) {
        reserve(count)
        memcpy(cursor, pointer, count)
        cursor += count
    }

    /// Bytes that are JSON already and lie padded, so that whole blocks of them may be copied.
    @inline(__always)
    mutating func padded(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        reserve(count + PaddedText.padding)
        let source = UnsafeRawPointer(bytes)
        let target = UnsafeMutableRawPointer(cursor)
        var offset = 0
        repeat {
            target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self), toByteOffset: offset,
                as: SIMD16<UInt8>.self)
            offset += 16
        } while offset < count
        cursor += count
    }

    mutating func raw(_ text: StaticString) { raw(text.utf8Start, text.utf8CodeUnitCount) }

    mutating func raw(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { raw(base, $0.count) } }
    }

    // MARK: - Values

    /// `null`.
    public mutating func null() {
        reserveSlack()
        nullInSlack()
    }

    @inline(__always)
    mutating func nullInSlack() {
        UnsafeMutableRawPointer(cursor).storeBytes(of: UInt32(littleEndian: 0x6C6C_756E), as: UInt32.self)
        cursor += 4
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        reserveSlack()
        boolInSlack(value)
    }

    @inline(__always)
    mutating func boolInSlack(_ value: Bool) {
        if value {
            UnsafeMutableRawPointer(cursor).storeBytes(of: UInt32(littleEndian: 0x6575_7274), as: UInt32.self)
            cursor += 4
        } else {
            UnsafeMutableRawPointer(cursor).storeBytes(of: UInt32(littleEndian: 0x736C_6166), as: UInt32.self)
            cursor[4] = UInt8(ascii: "e")
            cursor += 5
        }
    }

    /// Any value; objects and lists included.
    public mutating func value(_ value: Value) {
        switch value {
        case .null: null()
        case .boolean(let value): bool(value)
        case .int(let value): int(value)
        case .float(let value): double(value)
        case .string(let text), .enumValue(let text): string(text)
        case .list(let items):
            byte(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { byte(UInt8(ascii: ",")) }
                self.value(item)
            }
            byte(UInt8(ascii: "]"))
        case .object(let fields):
            byte(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { byte(UInt8(ascii: ",")) }
                string(field.name)
                byte(UInt8(ascii: ":"))
                self.value(field.value)
            }
            byte(UInt8(ascii: "}"))
        }
    }
}

/// JSON text behind which ``padding`` bytes may be read.
struct PaddedText {
    static let padding = 16

    let start: UnsafePointer<UInt8>
    let count: Int
}
