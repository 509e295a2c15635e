/// No fragment contains itself, directly or through others: it would have no end.
/// [Spec 5.5.2.2](https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles)
enum NoFragmentCyclesRule {
    /// How much of a cycle an error shows.
    static let greatestShownLength = 20

    /// - Parameters:
    ///   - cycle: the beginning of the cycle: each spread is of the fragment in which the following one stands.
    ///   - length: how many spreads the whole cycle has. The last one is of the fragment in which the first one stands.
    static func report(_ cycle: [Spread], _ length: Int, _ run: inout Validation) {
        guard let first = cycle.first, let last = cycle.last else { return }
        let isWhole = cycle.count == length
        let fragment = isWhole ? run.name(of: last.id) : run.name(ofFragmentAround: first)
        var steps = cycle.dropLast(isWhole ? 1 : 0).map { "\"\(run.name(of: $0.id))\"" }
        if !isWhole { steps.append("…") }
        let via = steps.isEmpty ? "" : " via " + steps.joined(separator: ", ")
        run.report(
            .noFragmentCycles, "Cannot spread fragment \"\(fragment)\" within itself\(via).",
            at: cycle.map { run.position(of: $0.id) })
    }
}

extension Validation {
    fileprivate func name(ofFragmentAround spread: Spread) -> String {
        let fragment = definitions.first { definition in
            definition.spreads.contains { spreads[$0].id == spread.id }
        }
        return fragment.map { name(of: $0.id) } ?? ""
    }
}
