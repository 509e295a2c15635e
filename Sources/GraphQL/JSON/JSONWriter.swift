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
/// methods that custom scalars use. The writer is the only owner of its memory, which ``finish()`` hands on.
///
/// Every write first makes sure of its worst-case size plus ``slack``, so that one small value may follow without a check
/// of its own. The memory is touched only between `start` and `end`.
public struct JSONWriter: ~Copyable {
    /// Free bytes that every checked write leaves: more than the longest number has.
    static let slack = 64

    private var start: UnsafeMutablePointer<UInt8>
    var cursor: JSONCursor
    private var end: UnsafeMutablePointer<UInt8>

    /// - Parameter capacity: how many bytes the result is expected to have; more are made room for when needed.
    public init(capacity: Int = 4096) {
        let size = max(capacity, 256) + JSONWriter.slack
        start = JSONWriter.memory(malloc(size))
        cursor = JSONCursor(start)
        end = start + size
    }

    deinit { free(start) }

    /// What C's allocator gave. It is asked directly, because it can make room without copying.
    private static func memory(_ allocated: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<UInt8> {
        guard let allocated else { fatalError("There is no memory left.") }
        return allocated.assumingMemoryBound(to: UInt8.self)
    }

    /// Bytes written so far.
    public var count: Int { cursor.place - start }

    /// The bytes written so far, as a new array.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Calls `body` with the bytes written so far.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Forgets everything written after the first `count` bytes.
    @inline(__always)
    mutating func truncate(to count: Int) { cursor = JSONCursor(start + count) }

    @inline(__always)
    mutating func reserve(_ size: Int) {
        if end - cursor.place < size + JSONWriter.slack { grow(size) }
    }

    /// Makes sure of room for `size` bytes and the slack at a cursor that somebody else moves.
    ///
    /// - Returns: the cursor; the text may have moved.
    @inline(__always)
    mutating func room(for size: Int, at cursor: JSONCursor) -> JSONCursor {
        if end - cursor.place >= size + JSONWriter.slack { return cursor }
        self.cursor = cursor
        grow(size)
        return self.cursor
    }

    @inline(never)
    private mutating func grow(_ size: Int) {
        let used = count
        let capacity = max((end - start) * 2, used + size + JSONWriter.slack)
        start = JSONWriter.memory(realloc(start, capacity))
        cursor = JSONCursor(start + used)
        end = start + capacity
    }

    // MARK: - Raw bytes

    /// One byte.
    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        cursor.byte(byte)
    }

    /// Bytes that are JSON already.
    @inline(__always)
    mutating func raw(_ pointer: UnsafePointer<UInt8>, _ count: Int) {
        reserve(count)
        memcpy(cursor.place, pointer, count)
        cursor.place += count
    }

    mutating func raw(_ text: StaticString) { raw(text.utf8Start, text.utf8CodeUnitCount) }

    mutating func raw(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { raw(base, $0.count) } }
    }

    // MARK: - Values

    public mutating func null() {
        reserve(0)
        cursor.null()
    }

    public mutating func bool(_ value: Bool) {
        reserve(0)
        cursor.bool(value)
    }

    /// A whole number.
    public mutating func int(_ value: Int) {
        reserve(0)
        cursor.int(value)
    }

    /// A finite number, as short as it can be and still read back as the same number. Whole numbers have no fraction.
    ///
    /// The caller has checked that the value is finite.
    public mutating func double(_ value: Double) {
        reserve(0)
        cursor.double(value)
    }

    /// A string in quotes, escaped as JSON wants it.
    public mutating func string(_ text: String) { cursor = string(text, at: cursor) }

    /// Any value; objects and lists included.
    public mutating func value(_ value: Value) {
        switch value {
        case .null: null()
        case .boolean(let value): bool(value)
        case .int(let value): int(value)
        case .float(let value): if value.isFinite { double(value) } else { null() }
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
