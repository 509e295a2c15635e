@testable import GraphQL

/// Errors stand where the document is, and do not depend on how it is written; what is valid can be prepared, or is
/// refused with a code.
func checkValidator(_ bytes: [UInt8]) {
    let schema = World.whole.schema
    guard let document = try? Document.parse(bytes, symbols: schema.symbols) else { return }
    let errors = checkedErrors(in: document, schema: schema, ValidationOptions())
    let strictErrors = checkedErrors(in: document, schema: schema, strict)
    if strictErrors.isEmpty { expect(errors.isEmpty, "only less strict validation found \(errors)") }

    let view = World.view.schema
    let viewErrors = checkedErrors(in: document, schema: view, ValidationOptions())
    if viewErrors.isEmpty { expect(errors.isEmpty, "only the whole schema has \(errors)") }
    let spoken = String(decoding: bytes, as: UTF8.self) + document.strings.joined(separator: " ")
    for secret in World.secrets where !spoken.contains(secret) {
        for error in viewErrors { expect(!error.message.contains(secret), "\(secret) in \(error)") }
    }

    let text = document.print()
    if let printed = try? Document.parse(text, symbols: schema.symbols) {
        let sameErrors = checkedErrors(in: printed, schema: schema, ValidationOptions())
        expectEqual(sameErrors.map(\.message), errors.map(\.message), "other errors for the printed document")
    }
    guard errors.isEmpty, String(validating: bytes, as: UTF8.self) != nil else { return }
    for definition in document.definitions where document[definition].kind == .operation {
        let name = document[definition].name
        checkPlan(of: String(decoding: bytes, as: UTF8.self), name.isPresent ? document.text(name) : nil)
    }
}

/// Everything that can be switched on, and limits that small documents meet.
private let strict: ValidationOptions = {
    var options = ValidationOptions()
    options.maximumErrors = 3
    options.suggestions = false
    options.depth = 6
    options.operations = 3
    options.aliases = 4
    options.directives = 6
    options.directivesPerLocation = 2
    options.selectionsPerSet = 10
    options.overlapSteps = 60
    options.noDeprecated = true
    options.noSchemaIntrospection = true
    options.introspectionDepth = 1
    return options
}()

private func checkedErrors(in document: Document, schema: Schema, _ options: ValidationOptions) -> [GraphQLError] {
    let errors = Validator.errors(in: document, schema: schema, options: options)
    let again = Validator.errors(in: document, schema: schema, options: options)
    expectEqual(again.map(\.message), errors.map(\.message), "two validations of one document")
    expect(errors.count <= options.maximumErrors + 1, "\(errors.count) errors")
    let lines = TextLines(document.sourceBytes)
    var previous = SourceLocation(line: 1, column: 1)
    for error in errors {
        expectReadable(error.message)
        expect(!error.code.rawValue.isEmpty, "an error without a code: \(error)")
        for location in error.locations { lines.expectInside(location) }
        guard let first = error.locations.first else { continue }
        expect((previous.line, previous.column) <= (first.line, first.column), "errors in another order: \(errors)")
        previous = first
    }
    return errors
}

private func checkPlan(of text: String, _ operationName: String?) {
    do {
        _ = try World.whole.prepare(text, operationName: operationName)
    } catch {
        expect(!error.errors.isEmpty, "a refusal without an error")
        for error in error.errors {
            expectReadable(error.message)
            expect(error.code != .internalError, "valid, but: \(error)")
        }
    }
}
