/// A field of an object type, and how its values are had: from a stored property, or from a function that is called
/// once for all objects of a level.
///
/// ```swift
/// ObjectType<Shop, City>("Shop") {
///     Field("name", \.name)
///     Field("isOpen", Argument("at", Timestamp?.self)) { shops, city, at in
///         shops.map { $0.isOpen(at: at ?? city.now) }
///     }
///     Field("reviews", Argument("first", Int.self)) { shops, city, first in
///         try await city.reviews.newest(first, of: shops.map(\.id))
///     }
/// }
/// ```
///
/// A function gets N parents and returns N results in the same order; anything else is reported as an error of that
/// field. It returns plain values, or `Result`s where single objects can fail; what it throws fails all N.
public struct Field<Parent: OutputValue, Context: Sendable>: Sendable {
    let binding: FieldBinding
}

/// A ``Field`` without its types.
struct FieldBinding: Sendable {
    let name: String
    let arguments: [(name: String, shape: InputShape)]
    let shape: OutputShape
    /// The shape of a column in which single values failed.
    let optionalShape: OutputShape
    let resolver: Resolver
    /// Makes the arguments' Swift values, given the coerced values in the order of ``arguments``.
    let readArguments: (@Sendable ([Value?]) throws -> any ReadArguments)?
}

enum Resolver: Sendable {
    /// The value lies this many bytes into the parent.
    case stored(offset: Int)
    case sync(@Sendable (Batch) throws -> Column)
    case async(@Sendable (Batch) async throws -> Column)
}

/// One call of a resolver: all parents of a level.
struct Batch: Sendable {
    let rows: Rows
    let arguments: (any ReadArguments)?
    /// A ``ContextBox`` of the schema's `Context` type.
    let context: AnyContext
    let field: FieldPlan
    /// The schema as the caller sees it.
    let schema: Schema
}

/// The Swift values of a field's arguments: an ``ArgumentValues`` of the field's own types.
protocol ReadArguments: AnyObject, Sendable {}

final class ArgumentValues<each Input: InputValue>: ReadArguments {
    let values: (repeat each Input)

    init(_ values: (repeat each Input)) { self.values = values }
}

extension FieldBinding {
    /// Reads declared arguments; `nil` where there are none.
    static func reader<each Input: InputValue>(
        _ arguments: repeat Argument<each Input>
    ) -> (shapes: [(name: String, shape: InputShape)], read: (@Sendable ([Value?]) throws -> any ReadArguments)?) {
        var shapes: [(name: String, shape: InputShape)] = []
        for argument in repeat each arguments { shapes.append((argument.name, argument.shape)) }
        if shapes.isEmpty { return ([], nil) }
        return (
            shapes,
            { values in
                var position = 0
                func next<T: InputValue>(_ argument: Argument<T>) throws -> T {
                    defer { position += 1 }
                    return try argument.read(values[position])
                }
                return ArgumentValues<repeat each Input>((repeat try next(each arguments)))
            }
        )
    }
}

// MARK: - Stored properties

extension Field {
    /// A stored property of the parent.
    ///
    /// Costs nothing before the response is written: the value is read where it lies. A computed property works as
    /// well, and is called for each object.
    public init<Value: OutputValue>(_ name: String, _ property: any KeyPath<Parent, Value> & Sendable) {
        let resolver: Resolver
        // A value without bytes may lie behind the end of its parent, where nothing may be read.
        if let offset = MemoryLayout<Parent>.offset(of: property), Value.outputShape.canLieInParent,
            MemoryLayout<Value>.size > 0
        {
            resolver = .stored(offset: offset)
        } else {
            resolver = .sync { batch in Column(Parents<Parent>(batch.rows).map { $0[keyPath: property] }) }
        }
        self.init(name, Value.self, resolver: resolver)
    }

    private init<Value: OutputValue>(_ name: String, _ type: Value.Type, resolver: Resolver) {
        binding = FieldBinding(
            name: name, arguments: [], shape: Value.outputShape, optionalShape: Value?.outputShape, resolver: resolver,
            readArguments: nil
        )
    }
}

extension OutputShape {
    /// Objects of abstract types must be sorted before they can be written, so they always make a column.
    var canLieInParent: Bool {
        switch form {
        case .abstract: false
        case .optional(let inner, _), .list(let inner, _): inner.canLieInParent
        default: true
        }
    }
}

// MARK: - Functions over all parents

extension Field {
    private init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: (repeat Argument<each Input>), value: Value.Type, resolver: Resolver
    ) {
        let reader = FieldBinding.reader(repeat each arguments)
        binding = FieldBinding(
            name: name, arguments: reader.shapes, shape: Value.outputShape, optionalShape: Value?.outputShape,
            resolver: resolver, readArguments: reader.read
        )
    }

    /// A function from all parents of a level to their values.
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) throws -> [Value]
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .sync { batch in
            let values: (repeat each Input) = batch.values()
            return Column(try resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
        })
    }

    /// An asynchronous function from all parents of a level to their values.
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) async throws -> [Value]
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .async { batch in
            let values: (repeat each Input) = batch.values()
            return Column(try await resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
        })
    }

    /// A function from all parents of a level to their values, of which single ones can fail.
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) throws
            -> [Result<Value, any Error>]
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .sync { batch in
            let values: (repeat each Input) = batch.values()
            return Column(results: try resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
        })
    }

    /// An asynchronous function from all parents of a level to their values, of which single ones can fail.
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) async throws
            -> [Result<Value, any Error>]
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .async { batch in
            let values: (repeat each Input) = batch.values()
            return Column(results: try await resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
        })
    }
}

// MARK: - Root fields

/// The parent of the fields of the root types, which have none.
public struct Root: ObjectValue {
    public init() {}
}

extension Field where Parent == Root {
    /// A field of a root type.
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (FieldContext<Context>, repeat each Input) throws -> Value
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .sync { batch in
            let values: (repeat each Input) = batch.values()
            return Column([try resolve(FieldContext(batch), repeat each values)])
        })
    }

    /// An asynchronous field of a root type.
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (FieldContext<Context>, repeat each Input) async throws -> Value
    ) {
        self.init(name, (repeat each arguments), value: Value.self, resolver: .async { batch in
            let values: (repeat each Input) = batch.values()
            return Column([try await resolve(FieldContext(batch), repeat each values)])
        })
    }
}

extension Batch {
    /// The arguments as the field's own types. The binding that made them is the binding that reads them.
    fileprivate func values<each Input: InputValue>() -> (repeat each Input) {
        guard let arguments else { return unsafeBitCast((), to: (repeat each Input).self) }
        return unsafeDowncast(arguments, to: ArgumentValues<repeat each Input>.self).values
    }
}
