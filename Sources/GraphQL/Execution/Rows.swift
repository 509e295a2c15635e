/// The objects of one level: runs of values in memory, in response order, kept alive together.
///
/// - Note: `@unchecked Sendable`: the memory is written before the value is made and never again, and `owners` keeps it
///   allocated; what lies in it is Sendable, because every ``OutputValue`` is.
@usableFromInline
struct Rows: @unchecked Sendable {
    @usableFromInline
    struct Run {
        @usableFromInline let base: UnsafeRawPointer
        @usableFromInline let count: Int

        @inlinable
        init(base: UnsafeRawPointer, count: Int) {
            self.base = base
            self.count = count
        }
    }

    /// The first run stands by itself: most levels have no other, and then need no array. Empty when there are no objects.
    @usableFromInline private(set) var first: Run
    @usableFromInline private(set) var further: [Run] = []
    /// Bytes from one object to the next inside a run.
    @usableFromInline let stride: Int
    @usableFromInline private(set) var count = 0
    /// Keeps the memory.
    let owner: Owner

    /// The address of no object.
    @inlinable static var nowhere: UnsafeRawPointer { UnsafeRawPointer(bitPattern: 16)! }

    /// No objects yet, in memory that `owner` keeps.
    init(stride: Int, owner: Owner) {
        first = Run(base: Rows.nowhere, count: 0)
        self.stride = stride
        self.owner = owner
    }

    @inlinable
    init<T: Sendable>(_ values: [T]) {
        let box = ArrayBox(values)
        self.init(run: Run(base: box.base, count: values.count), stride: MemoryLayout<T>.stride, owner: box)
    }

    @inlinable
    init<T: Sendable>(single value: T) {
        let (box, base) = SingleBox<T>.holding(value)
        self.init(run: Run(base: base, count: 1), stride: MemoryLayout<T>.stride, owner: box)
    }

    /// One run of objects.
    @usableFromInline
    init(run: Run, stride: Int, owner: Owner) {
        first = run
        count = run.count
        self.stride = stride
        self.owner = owner
    }

    /// The one parent of the fields of a root type.
    static let root = Rows([Root()])

    /// How many runs there are; at least one.
    @inlinable var runCount: Int { 1 + further.count }

    @inlinable
    func run(_ index: Int) -> Run { index == 0 ? first : further[index - 1] }

    /// Adds objects that lie side by side; they extend the last run when they lie right behind it.
    @inline(__always)
    mutating func append(_ object: UnsafeRawPointer, count added: Int = 1) {
        guard added > 0 else { return }
        if count == 0 {
            first = Run(base: object, count: added)
        } else if further.isEmpty {
            if first.base + first.count * stride == object {
                first = Run(base: first.base, count: first.count + added)
            } else {
                further.append(Run(base: object, count: added))
            }
        } else if let last = further.last, last.base + last.count * stride == object {
            further[further.count - 1] = Run(base: last.base, count: last.count + added)
        } else {
            further.append(Run(base: object, count: added))
        }
        count += added
    }
}

/// Keeps memory alive that pointers refer to. Only ever retained and released.
@usableFromInline typealias Owner = AnyObject

/// An array with a stable address.
@usableFromInline
final class ArrayBox<T: Sendable> {
    @usableFromInline let values: [T]
    /// Where the elements lie. Valid while the box lives: the array is never changed, and the elements of a native array
    /// do not move.
    @usableFromInline let base: UnsafeRawPointer

    @inlinable
    init(_ values: [T]) {
        self.values = values
        base = values.withUnsafeBytes { $0.baseAddress } ?? Rows.nowhere
    }
}

/// One value with a stable address, in one allocation.
@usableFromInline
final class SingleBox<T: Sendable>: ManagedBuffer<Void, T> {
    @inlinable
    static func holding(_ value: T) -> (box: Owner, base: UnsafeRawPointer) {
        let buffer = create(minimumCapacity: 1) { _ in }
        let place = buffer.withUnsafeMutablePointerToElements { $0 }
        place.initialize(to: value)
        // `create` makes an instance of the class it is called on.
        return (unsafeDowncast(buffer, to: SingleBox<T>.self), UnsafeRawPointer(place))
    }

    deinit { withUnsafeMutablePointerToElements { _ = $0.deinitialize(count: 1) } }
}

/// The parent objects of a batch: what a resolver is called with.
///
/// A collection in response order. Its elements are read where they lie; nothing is copied before it is asked for.
public struct Parents<Element>: RandomAccessCollection, Sendable {
    @usableFromInline let rows: Rows
    /// Index of each run's first element; only made when there are several runs.
    private let starts: [Int]

    @usableFromInline
    init(_ rows: Rows) {
        self.rows = rows
        var starts: [Int] = []
        if rows.runCount > 1 {
            starts.reserveCapacity(rows.runCount)
            var total = 0
            for run in 0..<rows.runCount {
                starts.append(total)
                total += rows.run(run).count
            }
        }
        self.starts = starts
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { rows.count }

    /// - Complexity: constant in one run; otherwise logarithmic in the number of runs. Iterating is constant per element.
    @inlinable
    public subscript(position: Int) -> Element { address(position).assumingMemoryBound(to: Element.self).pointee }

    @usableFromInline
    func address(_ position: Int) -> UnsafeRawPointer {
        precondition(position >= 0 && position < rows.count, "Index out of range")
        if starts.isEmpty { return rows.first.base + position * rows.stride }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= position { low = middle } else { high = middle }
        }
        return rows.run(low).base + (position - starts[low]) * rows.stride
    }

    public struct Iterator: IteratorProtocol {
        @usableFromInline let rows: Rows
        @usableFromInline var run = 0
        /// The next element, and how many there still are in its run.
        @usableFromInline var element: UnsafeRawPointer
        @usableFromInline var rest: Int

        @inlinable
        init(_ rows: Rows) {
            self.rows = rows
            element = rows.first.base
            rest = rows.first.count
        }

        @inlinable
        public mutating func next() -> Element? {
            if rest == 0, !enterNextRun() { return nil }
            let current = element
            element += rows.stride
            rest -= 1
            return current.assumingMemoryBound(to: Element.self).pointee
        }

        @usableFromInline
        mutating func enterNextRun() -> Bool {
            run += 1
            guard run < rows.runCount else { return false }
            element = rows.run(run).base
            rest = rows.run(run).count
            return true
        }
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(rows) }
}
