import Testing

@testable import GraphQL

/// Takes the marks `1️⃣` to `9️⃣` out of a text, and says where each of them stood.
private func unmarked(_ marked: String) -> (text: String, places: [Character: GraphQL.SourceLocation]) {
    let marks: Set<Character> = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]
    var text = ""
    var offsets: [Character: Int] = [:]
    for character in marked {
        if marks.contains(character) {
            offsets[character] = text.utf8.count
        } else {
            text.append(character)
        }
    }
    let source = Source(text.utf8)
    return (text, offsets.mapValues { source.location(of: $0) })
}

/// What an error is expected to say, and the marks of the places that it names.
struct ExpectedError {
    let message: String
    let marks: String

    init(_ marks: String, _ message: String) {
        self.message = message
        self.marks = marks
    }
}

func validationErrors(
    _ text: String, schema: Schema = TransitFixture.schema, options: ValidationOptions = ValidationOptions()
) -> [GraphQLError] {
    do {
        let document = try Document.parse(text, symbols: schema.symbols, limits: .trusted)
        return Validator.errors(in: document, schema: schema, options: options)
    } catch {
        Issue.record("\(error) in \(text)")
        return []
    }
}

/// Expects that a document has no error of any rule.
func expectValid(
    _ text: String, schema: Schema = TransitFixture.schema, options: ValidationOptions = ValidationOptions(),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let errors = validationErrors(text, schema: schema, options: options)
    #expect(errors.map(\.message) == [], sourceLocation: sourceLocation)
}

/// Expects that a document has no error of this rule; it may have others.
func expectValid(
    _ text: String, _ rule: Rule, schema: Schema = TransitFixture.schema,
    options: ValidationOptions = ValidationOptions(), sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let errors = validationErrors(text, schema: schema, options: options).filter { $0.isOf(rule) }
    #expect(errors.map(\.message) == [], sourceLocation: sourceLocation)
}

/// Expects exactly these errors of this rule where their marks stand in the text; there may be errors of other rules.
func expectErrors(
    _ marked: String, _ rule: Rule, _ expected: ExpectedError..., schema: Schema = TransitFixture.schema,
    code: ErrorCode = .validationFailed, options: ValidationOptions = ValidationOptions(),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let (text, places) = unmarked(marked)
    let errors = validationErrors(text, schema: schema, options: options).filter { $0.isOf(rule) }
    #expect(errors.map(\.message) == expected.map(\.message), sourceLocation: sourceLocation)
    for (error, expected) in zip(errors, expected) {
        #expect(
            error.locations == expected.marks.compactMap { places[$0] }, "\(error.message)",
            sourceLocation: sourceLocation)
        #expect(error.code == code, sourceLocation: sourceLocation)
    }
}

extension GraphQLError {
    func isOf(_ rule: Rule) -> Bool { extensions == [.init("rule", .string(rule.rawValue))] }
}
