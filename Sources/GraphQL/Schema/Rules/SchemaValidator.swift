/// Checks what a definition alone cannot show: that the parts of a schema fit each other.
///
/// [Spec 3](https://spec.graphql.org/September2025/#sec-Type-System)
struct SchemaValidator {
    /// In the order in which they are checked. A rule takes nothing for granted that another one checks.
    static let rules: [any SchemaRule.Type] = [
        RootTypesRule.self,
        ReservedNamesRule.self,
        SpecifiedDefinitionsRule.self,
        NoEmptyTypesRule.self,
        OutputTypesRule.self,
        InputTypesRule.self,
        UnionMembersRule.self,
        ImplementedInterfacesRule.self,
        ImplementedFieldsRule.self,
        InputObjectCyclesRule.self,
        DefaultValueCyclesRule.self,
        DefaultValuesRule.self,
        OneOfInputObjectsRule.self,
        DeprecatedInputsRule.self,
        DirectiveCyclesRule.self,
        AppliedDirectivesRule.self,
        CostWeightsRule.self,
        ListSizesRule.self,
    ]

    private var context: SchemaRuleContext

    init(_ schema: Schema, sources: SchemaSources) {
        context = SchemaRuleContext(schema: schema, sources: sources)
    }

    /// Everything that is wrong, in the order of the source.
    ///
    /// - Parameter earlier: What was found wrong while the schema was put together.
    func issues(after earlier: [SchemaIssue]) -> [SchemaError.Issue] {
        var context = context
        for rule in Self.rules { rule.check(&context) }
        let issues = (earlier + context.issues).enumerated().sorted { first, second in
            (first.element.position ?? .max, first.offset) < (second.element.position ?? .max, second.offset)
        }
        var last: (position: Int, location: SourceLocation)?
        return issues.map { _, issue in
            guard let position = issue.position else {
                return SchemaError.Issue(issue.message, coordinate: issue.coordinate)
            }
            let location = context.document.source.location(of: position, after: last)
            last = (position, location)
            return SchemaError.Issue(issue.message, coordinate: issue.coordinate, location: location)
        }
    }
}

/// One thing that a schema must get right.
protocol SchemaRule: SendableMetatype {
    /// Reports every place where the schema breaks the rule. Uses the stack no deeper than the source nests.
    static func check(_ context: inout SchemaRuleContext)
}
