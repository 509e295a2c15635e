/// The name of one element of a schema: `Shop`, `Shop.reviews`, `Shop.reviews(first:)`, `@cost`, `@cost(weight:)`.
///
/// [Spec 2.15](https://spec.graphql.org/September2025/#sec-Schema-Coordinates)
public enum SchemaCoordinate: Hashable, Sendable, CustomStringConvertible {
    case type(String)
    /// A field, input field or enum value.
    case member(type: String, name: String)
    case argument(type: String, field: String, name: String)
    /// Without `@`.
    case directive(String)
    case directiveArgument(directive: String, name: String)

    public var description: String {
        switch self {
        case .type(let name): name
        case .member(let type, let name): "\(type).\(name)"
        case .argument(let type, let field, let name): "\(type).\(field)(\(name):)"
        case .directive(let name): "@\(name)"
        case .directiveArgument(let directive, let name): "@\(directive)(\(name):)"
        }
    }

    /// The element that contains this one; `nil` for types and directives.
    public var container: SchemaCoordinate? {
        switch self {
        case .type, .directive: nil
        case .member(let type, _): .type(type)
        case .argument(let type, let field, _): .member(type: type, name: field)
        case .directiveArgument(let directive, _): .directive(directive)
        }
    }
}

extension SchemaCoordinate {
    /// Reads a coordinate. Each has exactly one spelling: spaces, commas and comments are errors.
    ///
    /// - Throws: ``SyntaxError`` that says what was expected, and where.
    public init(parsing text: String) throws(SyntaxError) {
        var parser = CoordinateParser(text)
        self = try parser.parse()
    }
}

private struct CoordinateParser {
    private let source: Source
    private var position = 0

    init(_ text: String) { source = Source(text.utf8) }

    /// SchemaCoordinate: Name | Name `.` Name | Name `.` Name `(` Name `:` `)` | `@` Name | `@` Name `(` Name `:` `)`
    mutating func parse() throws(SyntaxError) -> SchemaCoordinate {
        let coordinate: SchemaCoordinate
        if skip("@") {
            let directive = try name()
            coordinate =
                try argument().map { .directiveArgument(directive: directive, name: $0) } ?? .directive(directive)
        } else {
            let type = try name()
            if skip(".") {
                let member = try name()
                coordinate =
                    try argument().map { .argument(type: type, field: member, name: $0) }
                    ?? .member(type: type, name: member)
            } else {
                coordinate = .type(type)
            }
        }
        guard position == source.count else { throw expected("the end of the coordinate") }
        return coordinate
    }

    /// `(` Name `:` `)`, or nothing
    private mutating func argument() throws(SyntaxError) -> String? {
        guard skip("(") else { return nil }
        let name = try name()
        guard skip(":") else { throw expected("\":\"") }
        guard skip(")") else { throw expected("\")\"") }
        return name
    }

    private mutating func name() throws(SyntaxError) -> String {
        let start = position
        while Self.isNamePart(source.paddedBytes[position], isFirst: position == start) { position += 1 }
        guard position > start else { throw expected("a name") }
        return source.text(start..<position)
    }

    private mutating func skip(_ punctuator: Unicode.Scalar) -> Bool {
        guard source.paddedBytes[position] == UInt8(ascii: punctuator) else { return false }
        position += 1
        return true
    }

    /// Zero, which follows the text, is not part of a name.
    private static func isNamePart(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
        default: false
        }
    }

    private func expected(_ what: String) -> SyntaxError {
        var found = "the end"
        if position < source.count, let character = source.text(position..<source.count).unicodeScalars.first {
            found =
                character.isASCII && character.properties.generalCategory != .control
                ? "\"\(character)\"" : "U+\(String(character.value, radix: 16, uppercase: true))"
        }
        return SyntaxError(.syntaxError, "Expected \(what), found \(found).", at: position, in: source)
    }
}
