/// Whether literals mean the same. The order of arguments and of the fields of an object means nothing.
enum LiteralComparison {
    /// Compares arguments, or the fields of two objects. Lists in the same order take time in proportion to the shorter
    /// one, others are sorted.
    static func areSameMembers(_ one: Node.ID, _ other: Node.ID, _ run: inout Validation) -> Bool {
        var (a, b) = (one, other)
        while a.isPresent, b.isPresent, run[a].name == run[b].name {
            run.visits += 1
            guard isSame(run[a].value, run[b].value, &run) else { return false }
            (a, b) = (run[a].next, run[b].next)
        }
        if !a.isPresent || !b.isPresent { return a.isPresent == b.isPresent }
        guard isSameCount(a, b, &run) else { return false }
        let (sortedA, sortedB) = (sorted(a, run), sorted(b, run))
        for (a, b) in zip(sortedA, sortedB) {
            run.visits += 1
            guard run[a].name == run[b].name, isSame(run[a].value, run[b].value, &run) else { return false }
        }
        return true
    }

    /// Looking at the members at all is work, however early they turn out to differ: it counts, once for each list.
    private static func isSameCount(_ one: Node.ID, _ other: Node.ID, _ run: inout Validation) -> Bool {
        var (a, b) = (one, other)
        while a.isPresent, b.isPresent {
            run.visits += 2
            (a, b) = (run[a].next, run[b].next)
        }
        return a.isPresent == b.isPresent
    }

    private static func sorted(_ first: Node.ID, _ run: borrowing Validation) -> [Node.ID] {
        var members: [Node.ID] = []
        var next = first
        while next.isPresent {
            members.append(next)
            next = run[next].next
        }
        let nodes = run.nodes
        return members.sorted { (nodes[Int($0.index)].name.raw, $0.index) < (nodes[Int($1.index)].name.raw, $1.index) }
    }

    /// Recurses as deep as the parser allows values to nest.
    private static func isSame(_ one: Node.ID, _ other: Node.ID, _ run: inout Validation) -> Bool {
        let (a, b) = (run[one], run[other])
        guard a.kind == b.kind || a.isString && b.isString else { return false }
        switch a.kind {
        case .variable, .enumValue: return a.name == b.name
        case .boolean: return a.flags.contains(.isTrue) == b.flags.contains(.isTrue)
        case .null: return true
        case .string, .blockString: return isSameString(a, b, &run)
        case .object: return areSameMembers(a.items, b.items, &run)
        case .list: return areSameItems(a.items, b.items, &run)
        default: return isSameText(a, b, &run)
        }
    }

    private static func areSameItems(_ one: Node.ID, _ other: Node.ID, _ run: inout Validation) -> Bool {
        var (a, b) = (one, other)
        while a.isPresent, b.isPresent {
            run.visits += 1
            guard isSame(a, b, &run) else { return false }
            (a, b) = (run[a].next, run[b].next)
        }
        return a.isPresent == b.isPresent
    }

    private static func isSameText(_ a: Node, _ b: Node, _ run: inout Validation) -> Bool {
        guard a.textEnd - a.textStart == b.textEnd - b.textStart else { return false }
        run.visits += (a.textEnd - a.textStart) / 16
        let bytes = run.document.source.paddedBytes
        return bytes[a.textStart..<a.textEnd] == bytes[b.textStart..<b.textEnd]
    }

    private static func isSameString(_ a: Node, _ b: Node, _ run: inout Validation) -> Bool {
        if a.kind == b.kind, isSameText(a, b, &run) { return true }
        if a.flags.contains(.isVerbatim), b.flags.contains(.isVerbatim) {
            return a.kind != b.kind && isSameText(a, b, &run)
        }
        // Escapes must be resolved. That costs as much as both texts are long, however short one is, so it counts.
        run.visits += (a.textEnd - a.textStart + b.textEnd - b.textStart) / 16
        // Byte by byte: to Swift an accent is the same however it is put together, to a resolver it need not be.
        return run.document.stringValue(of: a).hasSameBytes(as: run.document.stringValue(of: b))
    }
}

extension Node {
    fileprivate var isString: Bool { kind == .string || kind == .blockString }
}
