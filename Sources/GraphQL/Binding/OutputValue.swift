/// A Swift type that a field can result in.
///
/// `Bool`, `Int`, `Int32`, `Double`, `Float`, `String`, optionals, arrays and slices of output values conform. Conform your own
/// types through ``ObjectValue``, ``EnumValue``, ``OutputScalar`` and ``AbstractValue``.
public protocol OutputValue: Sendable {
    /// How values of this type lie in memory and what they stand for. Provided by the protocols above.
    static var outputShape: OutputShape { get }
}

/// How the engine reads values of one Swift type from memory.
///
/// Results of fields stay where resolvers put them, in arrays and structs; the response is written by walking over
/// them. Every closure here takes the address of an initialised value of the shape's Swift type.
public final class OutputShape: Sendable {
    enum Form: Sendable {
        case boolean, int, int32, float, double, string
        case enumeration(EnumerationShape)
        case scalar(name: String, write: @Sendable (UnsafeRawPointer, inout JSONWriter) throws -> Void)
        case object
        case abstract(name: String, sort: @Sendable (UnsafeRawPointer, inout ConcreteObjects) -> Void)
        case optional(OutputShape, isNil: @Sendable (UnsafeRawPointer) -> Bool)
        case list(OutputShape, elements: @Sendable (UnsafeRawPointer) -> Elements)
    }

    /// Where the elements of an array lie.
    struct Elements {
        let base: UnsafeRawPointer
        let count: Int
    }

    let form: Form
    let type: ObjectIdentifier
    /// The Swift type's name, for messages.
    let typeName: String
    /// Bytes from one element of an array to the next.
    let stride: Int

    init<T>(_ type: T.Type, _ form: Form) {
        self.form = form
        self.type = ObjectIdentifier(type)
        typeName = "\(type)"
        stride = MemoryLayout<T>.stride
    }
}

extension Bool: OutputValue {
    public static let outputShape = OutputShape(Bool.self, .boolean)
}

extension Int: OutputValue {
    public static let outputShape = OutputShape(Int.self, .int)
}

extension Int32: OutputValue {
    public static let outputShape = OutputShape(Int32.self, .int32)
}

extension Float: OutputValue {
    public static let outputShape = OutputShape(Float.self, .float)
}

extension Double: OutputValue {
    public static let outputShape = OutputShape(Double.self, .double)
}

extension String: OutputValue {
    public static let outputShape = OutputShape(String.self, .string)
}

extension Optional: OutputValue where Wrapped: OutputValue {
    public static var outputShape: OutputShape {
        OutputShape(
            Self.self,
            .optional(Wrapped.outputShape) { isNil($0.assumingMemoryBound(to: Self.self)) }
        )
    }
}

/// Whether there is no value. Stated for types that cannot be copied, so that the value is not copied to find out.
@inline(__always)
func isNil<Wrapped: ~Copyable>(_ value: UnsafePointer<Wrapped?>) -> Bool {
    switch value.pointee {
    case .none: true
    case .some: false
    }
}

extension Array: OutputValue where Element: OutputValue {
    public static var outputShape: OutputShape {
        OutputShape(
            Self.self,
            // The address stays valid while the array does: a native array's elements do not move, and the owner of the
            // array outlives the writing of the response.
            .list(Element.outputShape) { pointer in
                let array = pointer.assumingMemoryBound(to: Self.self)
                return array.pointee.withUnsafeBytes {
                    OutputShape.Elements(base: $0.baseAddress ?? Rows.nowhere, count: array.pointee.count)
                }
            }
        )
    }
}

/// A part of an array, as a page of a longer list: nothing is copied.
extension ArraySlice: OutputValue where Element: OutputValue {
    public static var outputShape: OutputShape {
        OutputShape(
            Self.self,
            // As for arrays: the slice owns the array's memory.
            .list(Element.outputShape) { pointer in
                let slice = pointer.assumingMemoryBound(to: Self.self)
                return slice.pointee.withUnsafeBytes {
                    OutputShape.Elements(base: $0.baseAddress ?? Rows.nowhere, count: slice.pointee.count)
                }
            }
        )
    }
}

// MARK: - The protocols to conform to

/// A Swift type whose values are GraphQL objects; its fields are given by an ``ObjectType``.
public protocol ObjectValue: OutputValue {}

extension ObjectValue {
    public static var outputShape: OutputShape { OutputShape(Self.self, .object) }
}

/// A Swift enum without payloads that stands for a GraphQL enum. Its raw values are the GraphQL names.
public protocol EnumValue: OutputValue, InputValue, CaseIterable, RawRepresentable where RawValue == String {
    /// The GraphQL enum; the Swift type's own name unless said otherwise.
    static var graphQLName: String { get }
}

