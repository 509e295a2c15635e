/// No fragment contains itself, directly or through others: it would have no end.
/// [Spec 5.5.2.2](https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles)
enum NoFragmentCyclesRule {
    /// How much of a cycle an error shows.
    private static let greatestShownLength = 20

    private enum State { case unknown, open, closed }

    /// A depth-first search with a stack of its own, because fragments may be nested as deep as there are fragments.
    ///
    /// - Returns: whether there is no cycle.
    static func check(_ run: inout Validation) -> Bool {
        var states = [State](repeating: .unknown, count: run.definitions.count)
        var isAcyclic = true
        for start in run.definitions.indices where !run.definitions[start].isOperation && states[start] == .unknown {
            /// The fragments that are open, each with the first of its spreads that is still to follow.
            var path = [(fragment: start, next: run.definitions[start].spreads.lowerBound)]
            states[start] = .open
            while let (fragment, next) = path.last {
                guard next < run.definitions[fragment].spreads.upperBound else {
                    states[fragment] = .closed
                    path.removeLast()
                    continue
                }
                run.visits += 1
                path[path.count - 1].next += 1
                let target = Int(run.spreads[next].target)
                switch states[target] {
                case .closed: continue
                case .unknown:
                    states[target] = .open
                    path.append((target, run.definitions[target].spreads.lowerBound))
                case .open:
                    isAcyclic = false
                    guard !run.isStopped, let first = path.firstIndex(where: { $0.fragment == target }) else { continue }
                    // The spread that led from each fragment of the cycle to the following one.
                    report(path[first...].prefix(greatestShownLength).map { $0.next - 1 }, path.count - first, &run)
                }
            }
        }
        return isAcyclic
    }

    private static func report(_ spreads: [Int], _ length: Int, _ run: inout Validation) {
        let names = spreads.map { run.name(of: run.spreads[$0].id) }
        let fragment = run.definitions.first { $0.spreads.contains(spreads[0]) }
        let name = fragment.map { run.name(of: $0.id) } ?? ""
        // The last spread leads back to the fragment itself.
        var steps = names.prefix(length - 1).map { "\"\($0)\"" }
        if length > greatestShownLength { steps.append("…") }
        let via = steps.isEmpty ? "" : " via " + steps.joined(separator: ", ")
        run.report(
            .noFragmentCycles, "Cannot spread fragment \"\(name)\" within itself\(via).",
            at: spreads.map { run.position(of: run.spreads[$0].id) })
    }
}
