/// Some object can be both of the fragment's type and of the type around it.
/// [Spec 5.5.2.3](https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible)
enum PossibleFragmentSpreadsRule {
    /// - Parameter spread: a spread or an inline fragment.
    @inline(__always)
    static func check(_ spread: Node.ID, of type: TypeID, on parent: TypeID, _ run: inout Validation) {
        guard type.isPresent, parent.isPresent, type != parent, !run.index.overlap(type, parent) else { return }
        report(spread, of: type, on: parent, &run)
    }

    @inline(never)
    private static func report(_ spread: Node.ID, of type: TypeID, on parent: TypeID, _ run: inout Validation) {
        let subject = run[spread].kind == .fragmentSpread ? "Fragment \"\(run.name(of: spread))\"" : "Fragment"
        run.report(
            .possibleFragmentSpreads,
            "\(subject) cannot be spread here as objects of type \"\(run.text(parent))\""
                + " can never be of type \"\(run.text(type))\".", at: spread)
    }
}
