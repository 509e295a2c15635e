/// The objects of one level: runs of values in memory, in response order, kept alive together.
///
/// - Note: `@unchecked Sendable`: the memory is written before the value is made and never again, and `owners` keeps it
///   allocated; what lies in it is Sendable, because every ``OutputValue`` is.
struct Rows: @unchecked Sendable {
    struct Run {
        let base: UnsafeRawPointer
        let count: Int
    }

    private(set) var runs: [Run] = []
    /// Bytes from one object to the next inside a run.
    let stride: Int
    private(set) var count = 0
    private let owners: Owners

    /// No objects yet, in memory that `owner` keeps.
    init(stride: Int, owner: Owners) {
        self.stride = stride
        owners = owner
    }

    init<T: Sendable>(_ values: [T]) {
        let box = ArrayBox(values)
        self.init(stride: MemoryLayout<T>.stride, owner: Owners(box))
        if let base = box.base { append(base, count: values.count) }
    }

    var owner: Owners { owners }

    /// Adds one object; it extends the last run when it lies right behind it.
    @inline(__always)
    mutating func append(_ object: UnsafeRawPointer, count added: Int = 1) {
        guard added > 0 else { return }
        if let last = runs.last, last.base + last.count * stride == object {
            runs[runs.count - 1] = Run(base: last.base, count: last.count + added)
        } else {
            runs.append(Run(base: object, count: added))
        }
        count += added
    }
}

/// Keeps memory alive that pointers refer to.
final class Owners: @unchecked Sendable {
    // Immutable; only ever retained and released.
    private let owned: AnyObject
    private let further: Owners?

    init(_ owned: AnyObject, further: Owners? = nil) {
        self.owned = owned
        self.further = further
    }
}

/// An array with a stable address.
final class ArrayBox<T> {
    private let values: [T]
    /// Where the elements lie; `nil` for an empty array. Valid while the box lives: the array is never changed, and the
    /// elements of a native array do not move.
    let base: UnsafeRawPointer?

    init(_ values: [T]) {
        self.values = values
        base = values.isEmpty ? nil : values.withUnsafeBytes { $0.baseAddress }
    }
}

/// The parent objects of a batch: what a resolver is called with.
///
/// A collection in response order. Its elements are read where they lie; nothing is copied before it is asked for.
public struct Parents<Element>: RandomAccessCollection, Sendable {
    private let rows: Rows
    /// Index of each run's first element; only made when there are several runs.
    private let starts: [Int]

    init(_ rows: Rows) {
        self.rows = rows
        var starts: [Int] = []
        if rows.runs.count > 1 {
            starts.reserveCapacity(rows.runs.count)
            var total = 0
            for run in rows.runs {
                starts.append(total)
                total += run.count
            }
        }
        self.starts = starts
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { rows.count }

    /// - Complexity: constant in one run; otherwise logarithmic in the number of runs. Iterating is constant per element.
    public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < rows.count, "Index out of range")
        var run = 0
        var offset = position
        if !starts.isEmpty {
            var low = 0
            var high = starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= position { low = middle } else { high = middle }
            }
            run = low
            offset = position - starts[low]
        }
        return (rows.runs[run].base + offset * rows.stride).assumingMemoryBound(to: Element.self).pointee
    }

    public struct Iterator: IteratorProtocol {
        fileprivate let rows: Rows
        fileprivate var run = 0
        fileprivate var offset = 0

        public mutating func next() -> Element? {
            guard run < rows.runs.count else { return nil }
            let current = rows.runs[run]
            let element = (current.base + offset * rows.stride).assumingMemoryBound(to: Element.self).pointee
            offset += 1
            if offset == current.count {
                run += 1
                offset = 0
            }
            return element
        }
    }

    public func makeIterator() -> Iterator { Iterator(rows: rows) }
}
