/// How long a list is.
struct CostedSize: Sendable {
    /// A slicing argument at one place of a document.
    struct Source: Sendable {
        let argument: CostedArgument
        /// From its value to the size.
        let path: [String]
        /// When it gives none: what the argument's default says.
        let otherwise: Int?

        /// What the document or the variables give.
        func givenSize(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Int? {
            ListSize.size(argument.value(variables, document, schema), at: path)
        }

        /// Whether the document or the variables give anything, be it null.
        func isGiven(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Bool {
            argument.value(variables, document, schema) != nil
        }
    }

    /// A `@listSize` at one place of a document.
    struct Reading: Sendable {
        let sources: [Source]
        let assumedSize: Int?

        var isConstant: Bool { sources.allSatisfy(\.argument.isConstant) }

        /// The largest of the sizes that are asked for, else the assumed one.
        ///
        /// Whoever gives null takes the default away from the resolver, which may then return as much as it likes: the
        /// assumed size counts as well.
        func size(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Int? {
            var given: Int?
            var otherwise: Int?
            var isNull = false
            for source in sources {
                if let size = source.givenSize(variables, document, schema) {
                    given = max(given ?? 0, size)
                } else {
                    if let size = source.otherwise { otherwise = max(otherwise ?? 0, size) }
                    isNull = isNull || source.isGiven(variables, document, schema)
                }
            }
            guard given == nil, isNull, let assumedSize else {
                return [given, otherwise].lazy.compactMap(\.self).max() ?? assumedSize
            }
            return max(otherwise ?? 0, assumedSize)
        }
    }

    /// The first that knows a size decides.
    let readings: [Reading]
    let otherwise: Int
    /// How many items the lists inside each item have together; 1 when items are no lists.
    let inner: Int

    var isConstant: Bool { readings.allSatisfy(\.isConstant) }

    func size(_ variables: VariableValues, _ document: Document, _ schema: Schema) -> Int {
        for reading in readings {
            if let size = reading.size(variables, document, schema) { return size.multipliedOrGreatest(by: inner) }
        }
        return otherwise.multipliedOrGreatest(by: inner)
    }
}

/// A place where exactly one slicing argument has to be given.
///
/// [Cost directives 8.4](https://ibm.github.io/graphql-specs/cost-spec.html#sec-requireOneSlicingArgument)
struct SlicingRequirement: Sendable {
    let coordinate: String
    let names: [String]
    /// Those that stand in the document.
    let given: [CostedSize.Source]
    /// Whether a default serves when none is given.
    let hasDefault: Bool
    let mention: Node.ID

    func check(_ variables: VariableValues, _ document: Document, _ schema: Schema) throws(RequestError) {
        let count = given.count { $0.givenSize(variables, document, schema) != nil }
        if count == 1 || count == 0 && hasDefault { return }
        let names = names.map { "\"\($0)\"" }.joined(separator: " and ")
        throw RequestError(
            GraphQLError(
                "\(coordinate) takes exactly one of the arguments \(names), but "
                    + (count == 0 ? "none is given." : "\(count) are given."),
                code: .validationFailed, locations: [document.location(of: mention)]))
    }
}
