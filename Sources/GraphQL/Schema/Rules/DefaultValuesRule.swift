/// Defaults are values of the type they stand for. [Spec 3.6.1](https://spec.graphql.org/September2025/#sec-Field-Arguments)
enum DefaultValuesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        let checker = ConstantChecker(context)
        for value in context.inputValues {
            guard let literal = context.defaultValue(of: value.coordinate) else { continue }
            for problem in checker.problems(of: literal, as: value.definition.type) {
                context.report(
                    "The default does not fit `\(context.schema.text(value.definition.type))`. \(problem.message)",
                    value.coordinate, at: problem.node)
            }
        }
    }
}
