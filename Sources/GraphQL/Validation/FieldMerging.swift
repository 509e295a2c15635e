/// Finds the fields that share a response name in one place of the response, and has them compared.
///
/// The specification compares each pair of fields, which is quadratic, and exponential through fragments. Here each
/// *merged set* is looked at once: the selection sets that make up one object of the response, their fragments expanded,
/// each fragment once. Its fields are put into groups by response name, each field is compared with its group's first
/// (being mergeable is an equivalence), and the selection sets of a group make up a merged set of their own.
///
/// A selection set needs no look of its own if it was part of a larger one, and a set of a single field needs none at
/// all; so without fragments every field is looked at once. A fragment is looked at once for each selection set that
/// spreads it among other fields, and merged sets that have been looked at are remembered. What remains is bounded by
/// ``ValidationOptions/overlapSteps``.
///
/// The separation of what fields mean from the shape of their values, and the grouping, follow the idea of Simon
/// Adameit, "An efficient algorithm for field merging in GraphQL".
struct FieldMerging: ~Copyable {
    /// A field in a merged set.
    struct Entry {
        let field: Node.ID
        /// Position in ``SchemaIndex/fields``.
        let definition: Int32
        /// The field of the enclosing merged set to whose selections this one belongs; −1 in the outermost.
        let origin: Int32
        /// The next one with the same response name, or −1.
        var next: Int32 = -1
        /// For the first of a group: the last one.
        var last: Int32
    }

    /// A selection set that is part of a merged set.
    private struct Part {
        let selections: Node.ID
        let origin: Int32
    }

    private enum Mode {
        /// One object may be asked for all fields: they must mean the same.
        case meaning
        /// The fields are for different objects: their values need the same shape.
        case shape
    }

    /// The merged sets that are being looked at, the innermost last.
    private var entries: [Entry] = []
    /// The first entries of groups of several.
    private var groups: [Int32] = []
    /// By response name: the group's first entry.
    private var groupByName: NameMap
    /// By definition: the number of the merged set that expanded the fragment last.
    private var expandedFor: [Int32]
    private var mergedSetCount: Int32 = 0
    /// By node: selection sets whose fields have been compared with each other. A bit for each.
    private var covered: [UInt64]
    /// Merged sets of several selection sets that have been looked at.
    private var known: Set<[Int32]> = []
    /// Pairs of fields that have been reported: a fragment's fields meet again wherever it is spread.
    private var reported: Set<[Node.ID]> = []
    /// How far ``Validation/visits`` may get.
    private let greatestVisits: Int

    init(_ run: borrowing Validation) {
        groupByName = NameMap(nameCount: run.document.names.count)
        expandedFor = Array(repeating: 0, count: run.definitions.count)
        covered = Array(repeating: 0, count: run.nodes.count / 64 + 1)
        greatestVisits = run.visits + min(run.options.overlapSteps, .max - run.visits)
    }

    mutating func check(_ run: inout Validation) {
        for selections in run.selectionSets where !run.isStopped && !isCovered(selections) {
            check([Part(selections: selections, origin: -1)], .meaning, depth: 1, &run)
        }
    }

    // MARK: - A merged set

    private mutating func check(_ parts: [Part], _ mode: Mode, depth: Int, _ run: inout Validation) {
        let (entryCount, groupCount) = (entries.count, groups.count)
        groupByName.removeAll()
        mergedSetCount += 1
        for part in parts { collect(part, mode, &run) }
        var group = groupCount
        let end = groups.count
        while group < end, !run.isStopped {
            checkGroup(groups[group], mode, depth: depth, &run)
            group += 1
        }
        entries.removeSubrange(entryCount...)
        groups.removeSubrange(groupCount...)
    }

    /// Adds the fields of a selection set in the order of the document, with a stack of its own, because fragments may
    /// be nested as deep as there are fragments.
    private mutating func collect(_ part: Part, _ mode: Mode, _ run: inout Validation) {
        var resumptions: [Node.ID] = []
        var next = part.selections
        if mode == .meaning { cover(next) }
        while true {
            guard next.isPresent else {
                guard let resumption = resumptions.popLast() else { return }
                next = resumption
                continue
            }
            let id = next
            let node = run[id]
            next = node.next
            run.visits &+= 1
            if run.visits > greatestVisits { return refuse(id, &run) }
            switch node.kind {
            case .field:
                let definition = run.fieldDefinitions[Int(id.index)]
                // A field that does not exist is an error already.
                if definition >= 0 { add(id, node.responseName, definition, part.origin) }
            case .fragmentSpread:
                let target = Int(run.fragments[node.name])
                guard target >= 0, expandedFor[target] != mergedSetCount else { continue }
                expandedFor[target] = mergedSetCount
                resumptions.append(next)
                next = run[run.definitions[target].id].selections
                if mode == .meaning { cover(next) }
            default:
                resumptions.append(next)
                next = node.selections
                if mode == .meaning { cover(next) }
            }
        }
    }

    @inline(never)
    private func refuse(_ field: Node.ID, _ run: inout Validation) {
        run.refuse(
            .overlapTooComplex,
            "Finding out which fields overlap would take more than \(run.options.overlapSteps) steps.", at: field)
    }

    @inline(__always)
    private mutating func add(_ field: Node.ID, _ name: Name, _ definition: Int32, _ origin: Int32) {
        let position = Int32(truncatingIfNeeded: entries.count)
        let first = groupByName.insert(position, for: name)
        entries.append(Entry(field: field, definition: definition, origin: origin, last: position))
        guard first >= 0 else { return }
        let last = entries[Int(first)].last
        if last == first { groups.append(first) }
        entries[Int(last)].next = position
        entries[Int(first)].last = position
    }

