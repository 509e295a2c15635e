@testable import GraphQL

/// A value that was read is written as a text that is read as the same value.
func checkJSON(_ bytes: [UInt8]) {
    let value: Value
    do {
        value = try Value(json: bytes)
    } catch {
        expect((0...bytes.count).contains(error.offset), "an error at byte \(error.offset)")
        expectReadable(error.message)
        return
    }
    expectRoundTrip(value)
}

/// - Returns: the value as JSON.
@discardableResult
func expectRoundTrip(_ value: Value) -> [UInt8] {
    let written = json(value)
    let again = unfailing("what was written is no JSON: \(String(decoding: written, as: UTF8.self))") {
        try Value(json: written, maximumDepth: .max)
    }
    expectEqual(again.withFloats, value.withFloats, "a value is read as another one")
    expectEqual(json(again), written, "a value is written differently when it was read again")
    return written
}

private func json(_ value: Value) -> [UInt8] {
    var writer = JSONWriter(capacity: 0)
    writer.value(value)
    return writer.bytes
}

extension Value {
    /// JSON has one kind of number: a float that is whole is written without a fraction.
    fileprivate var withFloats: Value {
        switch self {
        case .float(let number): Int(exactly: number).map(Value.int) ?? self
        case .list(let items): .list(items.map(\.withFloats))
        case .object(let fields): .object(fields.map { ObjectField($0.name, $0.value.withFloats) })
        case .enumValue(let name): .string(name)
        default: self
        }
    }
}
