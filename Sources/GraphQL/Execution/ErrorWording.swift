/// Words errors as the client sees them.
///
/// A field that fails does so for every object of its level: what is the same for all of them is found out once.
struct ErrorWording {
    private let document: Document
    private let present: (any Error, String) -> GraphQLError
    private var locations: [ObjectIdentifier: [SourceLocation]] = [:]
    private var batchErrors: [ObjectIdentifier: GraphQLError] = [:]

    init(document: Document, present: @escaping (any Error, String) -> GraphQLError) {
        self.document = document
        self.present = present
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
        error.locations = places(of: field)
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

    private mutating func places(of field: FieldPlan) -> [SourceLocation] {
        if let known = locations[ObjectIdentifier(field)] { return known }
        // Every object of a level may fail: a name that is selected a thousand times shall not be answered a million times.
        let found = field.mentions.prefix(10).map { document.location(of: $0) }
        locations[ObjectIdentifier(field)] = found
        return found
    }
}
