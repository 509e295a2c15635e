/// A spread names a fragment of the document.
/// [Spec 5.5.2.1](https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined)
enum KnownFragmentNamesRule {
    /// - Parameter spread: one whose fragment does not exist.
    @inline(never)
    static func report(_ spread: Node.ID, _ run: inout Validation) {
        let name = run.name(of: spread)
        run.report(.knownFragmentNames, "Unknown fragment \"\(name)\".", at: [run.namePosition(of: spread)])
    }
}
