/// A directive exists and may stand where it stands.
/// [Spec 5.7.1](https://spec.graphql.org/September2025/#sec-Directives-Are-Defined),
/// [5.7.2](https://spec.graphql.org/September2025/#sec-Directives-Are-in-Valid-Locations)
enum KnownDirectivesRule {
    static func check(
        _ directive: Node.ID, _ definition: Int32, at location: DirectiveLocation, _ run: inout Validation
    ) {
        guard definition >= 0 else {
            return run.report(.knownDirectives, "Unknown directive \"@\(run.name(of: directive))\".", at: directive)
        }
        guard let bit = location.executableBit, run.index.directives[Int(definition)].locations & bit == 0 else {
            return
        }
        run.report(
            .knownDirectives, "Directive \"@\(run.name(of: directive))\" may not be used on \(location.rawValue).",
            at: directive)
    }
}
