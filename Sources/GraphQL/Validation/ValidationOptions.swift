/// What validation is to check besides the specification's rules, and how large a document may be.
///
/// Limits speak of the document as a whole unless they say otherwise; each has its own ``ErrorCode``, and the first one
/// that is exceeded ends validation.
public struct ValidationOptions: Sendable, Hashable {
    /// No more errors than this are reported; a further one says that there are more. At least 1.
    public var maximumErrors = 20
    /// Whether messages suggest names that are spelled alike.
    public var suggestions = true

    /// Levels of fields in an operation, fragments expanded. Never more than ``greatestDepth``.
    public var depth = 100
    /// Operations in a document.
    public var operations = 100
    /// Fields that have an alias.
    public var aliases = 10_000
    /// Directives.
    public var directives = 10_000
    /// Directives in one place.
    public var directivesPerLocation = 100
    /// Fields and fragments in one selection set, as written.
    public var selectionsPerSet = 10_000
    /// Steps for finding out which fields overlap, each a field or argument that is looked at, fragments expanded. A
    /// document without fragments needs not many more than it has fields and arguments.
    public var overlapSteps = 300_000

    /// Whether to refuse what the schema calls deprecated.
    public var noDeprecated = false
    /// Whether to refuse `__schema` and `__type`.
    public var noSchemaIntrospection = false
    /// How deep introspection may nest lists of fields and types, each of which makes the answer many times as long; nil for
    /// as deep as all fields may. Tools that ask for a whole schema need 2.
    public var introspectionDepth: Int? = 3

    /// Checking uses the stack in proportion to the depth.
    public static let greatestDepth = ParseLimits.greatestDepth

    public init() {}
}

extension ErrorCode {
    /// ``ValidationOptions/maximumErrors``
    public static let tooManyErrors = ErrorCode("TOO_MANY_ERRORS")
    /// ``ValidationOptions/depth``
    public static let operationTooDeep = ErrorCode("OPERATION_TOO_DEEP")
    /// ``ValidationOptions/operations``
    public static let tooManyOperations = ErrorCode("TOO_MANY_OPERATIONS")
    /// ``ValidationOptions/aliases``
    public static let tooManyAliases = ErrorCode("TOO_MANY_ALIASES")
    /// ``ValidationOptions/directives``
    public static let tooManyDirectives = ErrorCode("TOO_MANY_DIRECTIVES")
    /// ``ValidationOptions/directivesPerLocation``
    public static let tooManyDirectivesPerLocation = ErrorCode("TOO_MANY_DIRECTIVES_PER_LOCATION")
    /// ``ValidationOptions/selectionsPerSet``
    public static let tooManySelections = ErrorCode("TOO_MANY_SELECTIONS")
    /// ``ValidationOptions/overlapSteps``
    public static let overlapTooComplex = ErrorCode("OVERLAP_TOO_COMPLEX")
    /// ``ValidationOptions/introspectionDepth``
    public static let introspectionTooDeep = ErrorCode("INTROSPECTION_TOO_DEEP")
}
