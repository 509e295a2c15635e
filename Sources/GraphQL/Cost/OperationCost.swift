/// What an operation may cost at most, estimated before it is executed.
///
/// The unit is the point. A field costs its weight each time it is resolved, and each value that it results in costs the
/// weight of its type: the specification's *field cost* and *type cost* together, so that one number bounds both the
/// work and the size of the answer. Where `@cost` says nothing, a field of an object costs 1 and so does the object; a
/// leaf costs ``CostAssumptions/leafWeight``; an argument that is an input object costs 1.
///
/// [Cost directives](https://ibm.github.io/graphql-specs/cost-spec.html)
public struct OperationCost: Sendable, Hashable {
    /// What the fields of one coordinate cost together.
    public struct Part: Sendable, Hashable {
        /// `Shop.reviews`; the name of the root type for the operation itself.
        public let coordinate: String
        /// Resolving it, and its values with their plain leaves, but not what is selected below.
        public let points: Int
        /// How many values it results in.
        public let values: Int
    }

    /// Everything, rounded up. `Int.max / 1000` and more are not told apart.
    public let points: Int
    /// Every coordinate that costs anything, most expensive first; each rounded up.
    public let parts: [Part]
}

/// What is taken for granted of a schema that says nothing.
public struct CostAssumptions: Sendable, Hashable {
    /// How long a list is whose field has no `@listSize`, and a list in a list.
    public var listSize = 10
    /// What a value of a scalar or enum costs that has no weight, in thousandths of a point at the finest. The specification
    /// says 0, but then ten thousand aliases of one leaf are free, however many objects they are asked of.
    public var leafWeight = 0.01

    public init() {}

    var leaf: Points { Points(max(0, leafWeight)) ?? .zero }
}

extension ErrorCode {
    /// ``ExecutionOptions/maximumCost``
    public static let costLimitExceeded = ErrorCode("COST_LIMIT_EXCEEDED")
}
