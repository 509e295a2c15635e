/// The values of one field for all objects of a level, where the resolver's array holds them.
@usableFromInline
struct Column: Sendable {
    let rows: Rows
    /// Whether the values are `Optional` because some failed.
    let isOptionalized: Bool
    /// By row, the failures; those rows hold nil. Nil when there are none.
    let failures: [Int: any Error]?

    @inlinable
    init<Value: OutputValue>(_ values: [Value]) { self.init(Rows(values)) }

    /// The column of a root field, which has one parent.
    @inlinable
    init<Value: OutputValue>(single value: Value) { self.init(Rows(single: value)) }

    @usableFromInline
    init(_ rows: Rows) {
        self.rows = rows
        isOptionalized = false
        failures = nil
    }

    @usableFromInline
    init<Value: OutputValue>(results: [Result<Value, any Error>]) {
        var values: [Value?] = []
        values.reserveCapacity(results.count)
        var failures: [Int: any Error] = [:]
        for (row, result) in results.enumerated() {
            switch result {
            case .success(let value): values.append(value)
            case .failure(let error):
                values.append(nil)
                failures[row] = error
            }
        }
        rows = Rows(values)
        isOptionalized = true
        self.failures = failures.isEmpty ? nil : failures
    }
}
