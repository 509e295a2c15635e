/// A Swift type that an argument can be given as.
///
/// `Bool`, `Int`, `Double`, `String`, optionals, arrays and ``Value`` conform, and your own types through
/// ``EnumValue``, ``InputScalar`` and ``InputObjectValue``.
public protocol InputValue: Sendable {
    /// What the type stands for; compared with the schema when resolvers are bound.
    static var inputShape: InputShape { get }

    /// Reads a value that was coerced to the schema's type already: defaults are filled in, enum values exist.
    ///
    /// - Throws: any error when the type wants more than the schema says; its description reaches the client. A
    ///   ``GraphQLError`` keeps its message and code.
    init(graphQL value: Value) throws
}

/// What a Swift input type stands for.
public indirect enum InputShape: Sendable {
    case boolean, int, float, string
    /// Any type at all.
    case any
    case enumeration(name: String, cases: [String])
    case scalar(name: String)
    case inputObject(InputObjectShape)
    case optional(InputShape)
    case list(InputShape)
}

/// An input value that does not fit; the message says what was expected.
public struct InputError: Error, Sendable, CustomStringConvertible {
    public let description: String

    /// - Parameter description: a sentence for the client. It reaches him behind the name of the argument.
    public init(_ description: String) { self.description = description }
}

extension Bool: InputValue {
    public static var inputShape: InputShape { .boolean }

    public init(graphQL value: Value) throws {
        guard case .boolean(let flag) = value else {
            throw InputError("Expected true or false, found \(value.excerpt).")
        }
        self = flag
    }
}

extension Int: InputValue {
    public static var inputShape: InputShape { .int }

    public init(graphQL value: Value) throws {
        guard case .int(let number) = value else {
            throw InputError("Expected a whole number, found \(value.excerpt).")
        }
        self = number
    }
}

extension Double: InputValue {
    public static var inputShape: InputShape { .float }

    public init(graphQL value: Value) throws {
        switch value {
        case .float(let number): self = number
        case .int(let number): self = Double(number)
        default: throw InputError("Expected a number, found \(value.excerpt).")
        }
    }
}

extension String: InputValue {
    public static var inputShape: InputShape { .string }

    public init(graphQL value: Value) throws {
        guard case .string(let text) = value else { throw InputError("Expected a string, found \(value.excerpt).") }
        self = text
    }
}

extension Value: InputValue {
    public static var inputShape: InputShape { .any }

    public init(graphQL value: Value) { self = value }
}

extension Optional: InputValue where Wrapped: InputValue {
    public static var inputShape: InputShape { .optional(Wrapped.inputShape) }

    public init(graphQL value: Value) throws {
        self = value.isNull ? nil : try Wrapped(graphQL: value)
    }
}

extension Array: InputValue where Element: InputValue {
    public static var inputShape: InputShape { .list(Element.inputShape) }

    public init(graphQL value: Value) throws {
        guard case .list(let items) = value else { throw InputError("Expected a list, found \(value.excerpt).") }
        self = try items.map { try Element(graphQL: $0) }
    }
}

extension EnumValue {
    public static var inputShape: InputShape {
        .enumeration(name: graphQLName, cases: allCases.map(\.rawValue))
    }

    public init(graphQL value: Value) throws {
        guard case .enumValue(let name) = value, let known = Self(rawValue: name) else {
            throw InputError("Expected a value of \(Self.graphQLName), found \(value.excerpt).")
        }
        self = known
    }
}

/// A Swift type that is read from a custom scalar.
public protocol InputScalar: InputValue {
    static var graphQLName: String { get }
}

extension InputScalar {
    public static var graphQLName: String { "\(Self.self)" }
    public static var inputShape: InputShape { .scalar(name: graphQLName) }
}

/// A Swift type that is read from an input object.
///
/// ```swift
/// extension NearInput: InputObjectValue {
///     static let fields = InputFields("NearInput", Argument("point", Point.self), Argument("radiusMeters", Int.self),
///                                     make: NearInput.init)
/// }
/// ```
public protocol InputObjectValue: InputValue {
    static var fields: InputFields<Self> { get }
}

extension InputObjectValue {
    public static var inputShape: InputShape { .inputObject(fields.shape) }

    public init(graphQL value: Value) throws { self = try Self.fields.read(value) }
}

/// The fields of an input object, and how to make the Swift value of them.
public struct InputFields<Object>: Sendable {
    let shape: InputObjectShape
    let read: @Sendable (Value) throws -> Object

    /// - Parameters:
    ///   - name: the GraphQL input object.
    ///   - fields: all of its fields.
    ///   - make: the Swift value from theirs, in the same order; what it throws refuses the argument.
    public init<each Field: InputValue>(
        _ name: String, _ fields: repeat Argument<each Field>,
        make: @escaping @Sendable (repeat each Field) throws -> Object
    ) {
        var shapes: [InputObjectShape.Field] = []
        for field in repeat each fields { shapes.append(.init(name: field.name) { field.shape }) }
        shape = InputObjectShape(name: name, fields: shapes)
        read = { value in
            guard case .object(let entries) = value else {
                throw InputError("Expected an object, found \(value.excerpt).")
            }
            func entry<T: InputValue>(_ field: Argument<T>) throws -> T {
                try field.read(entries.first { $0.name == field.name }?.value)
            }
            return try make(repeat try entry(each fields))
        }
    }
}

/// What a Swift type that is read from an input object looks like to the schema.
public struct InputObjectShape: Sendable {
    struct Field: Sendable {
        let name: String
        /// Asked for only when needed: an input object may contain itself.
        let shape: @Sendable () -> InputShape
    }

    let name: String
    let fields: [Field]
}

/// One argument of a field, or one field of an input object, and the Swift type it is read into.
public struct Argument<Input: InputValue>: Sendable {
    @usableFromInline let name: String

    /// - Parameter name: the GraphQL argument or input field.
    public init(_ name: String, _ type: Input.Type = Input.self) { self.name = name }

    @inlinable var shape: InputShape { Input.inputShape }

    /// - Parameter value: `nil` when the argument was not given and has no default, which reads as null.
    @inlinable
    func read(_ value: Value?) throws -> Input {
        do {
            return try Input(graphQL: value ?? .null)
        } catch let error as GraphQLError {
            throw error
        } catch {
            throw InputError("\"\(name)\": \(error)")
        }
    }
}
