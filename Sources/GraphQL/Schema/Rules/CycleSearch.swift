/// Looks for cycles in a graph whose nodes are numbers below `count`.
///
/// Works with a stack of its own, so a long chain costs memory and nothing worse.
/// - Complexity: linear in nodes and edges, besides the cycles themselves: each node closes at most one.
struct CycleSearch {
    /// Each as its nodes in order; the last one leads back to the first.
    private(set) var cycles: [[Int]] = []
    /// All nodes, each behind those that it leads to, unless they are on a cycle.
    private(set) var order: [Int] = []

    private enum State { case new, open, done }

    init(count: Int, successors: (Int) -> [Int]) {
        var states = [State](repeating: .new, count: count)
        var closes = [Bool](repeating: false, count: count)
        order.reserveCapacity(count)
        for start in 0..<count where states[start] == .new {
            var path: [(node: Int, successors: ArraySlice<Int>)] = [(start, successors(start)[...])]
            states[start] = .open
            while let last = path.indices.last {
                guard let next = path[last].successors.popFirst() else {
                    states[path[last].node] = .done
                    order.append(path[last].node)
                    path.removeLast()
                    continue
                }
                switch states[next] {
                case .done: continue
                case .open where closes[next]: continue
                case .open:
                    closes[next] = true
                    cycles.append(Array(path.lazy.map(\.node).drop { $0 != next }))
                case .new:
                    states[next] = .open
                    path.append((next, successors(next)[...]))
                }
            }
        }
    }
}
