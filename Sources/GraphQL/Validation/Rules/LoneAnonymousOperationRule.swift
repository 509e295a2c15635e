/// An operation without a name cannot be chosen among others, so it must be alone.
/// [Spec 5.2.3.1](https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation)
enum LoneAnonymousOperationRule {
    static func check(_ run: inout Validation) {
        guard run.definitions.count(where: \.isOperation) > 1 else { return }
        for definition in run.definitions where definition.isOperation && !run[definition.id].name.isPresent {
            run.report(
                .loneAnonymousOperation, "This anonymous operation must be the only defined operation.",
                at: definition.id)
        }
    }
}
