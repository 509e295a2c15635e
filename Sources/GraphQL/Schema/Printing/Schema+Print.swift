extension Schema {
    /// The schema in the schema definition language, with everything in it: ``print(_:)`` without options.
    public var sdl: String { print() }

    /// The schema in the schema definition language. [Spec 3](https://spec.graphql.org/September2025/#sec-Type-System)
    ///
    /// Of a view only what it shows is printed. The definitions that every schema has (the five scalars, the directives
    /// and types of the specification) are left out, and extensions are part of what they extend. Types and members come
    /// in the order of the schema's source, so the same schema is always the same text.
    ///
    /// - Returns: Text that ends with a line feed. With the default options it builds an equal schema.
    /// - Complexity: linear in the size of the schema.
    public func print(_ options: SchemaPrintOptions = SchemaPrintOptions()) -> String {
        var printer = SchemaPrinter(schema: self, options: options)
        return printer.print()
    }

    /// Whether the schema definition says something that the names of the root types do not.
    /// [Spec 3.3.1](https://spec.graphql.org/September2025/#sec-Root-Operation-Types.Default-Root-Operation-Type-Names)
    var hasCustomaryRoots: Bool {
        OperationType.allCases.allSatisfy { operation in
            type(named: operation.customaryTypeName)?.id == rootType(for: operation)?.id
        }
    }
}

extension OperationType {
    var keyword: String {
        switch self {
        case .query: "query"
        case .mutation: "mutation"
        case .subscription: "subscription"
        }
    }

    /// What the root type is called when no schema definition names it.
    var customaryTypeName: String {
        switch self {
        case .query: "Query"
        case .mutation: "Mutation"
        case .subscription: "Subscription"
        }
    }
}
