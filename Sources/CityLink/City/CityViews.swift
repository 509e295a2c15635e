package import GraphQL

/// The schema as each role sees it.
package struct CityViews: Sendable {
    /// Everything; nobody's view.
    let whole: ExecutableSchema<CityRequest>
    private let citizens: ExecutableSchema<CityRequest>
    private let operators: ExecutableSchema<CityRequest>

    /// The contract, as it stands in `schema.graphql` at the top of the repository.
    package static var source: String { String(decoding: PackageResources.schema_graphql, as: UTF8.self) }

    init(maximumCost: Int, presentError: @escaping @Sendable (any Error, String) -> GraphQLError) throws {
        var options = ExecutionOptions()
        options.maximumCost = maximumCost
        options.presentError = presentError
        whole = try ExecutableSchema(
            Schema(CityViews.source), CityFeatures.types,
            scalars: ["Won": [Int.self], "LocalTime": [String.self]], options: options)
        citizens = try whole.view { $0.isVisible(to: .citizen) }
        operators = try whole.view { $0.isVisible(to: .operator) }
    }

    func schema(for role: Role) -> ExecutableSchema<CityRequest> {
        switch role {
        case .anonymous, .citizen: citizens
        case .operator: operators
        }
    }

    /// The schema as a role sees it, without anything behind it; for printing.
    package static func schema(for role: Role) throws -> Schema {
        try Schema(source).view { $0.isVisible(to: role) }
    }

    var fieldFacts: [Operations.FieldFacts] {
        zip(whole.returnTypes, whole.areStored).map { Operations.FieldFacts(returnType: $0, isStored: $1) }
    }
}

extension SchemaElement {
    /// `@auth(requires:)` hides an element from whoever does not have the role. Nobody has to be signed in to see what
    /// citizens see: fields that need it say so when they are asked.
    func isVisible(to role: Role) -> Bool {
        // The directive itself would tell that there is something to hide.
        if kind == .directive, type == "@auth" { return role >= .operator }
        guard case .enumValue(let required)? = directive("auth", "requires") else { return true }
        return switch required {
        case "OPERATOR": role >= .operator
        default: true
        }
    }
}
