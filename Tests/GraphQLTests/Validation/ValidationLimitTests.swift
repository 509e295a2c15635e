import Testing

@testable import GraphQL

/// Each limit ends validation with its own code.
@Suite struct ValidationLimitTests {
    private func expect(
        _ code: ErrorCode, _ message: String, _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation,
        _ change: (inout ValidationOptions) -> Void
    ) {
        var options = ValidationOptions()
        change(&options)
        let errors = validationErrors(text, options: options)
        #expect(errors.map(\.code) == [code], sourceLocation: sourceLocation)
        #expect(errors.map(\.message) == [message], sourceLocation: sourceLocation)
    }

    @Test func `limits the depth of fields, fragments expanded`() {
        let text =
            "{ line(id: 1) { next { ...A } } } fragment A on Line { next { ...B } } fragment B on Line { id next { name } }"
        expect(.operationTooDeep, "The operation is 5 levels deep, more than 4.", text) { $0.depth = 4 }
        var options = ValidationOptions()
        options.depth = 5
        expectValid(text, options: options)
    }

    @Test func `allows no depth beyond the greatest`() {
        let levels = ValidationOptions.greatestDepth
        let fragments = (0..<levels).map { "fragment F\($0) on Line { next { ...F\($0 + 1) } }" }.joined()
        expect(
            .operationTooDeep, "The operation is \(levels + 2) levels deep, more than \(levels).",
            "{ line(id: 1) { ...F0 } }" + fragments + "fragment F\(levels) on Line { id }"
        ) { $0.depth = .max }
    }

    @Test func `limits aliases`() {
        let text = "{ a: stop { id } b: stop { c: id } }"
        expect(.tooManyAliases, "The document contains 3 aliases, more than 2.", text) { $0.aliases = 2 }
    }

    @Test func `limits operations`() {
        let text = "query A { stop { id } } query B { stop { id } } query C { stop { id } }"
        expect(.tooManyOperations, "The document contains more than 2 operations.", text) { $0.operations = 2 }
    }

    @Test func `limits directives, in the document and in one place`() {
        let text = #"{ stop @tag(label: "a") @tag(label: "b") { id @tag(label: "c") } }"#
        expect(.tooManyDirectives, "The document contains more than 2 directives.", text) { $0.directives = 2 }
        expect(.tooManyDirectivesPerLocation, "There are 2 directives in one place, more than 1.", text) {
            $0.directivesPerLocation = 1
        }
    }

    @Test func `limits selections in one set`() {
        let text = "{ stop { id id id } }"
        expect(.tooManySelections, "A selection set contains 3 selections, more than 2.", text) {
            $0.selectionsPerSet = 2
        }
    }

    @Test func `limits the work on overlapping fields`() {
        let text = "{ stop { id id id id id id id id } }"
        expect(.overlapTooComplex, "Finding out which fields overlap would take more than 5 steps.", text) {
            $0.overlapSteps = 5
        }
        var options = ValidationOptions()
        options.overlapSteps = .max
        expectValid(text, options: options)
    }

    @Test func `limits the errors, and says that there are more`() {
        let fields = (0..<50).map { "x\($0)" }.joined(separator: " ")
        var options = ValidationOptions()
        options.maximumErrors = 3
        let errors = validationErrors("{ \(fields) }", options: options)
        #expect(errors.count == 4)
        #expect(errors.last?.code == .tooManyErrors)
        #expect(errors.last?.message == "Too many validation errors, error limit reached. Validation aborted.")
        #expect(validationErrors("{ x y z }", options: options).count == 3)
    }

    @Test func `reports errors in the order of the document`() {
        let errors = validationErrors("query ($unused: Int) { bus { ...Nowhere } x stop { name name: id } }")
        #expect(errors.map { $0.locations[0].column } == errors.map { $0.locations[0].column }.sorted())
        #expect(errors.count == 4)
    }

    @Test func `keeps messages short, whatever names there are`() {
        let name = String(repeating: "n", count: 100_000)
        let errors = validationErrors(
            "query \(name)($\(name): \(name), $\(name): Int) { \(name)(\(name): 1) @\(name) ...\(name) ... on \(name) { a } }"
        )
        #expect(errors.count > 5)
        for error in errors { #expect(error.message.utf8.count < 400) }
    }
}