    // MARK: - A group

    /// Compares the fields that share a response name, then looks at their selections together.
    private mutating func checkGroup(_ first: Int32, _ mode: Mode, depth: Int, _ run: inout Validation) {
        guard mode == .meaning, isForDifferentObjects(first, run) else {
            if compare(first, mode, &run) { descend(members(of: first), mode, depth, &run) }
            return
        }
        // One object has one type: fields on different object types never meet, those on abstract types meet all.
        var byParent: [TypeID: [Int32]] = [:]
        var onAbstract: [Int32] = []
        for member in members(of: first) {
            let definition = run.index.fields[Int(entries[Int(member)].definition)]
            if definition.parentIsObject {
                byParent[definition.parent, default: []].append(member)
            } else {
                onAbstract.append(member)
            }
        }
        var areMergeable = compare(first, .shape, &run)
        // The fields on abstract types are in each partition: that is what must not become too many.
        run.visits += onAbstract.count * byParent.count
        if run.visits > greatestVisits { return refuse(entries[Int(first)].field, &run) }
        let partitions = byParent.values.sorted { $0[0] < $1[0] }.map { (onAbstract + $0).sorted() }
        for partition in partitions where !compareMeaning(partition, &run) { areMergeable = false }
        guard areMergeable else { return }
        descend(members(of: first), .shape, depth, &run)
        for partition in partitions { descend(partition, .meaning, depth, &run) }
    }

    private func members(of first: Int32) -> [Int32] {
        var members: [Int32] = []
        var member = first
        while member >= 0 {
            members.append(member)
            member = entries[Int(member)].next
        }
        return members
    }

    private func isForDifferentObjects(_ first: Int32, _ run: borrowing Validation) -> Bool {
        var parent = TypeID.none
        var member = first
        while member >= 0 {
            let definition = run.index.fields[Int(entries[Int(member)].definition)]
            member = entries[Int(member)].next
            guard definition.parentIsObject else { continue }
            if parent.isPresent, parent != definition.parent { return true }
            parent = definition.parent
        }
        return false
    }

    /// - Returns: whether the fields of the group can be merged, as far as they themselves go.
    private mutating func compare(_ first: Int32, _ mode: Mode, _ run: inout Validation) -> Bool {
        var areMergeable = true
        var member = entries[Int(first)].next
        while member >= 0, !run.isStopped {
            if !compare(first, member, mode, &run) { areMergeable = false }
            member = entries[Int(member)].next
        }
        return areMergeable
    }

    private mutating func compareMeaning(_ members: [Int32], _ run: inout Validation) -> Bool {
        var areMergeable = true
        for member in members.dropFirst() where !run.isStopped {
            if !compare(members[0], member, .meaning, &run) { areMergeable = false }
        }
        return areMergeable
    }

    @inline(__always)
    private mutating func compare(_ one: Int32, _ other: Int32, _ mode: Mode, _ run: inout Validation) -> Bool {
        let (a, b) = (entries[Int(one)], entries[Int(other)])
        run.visits += 1
        var reason: String?
        if mode == .meaning {
            reason = OverlappingFieldsCanBeMergedRule.difference(ofMeaning: a, b, &run)
        }
        if reason == nil, a.definition != b.definition {
            reason = OverlappingFieldsCanBeMergedRule.difference(ofShape: a, b, run)
        }
        if run.visits > greatestVisits { refuse(b.field, &run) }
        guard let reason else { return true }
        report(a, b, because: reason, &run)
        return false
    }

    // MARK: - The selections of a group

    private mutating func descend(_ members: [Int32], _ mode: Mode, _ depth: Int, _ run: inout Validation) {
        var parts: [Part] = []
        for member in members {
            let selections = run[entries[Int(member)].field].selections
            if selections.isPresent { parts.append(Part(selections: selections, origin: member)) }
        }
        // A selection set alone has its own turn.
        guard parts.count > 1, !run.isStopped else { return }
        guard depth < ValidationOptions.greatestDepth else {
            let limit = ValidationOptions.greatestDepth
            return run.refuse(
                .operationTooDeep, "The operation is more than \(limit) levels deep.", at: parts[0].selections)
        }
        let key = [mode == .meaning ? 1 : 0] + parts.map(\.selections.index)
        run.visits += parts.count
        if known.insert(key).inserted { check(parts, mode, depth: depth + 1, &run) }
    }

    private mutating func cover(_ selections: Node.ID) {
        covered[Int(selections.index) / 64] |= 1 << UInt64(selections.index % 64)
    }

    private func isCovered(_ selections: Node.ID) -> Bool {
        covered[Int(selections.index) / 64] & (1 << UInt64(selections.index % 64)) != 0
    }

    // MARK: - Errors

    /// Follows both fields outwards to the selection set that holds ancestors of both.
    private mutating func report(_ one: Entry, _ other: Entry, because reason: String, _ run: inout Validation) {
        guard reported.insert([one.field, other.field]).inserted else { return }
        var (a, b) = (one, other)
        var fields = ([a.field], [b.field])
        while a.origin != b.origin {
            (a, b) = (entries[Int(a.origin)], entries[Int(b.origin)])
            fields.0.append(a.field)
            fields.1.append(b.field)
        }
        let names = fields.0.reversed().map { run[$0].responseName }
        OverlappingFieldsCanBeMergedRule.report(
            names, fields.0.reversed(), fields.1.reversed(), because: reason, &run)
    }
}