extension EnumValue {
    public static var graphQLName: String { "\(Self.self)" }

    public static var outputShape: OutputShape {
        OutputShape(Self.self, .enumeration(EnumerationShape(Self.self)))
    }
}

/// A Swift type that is written as a custom scalar.
public protocol OutputScalar: OutputValue {
    /// The GraphQL scalar; the Swift type's own name unless said otherwise.
    static var graphQLName: String { get }

    /// Writes exactly one JSON value.
    ///
    /// - Throws: any error when the value cannot be represented; it becomes the field's error.
    func write(to json: inout JSONWriter) throws
}

extension OutputScalar {
    public static var graphQLName: String { "\(Self.self)" }

    public static var outputShape: OutputShape {
        OutputShape(
            Self.self,
            .scalar(name: graphQLName) { pointer, json in
                try pointer.assumingMemoryBound(to: Self.self).pointee.write(to: &json)
            }
        )
    }
}

/// A Swift type that stands for an interface or a union: each value holds an object of one of several types.
public protocol AbstractValue: OutputValue {
    /// The GraphQL interface or union; the Swift type's own name unless said otherwise.
    static var graphQLName: String { get }

    /// Hands over the object inside: calls ``ConcreteObjects/append(_:)`` exactly once.
    func sort(into objects: inout ConcreteObjects)
}

extension AbstractValue {
    public static var graphQLName: String { "\(Self.self)" }

    public static var outputShape: OutputShape {
        OutputShape(
            Self.self,
            .abstract(name: graphQLName) { pointer, objects in
                pointer.assumingMemoryBound(to: Self.self).pointee.sort(into: &objects)
            }
        )
    }
}

/// The names of a Swift enum's cases, by the byte that represents each in memory.
///
/// - Note: `@unchecked Sendable`: the memory is filled by `init` and never written again.
final class EnumerationShape: @unchecked Sendable {
    let name: String
    let cases: [String]
    /// By the case's byte, its name in quotes; empty where no case has that byte.
    let texts: UnsafeMutablePointer<PaddedText>
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let ranges: [Range<Int>]

    init<E: EnumValue>(_ type: E.Type) {
        precondition(
            MemoryLayout<E>.size <= 1, "\(type) must be an enum without payloads and with at most 255 cases.")
        name = E.graphQLName
        cases = E.allCases.map(\.rawValue)
        var bytes: [UInt8] = []
        var ranges = [Range<Int>](repeating: 0..<0, count: 256)
        for value in E.allCases {
            let start = bytes.count
            bytes.append(contentsOf: "\"\(value.rawValue)\"".utf8)
            // An enum of one case has no bytes at all, and its memory may hold anything.
            let places = withUnsafeBytes(of: value) { $0.first.map { Int($0)..<Int($0) + 1 } ?? 0..<256 }
            for place in places { ranges[place] = start..<bytes.count }
        }
        (self.bytes, texts) = EnumerationShape.keep(bytes, ranges)
        self.ranges = ranges
    }

    private init(_ whole: EnumerationShape, keeping names: Set<String>) {
        name = whole.name
        cases = whole.cases.filter(names.contains)
        let quoted = Set(cases.map { Array("\"\($0)\"".utf8) })
        ranges = whole.ranges.map { quoted.contains(Array(whole.bytes[$0])) ? $0 : 0..<0 }
        (bytes, texts) = EnumerationShape.keep(Array(whole.bytes), ranges)
    }

    private static func keep(
        _ bytes: [UInt8], _ ranges: [Range<Int>]
    ) -> (UnsafeMutableBufferPointer<UInt8>, UnsafeMutablePointer<PaddedText>) {
        let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count + PaddedText.padding)
        kept.initialize(repeating: 0)
        _ = kept.update(fromContentsOf: bytes)
        let texts = UnsafeMutablePointer<PaddedText>.allocate(capacity: ranges.count)
        // The buffer is never empty: it has padding.
        for (byte, range) in ranges.enumerated() {
            (texts + byte).initialize(
                to: PaddedText(start: UnsafePointer(kept.baseAddress! + range.lowerBound), count: range.count))
        }
        return (kept, texts)
    }

    deinit {
        bytes.deallocate()
        texts.deallocate()
    }

    /// The shape for a schema, or a view of one, that has only these values: the other cases have no name.
    func restricted(to values: [EnumValueDefinition]) -> EnumerationShape {
        // Mostly the cases are written in the order of the schema.
        if cases.count <= values.count, zip(cases, values).allSatisfy({ $0 == $1.name }) { return self }
        let names = Set(values.map(\.name))
        return cases.allSatisfy(names.contains) ? self : EnumerationShape(self, keeping: names)
    }
}
