/// What `@listSize` says about the lists that a field leads to.
///
/// [Cost directives 8](https://ibm.github.io/graphql-specs/cost-spec.html#sec-The-List-Size-Directive)
struct ListSize: Sendable {
    /// Where a size stands among a field's arguments: `first`, or `page`, `first` for an input object's field.
    struct SlicingArgument: Sendable {
        /// As the schema writes it: `first`, `page.first`.
        let text: String
        let argument: String
        /// From the argument's value to the size.
        let path: [String]

        init(_ text: String) {
            self.text = text
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            argument = parts.first ?? ""
            path = Array(parts.dropFirst())
        }
    }

    let assumedSize: Int?
    let slicingArguments: [SlicingArgument]
    /// The fields below whose lists are meant, instead of the field's own.
    let sizedFields: [String]
    let requiresOneSlicingArgument: Bool

    /// - Parameter definition: gives what the directive leaves out.
    init(_ directive: AppliedDirective, _ definition: DirectiveDefinition) {
        func value(_ name: String) -> Value? {
            directive.argument(name) ?? definition.arguments.first { $0.name == name }?.defaultValue
        }
        if case .int(let size)? = value("assumedSize") { assumedSize = max(0, size) } else { assumedSize = nil }
        slicingArguments = ListSize.texts(value("slicingArguments")).map(SlicingArgument.init)
        sizedFields = ListSize.texts(value("sizedFields"))
        requiresOneSlicingArgument = value("requireOneSlicingArgument") == .boolean(true)
    }

    /// A list of strings, which may be written without its brackets when it has one.
    private static func texts(_ value: Value?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .list(let items): items.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: []
        }
    }

    /// The size that a coerced argument stands for: its number, or how many items it has itself. `nil` when it is null.
    static func size(_ value: Value?, at path: [String]) -> Int? {
        var value = value
        for name in path { value = value?[name] }
        return switch value {
        case .int(let size): max(0, size)
        case .list(let items): items.count
        default: nil
        }
    }
}
