/// An error as a response reports it. [Spec 7.1.2](https://spec.graphql.org/September2025/#sec-Errors)
///
/// Resolvers throw it for what the client should know; whatever else they throw is kept for the log and shown as
/// something neutral.
public struct GraphQLError: Error, Sendable, CustomStringConvertible {
    /// One step from the response's root towards the error.
    public enum PathElement: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    /// For people: what was found, what was expected, and what to do about it.
    public var message: String
    /// Where in the document; empty when it is about no particular place.
    public var locations: [SourceLocation]
    /// Where in the response; `nil` when nothing was executed.
    public var path: [PathElement]?
    /// Stable, machine-readable: `extensions.code`.
    public var code: ErrorCode
    /// Further entries of `extensions`.
    public var extensions: [Value.ObjectField]

    /// An error for the client. Locations and path of a resolver's error are the engine's business: it fills them in.
    public init(
        _ message: String,
        code: ErrorCode,
        locations: [SourceLocation] = [],
        path: [PathElement]? = nil,
        extensions: [Value.ObjectField] = []
    ) {
        self.message = message
        self.code = code
        self.locations = locations
        self.path = path
        self.extensions = extensions
    }

    public var description: String { "\(code.rawValue): \(message)" }
}

/// What kind of error it is, for programs. Codes are stable; messages are not.
public struct ErrorCode: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    /// A code of your own; in capitals with underscores, as custom has it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for short.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The document is not GraphQL.
    public static let syntaxError = ErrorCode("SYNTAX_ERROR")
    /// The document does not fit the schema.
    public static let validationFailed = ErrorCode("VALIDATION_FAILED")
    /// The document holds no operation of the wanted name, or several and none was named.
    public static let operationNotDetermined = ErrorCode("OPERATION_NOT_DETERMINED")
    /// The values given for variables do not fit their types.
    public static let badVariables = ErrorCode("BAD_VARIABLES")
    /// An argument's value was refused while executing.
    public static let badArgument = ErrorCode("BAD_ARGUMENT")
    /// The operation would be larger than the server is willing to plan.
    public static let operationTooLarge = ErrorCode("OPERATION_TOO_LARGE")
    /// The server failed; the cause is in its log.
    public static let internalError = ErrorCode("INTERNAL_ERROR")
    /// The request's time was up, or its client went away.
    public static let cancelled = ErrorCode("CANCELLED")
}

extension GraphQLError {
    func write(to json: inout JSONWriter) {
        json.raw("{\"message\":")
        json.string(message)
        if !locations.isEmpty {
            json.raw(",\"locations\":[")
            for (index, location) in locations.enumerated() {
                json.raw(index == 0 ? "{\"line\":" : ",{\"line\":")
                json.int(location.line)
                json.raw(",\"column\":")
                json.int(location.column)
                json.byte(UInt8(ascii: "}"))
            }
            json.byte(UInt8(ascii: "]"))
        }
        if let path {
            json.raw(",\"path\":[")
            for (index, element) in path.enumerated() {
                if index > 0 { json.byte(UInt8(ascii: ",")) }
                switch element {
                case .key(let key): json.string(key)
                case .index(let index): json.int(index)
                }
            }
            json.byte(UInt8(ascii: "]"))
        }
        json.raw(",\"extensions\":{\"code\":")
        json.string(code.rawValue)
        for field in extensions where field.name != "code" {
            json.byte(UInt8(ascii: ","))
            json.string(field.name)
            json.byte(UInt8(ascii: ":"))
            json.value(field.value)
        }
        json.raw("}}")
    }
}
