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
///
/// The initialisers are inlinable, so that what they make is compiled for the types at hand: it is a quarter of the cost of
/// a small request.
public struct Field<Parent: OutputValue, Context: Sendable>: Sendable {
    let binding: FieldBinding

    @usableFromInline
    init(binding: FieldBinding) { self.binding = binding }
}

/// A ``Field`` without its types.
@usableFromInline
final class FieldBinding: Sendable {
    let name: String
    let arguments: [(name: String, shape: InputShape)]
    let shape: OutputShape
    /// The shape of a column in which single values failed.
    let optionalShape: OutputShape
    let resolver: Resolver
    /// Makes the arguments' Swift values, given where their coerced values come from, in the order of ``arguments``.
    let readArguments: ArgumentReader?

    @usableFromInline
    init(
        name: String, arguments: [(name: String, shape: InputShape)], shape: OutputShape, optionalShape: OutputShape,
        resolver: Resolver, readArguments: ArgumentReader?
    ) {
        self.name = name
        self.arguments = arguments
        self.shape = shape
        self.optionalShape = optionalShape
        self.resolver = resolver
        self.readArguments = readArguments
    }
}

@usableFromInline
enum Resolver: Sendable {
    /// The value lies this many bytes into the parent.
    case stored(offset: Int)
    case sync(@Sendable (Batch) throws -> Column)
    case async(@Sendable (Batch) async throws -> Column)
    /// For a field of the subscription root type.
    case sourceStream(@Sendable (Batch) async throws -> any SourceStream)
}

/// One call of a resolver: all parents of a level.
@usableFromInline
struct Batch: Sendable {
    @usableFromInline let rows: Rows
    @usableFromInline let arguments: ReadArguments?
    /// A ``ContextBox`` of the schema's `Context` type.
    @usableFromInline let context: AnyContext
    @usableFromInline let field: FieldPlan
}

/// The Swift values of a field's arguments: an ``ArgumentValues`` of the field's own types.
///
/// - Note: `@unchecked Sendable`: immutable, and of Sendable parts.
@usableFromInline
class ReadArguments: @unchecked Sendable {
    @inlinable init() {}
}

/// - Note: `@unchecked Sendable`: immutable, and of Sendable parts.
@usableFromInline
final class ArgumentValues<each Input: InputValue>: ReadArguments, @unchecked Sendable {
    @usableFromInline let values: (repeat each Input)

    @inlinable
    init(_ values: (repeat each Input)) { self.values = values }
}

/// Asks for the coerced value of each argument, by its position, and makes the arguments' Swift values of them.
@usableFromInline typealias ArgumentReader = @Sendable ((Int) throws -> Value?) throws -> ReadArguments

extension FieldBinding {
    /// Reads declared arguments; `nil` where there are none.
    @inlinable
    static func reader<each Input: InputValue>(
        _ arguments: repeat Argument<each Input>
    ) -> (shapes: [(name: String, shape: InputShape)], read: ArgumentReader?) {
        var shapes: [(name: String, shape: InputShape)] = []
        for argument in repeat each arguments { shapes.append((argument.name, argument.shape)) }
        if shapes.isEmpty { return ([], nil) }
        return (
            shapes,
            { value in
                var position = 0
                func next<T: InputValue>(_ argument: Argument<T>) throws -> T {
                    defer { position += 1 }
                    return try argument.read(try value(position))
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
    @inlinable
    init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: (repeat Argument<each Input>), value: Value.Type, resolver: Resolver
    ) {
        let reader = FieldBinding.reader(repeat each arguments)
        self.init(
            binding: FieldBinding(
                name: name, arguments: reader.shapes, shape: Value.outputShape, optionalShape: Value?.outputShape,
                resolver: resolver, readArguments: reader.read))
    }

    /// A function from all parents of a level to their values.
    @inlinable
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) throws -> [Value]
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .sync { batch in
                let values: (repeat each Input) = batch.values()
                return Column(try resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
            })
    }

    /// An asynchronous function from all parents of a level to their values.
    @inlinable
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) async throws -> [Value]
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .async { batch in
                let values: (repeat each Input) = batch.values()
                return Column(try await resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
            })
    }

    /// A function from all parents of a level to their values, of which single ones can fail.
    @inlinable
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve:
            @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) throws
            -> [Result<Value, any Error>]
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .sync { batch in
                let values: (repeat each Input) = batch.values()
                return Column(results: try resolve(Parents(batch.rows), FieldContext(batch), repeat each values))
            })
    }

    /// An asynchronous function from all parents of a level to their values, of which single ones can fail.
    @inlinable
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve:
            @escaping @Sendable (Parents<Parent>, FieldContext<Context>, repeat each Input) async throws
            -> [Result<Value, any Error>]
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .async { batch in
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
    /// A field of the query or mutation root type. Those of the subscription root type are ``Subscription``s.
    @inlinable
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (FieldContext<Context>, repeat each Input) throws -> Value
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .sync { batch in
                let values: (repeat each Input) = batch.values()
                return Column(single: try resolve(FieldContext(batch), repeat each values))
            })
    }

    /// An asynchronous field of the query or mutation root type.
    @inlinable
    @_disfavoredOverload
    public init<Value: OutputValue, each Input: InputValue>(
        _ name: String, _ arguments: repeat Argument<each Input>,
        resolve: @escaping @Sendable (FieldContext<Context>, repeat each Input) async throws -> Value
    ) {
        self.init(
            name, (repeat each arguments), value: Value.self,
            resolver: .async { batch in
                let values: (repeat each Input) = batch.values()
                return Column(single: try await resolve(FieldContext(batch), repeat each values))
            })
    }
}

extension Batch {
    /// The arguments as the field's own types. The binding that made them is the binding that reads them.
    @inlinable
    func values<each Input: InputValue>() -> (repeat each Input) {
        guard let arguments else { return unsafeBitCast((), to: (repeat each Input).self) }
        return unsafeDowncast(arguments, to: ArgumentValues<repeat each Input>.self).values
    }
}
