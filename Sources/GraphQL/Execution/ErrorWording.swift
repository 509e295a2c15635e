/// Words errors as the client sees them.
///
/// A field that fails does so for every object of its level: what is the same for all of them is found out once.
struct ErrorWording {
    private let present: (any Error, String) -> GraphQLError
    private let locations: [ObjectIdentifier: [SourceLocation]]
    private var batchErrors: [ObjectIdentifier: GraphQLError] = [:]

    /// How many of the places that asked for a field an error of it names: one for each of thousands of objects must not
    /// name thousands of places.
    private static let shownPlaces = 10

    /// - Parameter errors: all that will be worded, so that the text is read once to locate them.
    init(
        of errors: [WrittenError], document: Document, present: @escaping (any Error, String) -> GraphQLError
    ) {
        self.present = present
        let places = Dictionary(
            errors.lazy.map { (ObjectIdentifier($0.field), $0.field) }, uniquingKeysWith: { first, _ in first }
        ).mapValues { field in field.mentions.prefix(ErrorWording.shownPlaces).map { Int(document[$0].position) } }
        let located = places.isEmpty ? [:] : document.locations(of: places.values.flatMap(\.self))
        locations = places.mapValues { positions in positions.compactMap { located[$0] } }
    }

    mutating func worded(_ written: WrittenError) -> GraphQLError {
        let field = written.field
        var error: GraphQLError
        switch written.cause {
        case .resolver(let cause): error = presented(cause, field)
        case .batch(let cause):
            error = batchErrors[ObjectIdentifier(field)] ?? presented(cause, field)
            batchErrors[ObjectIdentifier(field)] = error
        case .null:
            error = broken("Cannot return null for non-nullable field \(field.coordinate).")
        case .unrepresentable:
            error = broken("\(field.coordinate) has a value that its type cannot represent.")
        case .impossibleType:
            error = broken("\(field.coordinate) gave an object of a type that it cannot have.")
        }
        error.locations = locations[ObjectIdentifier(field)] ?? []
        error.path = written.reversedPath.reversed()
        return error
    }

    /// For results that break the resolver's promises.
    private func broken(_ message: String) -> GraphQLError { GraphQLError(message, code: .internalError) }

    private func presented(_ cause: any Error, _ field: FieldPlan) -> GraphQLError {
        switch cause {
        case let known as GraphQLError: known
        case is CancellationError:
            GraphQLError("The request was cancelled before this field was resolved.", code: .cancelled)
        default: present(cause, field.coordinate)
        }
    }
}
