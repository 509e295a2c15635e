/// Finds the fields that share a response name in one place of the response, and has them compared.
///
/// The specification compares each pair of fields, which is quadratic, and exponential through fragments. Here each
/// *merged set* is looked at once: the selection sets that make up one object of the response, their fragments expanded,
/// each fragment once. Its fields are put into groups by response name, each field is compared with its group's first
/// (being mergeable is an equivalence), and the selection sets of a group make up a merged set of their own.
///
/// A selection set needs no look of its own if it was part of a larger one, and a set of a single field needs none at
/// all; so without fragments every field is looked at once. A fragment is looked at once for each selection set that
/// spreads it among other fields. A merged set that is part of another one, or that has been looked at before, is left
/// out. What remains is bounded by ``ValidationOptions/overlapSteps``.
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

    private struct Member {
        /// None for a field of an interface.
        let parent: TypeID
        let entry: Int32
    }

    private enum Mode: Int32 {
        /// One object may be asked for all fields: they must mean the same.
        case meaning
        /// The fields are for different objects: their values need the same shape.
        case shape
    }

    // Four stacks for the merged sets that are being looked at, the innermost last.
    private var entries: [Entry] = []
    /// The first entries of groups of several.
    private var groups: [Int32] = []
    private var parts: [Part] = []
    /// The entries of a group, sorted by the types that their fields are on.
    private var members: [Member] = []

    /// Where to go on when a fragment ends.
    private var resumptions: [Node.ID] = []
    /// By node: for a selection set, the number of the merged set, for objects of one type, that it was part of last; 0 if
    /// of none yet.
    private var coveredBy: [Int32]
    /// Merged sets of several selection sets that have been looked at.
    private var known: Set<[Int32]> = []
    /// Pairs of fields that have been reported: a fragment's fields meet again wherever it is spread.
    private var reported: Set<[Node.ID]> = []
    /// How far ``Validation/visits`` may get.
    private let greatestVisits: Int

    init(_ run: borrowing Validation) {
        coveredBy = Array(repeating: 0, count: run.nodes.count)
        greatestVisits = run.visits + min(run.options.overlapSteps, .max - run.visits)
        entries.reserveCapacity(32)
    }

    mutating func check(_ run: inout Validation) {
        for position in run.selectionSets.indices where !run.isStopped {
            let selections = run.selectionSets[position]
            if coveredBy[Int(selections.index)] != 0 { continue }
            parts.append(Part(selections: selections, origin: -1))
            checkParts(from: 0, .meaning, depth: 1, &run)
        }
    }

    // MARK: - A merged set

    /// Looks at the merged set that the last parts make up, and removes them.
    private mutating func checkParts(from firstPart: Int, _ mode: Mode, depth: Int, _ run: inout Validation) {
        let (entryCount, groupCount) = (entries.count, groups.count)
        // By response name: the first entry of the group.
        run.seenNames.removeAll()
        run.walkCount += 1
        for part in firstPart..<parts.count { collect(parts[part], mode, &run) }
        parts.removeLast(parts.count - firstPart)
        var group = groupCount
        let end = groups.count
        while group < end, !run.isStopped {
            checkGroup(groups[group], mode, depth: depth, &run)
            group += 1
        }
        entries.removeLast(entries.count - entryCount)
        groups.removeLast(groups.count - groupCount)
    }

    /// Adds the fields of a selection set in the order of the document, with a stack of its own, because fragments may
    /// be nested as deep as there are fragments.
    private mutating func collect(_ part: Part, _ mode: Mode, _ run: inout Validation) {
        var next = part.selections
        if mode == .meaning { coveredBy[Int(next.index)] = run.walkCount }
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
                if definition >= 0 { add(id, definition, part.origin, &run) }
                continue
            case .fragmentSpread:
                let target = Int(run.fragments[node.name])
                guard target >= 0, run.definitions[target].lastWalk != run.walkCount else { continue }
                run.definitions[target].lastWalk = run.walkCount
                resumptions.append(next)
                next = run[run.definitions[target].id].selections
            default:
                resumptions.append(next)
                next = node.selections
            }
            if mode == .meaning { coveredBy[Int(next.index)] = run.walkCount }
        }
    }

    @inline(__always)
    private mutating func add(_ field: Node.ID, _ definition: Int32, _ origin: Int32, _ run: inout Validation) {
        let position = Int32(truncatingIfNeeded: entries.count)
        let first = run.seenNames.insert(position, for: run[field].responseName)
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
        if mode == .meaning, isForDifferentObjects(first, run) {
            return checkByParent(first, depth: depth, &run)
        }
        var areMergeable = true
        var member = entries[Int(first)].next
        while member >= 0, !run.isStopped {
            if !compare(first, member, mode, &run) { areMergeable = false }
            member = entries[Int(member)].next
        }
        guard areMergeable, run.index.fields[Int(entries[Int(first)].definition)].isComposite else { return }
        descend(from: first, mode, depth, &run)
    }

    private func isForDifferentObjects(_ first: Int32, _ run: borrowing Validation) -> Bool {
        let firstDefinition = entries[Int(first)].definition
        var parent = TypeID.none
        var member = first
        while member >= 0 {
            let entry = entries[Int(member)]
            member = entry.next
            // Most groups are of one field.
            if entry.definition == firstDefinition, parent.isPresent { continue }
            let definition = run.index.fields[Int(entry.definition)]
            guard definition.parentIsObject else { continue }
            if parent.isPresent, parent != definition.parent { return true }
            parent = definition.parent
        }
        return false
    }

    /// One object has one type: fields on different object types never meet, those on abstract types meet all others.
    private mutating func checkByParent(_ first: Int32, depth: Int, _ run: inout Validation) {
        let start = members.count
        defer { members.removeLast(members.count - start) }
        var areMergeable = true
        var entry = first
        while entry >= 0, !run.isStopped {
            if entry != first, !compare(first, entry, .shape, &run) { areMergeable = false }
            let field = run.index.fields[Int(entries[Int(entry)].definition)]
            members.append(Member(parent: field.parentIsObject ? field.parent : .none, entry: entry))
            entry = entries[Int(entry)].next
        }
        // Those on abstract types, which have no parent here, come first.
        members[start...].sort { ($0.parent.raw, $0.entry) < ($1.parent.raw, $1.entry) }

        var head = members[start]
        for position in start + 1..<members.count where !run.isStopped {
            let member = members[position]
            if head.parent.isPresent, head.parent != member.parent {
                head = member
            } else if !compare(min(head.entry, member.entry), max(head.entry, member.entry), .meaning, &run) {
                areMergeable = false
            }
        }
        guard areMergeable, run.index.fields[Int(entries[Int(first)].definition)].isComposite else { return }
        descend(from: first, .shape, depth, &run)
        descend(byParentFrom: start, depth: depth, &run)
    }

    /// Looks at the selections of all fields that an object of one type may be asked for, for each type.
    private mutating func descend(byParentFrom start: Int, depth: Int, _ run: inout Validation) {
        let end = members.count
        let abstractEnd = members[start...].firstIndex { $0.parent.isPresent } ?? end
        var position = abstractEnd
        while position < end, !run.isStopped {
            let firstPart = parts.count
            for abstract in start..<abstractEnd { addPart(members[abstract].entry, run) }
            let parent = members[position].parent
            while position < end, members[position].parent == parent {
                addPart(members[position].entry, run)
                position += 1
            }
            let field = parts.last?.selections ?? .none
            descend(toPartsFrom: firstPart, .meaning, depth, &run)
            if run.visits > greatestVisits, field.isPresent { refuse(field, &run) }
        }
    }

    @inline(__always)
    private mutating func compare(_ one: Int32, _ other: Int32, _ mode: Mode, _ run: inout Validation) -> Bool {
        let (a, b) = (entries[Int(one)], entries[Int(other)])
        run.visits &+= 1
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

    private mutating func descend(from first: Int32, _ mode: Mode, _ depth: Int, _ run: inout Validation) {
        let firstPart = parts.count
        var member = first
        while member >= 0 {
            addPart(member, run)
            member = entries[Int(member)].next
        }
        descend(toPartsFrom: firstPart, mode, depth, &run)
    }

    private mutating func addPart(_ member: Int32, _ run: borrowing Validation) {
        let selections = run[entries[Int(member)].field].selections
        if selections.isPresent { parts.append(Part(selections: selections, origin: member)) }
    }

    /// Looks at the merged set of the last parts, and removes them.
    private mutating func descend(toPartsFrom first: Int, _ mode: Mode, _ depth: Int, _ run: inout Validation) {
        run.visits &+= parts.count - first
        // A selection set alone has its own turn.
        guard parts.count - first > 1, !run.isStopped, !isCovered(partsFrom: first),
            isUnknown(partsFrom: first, mode)
        else {
            parts.removeLast(parts.count - first)
            return
        }
        guard depth < ValidationOptions.greatestDepth else {
            let limit = ValidationOptions.greatestDepth
            return run.refuse(
                .operationTooDeep, "The operation is more than \(limit) levels deep.", at: parts[first].selections)
        }
        checkParts(from: first, mode, depth: depth + 1, &run)
    }

    private mutating func isUnknown(partsFrom first: Int, _ mode: Mode) -> Bool {
        var key: [Int32] = [mode.rawValue]
        key.reserveCapacity(parts.count - first + 1)
        for part in parts[first...] { key.append(part.selections.index) }
        return known.insert(key).inserted
    }

    /// Whether all were part of one merged set, perhaps of one that is being looked at: whatever conflict is to be found
    /// here is to be found there, too.
    private func isCovered(partsFrom first: Int) -> Bool {
        let mergedSet = coveredBy[Int(parts[first].selections.index)]
        return mergedSet != 0
            && parts[first...].allSatisfy { coveredBy[Int($0.selections.index)] == mergedSet }
    }

    // MARK: - Errors

    @inline(never)
    private func refuse(_ field: Node.ID, _ run: inout Validation) {
        run.refuse(
            .overlapTooComplex,
            "Finding out which fields overlap would take more than \(run.options.overlapSteps) steps.", at: field)
    }

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
