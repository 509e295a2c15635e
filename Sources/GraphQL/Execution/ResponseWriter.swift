#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes the data of a response, walking over rows and columns in response order.
///
/// Null propagation happens while writing: a position that fails writes on to its end (so that every column is still
/// consumed in order), then the text is cut back to where the nearest nullable position began, and that becomes `null`.
/// A value therefore never has to be looked at twice, and a response without errors pays nothing for them.
/// [Spec 6.4.4](https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors)
///
/// Pointers read here come from rows that the execution keeps alive, at offsets and with types that the binder has
/// checked against the schema.
struct ResponseWriter: ~Copyable {
    var json: JSONWriter
    private let plan: Plan
    private let state: ExecutionState
    private let selections: UnsafeMutablePointer<SelectionNode>
    private let ops: UnsafeMutablePointer<Op>
    private let nodes: UnsafeMutablePointer<ValueNode>
    private let accesses: UnsafeMutablePointer<ValueAccess>
    private let enumerations: UnsafeMutablePointer<UnsafeMutablePointer<PaddedText>>
    private let columns: UnsafeMutablePointer<ColumnState>
    /// By selection, how many of its objects were written: the next one's row.
    private let cursors: UnsafeMutablePointer<Int>
    /// In the order in which they appear in the response.
    private(set) var errors: [WrittenError] = []

    /// - Parameter capacity: how many bytes the response will probably have.
    init(_ plan: Plan, _ state: ExecutionState, capacity: Int) {
        json = JSONWriter(capacity: capacity)
        self.plan = plan
        self.state = state
        cursors = state.cursors
        columns = state.columns
        // A buffer without elements has an address as well; nothing refers to an element of it.
        selections = plan.selections.baseAddress!
        ops = plan.ops.baseAddress!
        nodes = plan.nodes.baseAddress!
        accesses = plan.accesses.baseAddress!
        enumerations = plan.enumerationTexts.baseAddress!
    }

    /// Writes the root object, or `null` when an error reached it.
    mutating func writeRoot(_ root: UnsafeRawPointer) {
        let mark = json.count
        if !writeObject(plan.rootSelection, root) {
            json.truncate(to: mark)
            json.null()
        }
    }

    // MARK: - Objects

    /// - Returns: whether the object stands; otherwise the position it is at has failed.
    private mutating func writeObject(_ selection: Int, _ object: UnsafeRawPointer) -> Bool {
        let node = selections[selection]
        let row = cursors[selection]
        cursors[selection] = row + 1
        if node.opCount == 0 {
            json.raw("{}")
            return true
        }
        let first = ops + Int(node.firstOp)
        let stands = writeFields(first, first + Int(node.opCount), of: object, row)
        json.byte(UInt8(ascii: "}"))
        return stands
    }

    /// Writes a stored field of an object, and forgets the text.
    mutating func writeForNobody(_ op: Int, of object: UnsafeRawPointer) {
        _ = writeFields(ops + op, ops + op + 1, of: object, 0)
        json.truncate(to: 0)
        errors = []
    }

    @inline(__always)
    private mutating func writeFields(
        _ first: UnsafeMutablePointer<Op>, _ end: UnsafeMutablePointer<Op>, of object: UnsafeRawPointer, _ row: Int
    ) -> Bool {
        var stands = true
        var op = first
        while op < end {
            // Leaves room for a number, `true` or `null`, which are then written without looking at the room again.
            json.padded(op.pointee.key, Int(op.pointee.keyLength))
            let value = object + Int(op.pointee.offset)
            var fits = true
            switch op.pointee.kind {
            case .constant: break
            case .boolean: json.boolInSlack(value.load(as: Bool.self))
            case .int: fits = int(value.load(as: Int.self))
            case .int32: json.intInSlack(Int(value.load(as: Int32.self)))
            case .int64: json.intInSlack(value.load(as: Int.self))
            case .float: fits = double(Double(value.load(as: Float.self)))
            case .double: fits = double(value.load(as: Double.self))
            case .string: string(value)
            case .enumeration: fits = enumeration(Int(op.pointee.node), value)
            case .optionalBoolean:
                if let value = value.assumingMemoryBound(to: Bool?.self).pointee {
                    json.boolInSlack(value)
                } else {
                    json.nullInSlack()
                }
            case .optionalInt:
                if let value = value.assumingMemoryBound(to: Int?.self).pointee {
                    fits = int(value)
                } else {
                    json.nullInSlack()
                }
            case .optionalDouble:
                if let value = value.assumingMemoryBound(to: Double?.self).pointee {
                    fits = double(value)
                } else {
                    json.nullInSlack()
                }
            case .optionalString:
                if isNil(value.assumingMemoryBound(to: String?.self)) {
                    json.nullInSlack()
                } else {
                    // An optional's payload lies where the optional lies.
                    string(value)
                }
            case .value:
                let known = errors.count
                if !writeValue(Int(op.pointee.node), value, field: op - ops) { stands = false }
                if errors.count != known { name(op, since: known) }
            case .column:
                let known = errors.count
                if !writeColumn(Int(op.pointee.offset), row, field: op - ops) { stands = false }
                if errors.count != known { name(op, since: known) }
            }
            if !fits {
                let known = errors.count
                report(.unrepresentable, field: op - ops)
                name(op, since: known)
                if op.pointee.isNullable { json.null() } else { stands = false }
            }
            op += 1
        }
        return stands
    }

    // MARK: - Leaves

    /// GraphQL's Int has 32 bits. Uses the slack, as ``double(_:)`` does.
    @inline(__always)
    private mutating func int(_ value: Int) -> Bool {
        guard value == Int(Int32(truncatingIfNeeded: value)) else { return false }
        json.intInSlack(value)
        return true
    }

    @inline(__always)
    private mutating func string(_ value: UnsafeRawPointer) { value.withUnretained(String.self) { json.string($0) } }

    @inline(__always)
    private mutating func double(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        json.doubleInSlack(value)
        return true
    }

    @inline(__always)
    private mutating func enumeration(_ number: Int, _ value: UnsafeRawPointer) -> Bool {
        let text = enumerations[number][Int(value.load(as: UInt8.self))]
        guard text.count > 0 else { return false }
        json.padded(text.start, text.count)
        return true
    }

    // MARK: - Values of any shape

    /// - Returns: whether the position stands, be it as `null`; otherwise the object or list around it fails.
    private mutating func writeValue(_ index: Int, _ value: UnsafeRawPointer, field: Int) -> Bool {
        let node = nodes[index]
        switch node.kind {
        case .optional:
            guard accesses[Int(node.shape)].isNil(value) else {
                return writeValue(Int(node.inner), value, field: field)
            }
            json.null()
            if node.isNullable { return true }
            report(.null, field: field)
            return false
        case .list: return writeList(node, value, field: field)
        case .object:
            let mark = json.count
            if writeObject(Int(node.selection), value) { return true }
            return absorb(node, mark)
        case .abstract:
            let mark = json.count
            if writeAbstract(node, field: field) { return true }
            return absorb(node, mark)
        case .scalar:
            let mark = json.count
            do {
                try accesses[Int(node.shape)].write(value, &json)
                return true
            } catch {
                report(.resolver(error), field: field)
                return absorb(node, mark)
            }
        case .boolean: json.bool(value.load(as: Bool.self))
        case .int:
            json.reserveSlack()
            if !int(value.load(as: Int.self)) { return refuse(node, field) }
        case .int32: json.int(Int(value.load(as: Int32.self)))
        case .int64: json.int(value.load(as: Int.self))
        case .float:
            json.reserveSlack()
            if !double(Double(value.load(as: Float.self))) { return refuse(node, field) }
        case .double:
            json.reserveSlack()
            if !double(value.load(as: Double.self)) { return refuse(node, field) }
        case .string: string(value)
        case .enumeration: if !enumeration(Int(node.shape), value) { return refuse(node, field) }
        }
        return true
    }

    private mutating func writeList(_ node: ValueNode, _ value: UnsafeRawPointer, field: Int) -> Bool {
        let elements = accesses[Int(node.shape)].elements(value)
        if elements.count == 0 {
            json.raw("[]")
            return true
        }
        let mark = json.count
        let inner = nodes[Int(node.inner)]
        let stride = Int(inner.stride)
        var item = elements.base
        var stands = true
        json.byte(UInt8(ascii: "["))
        for index in 0..<elements.count {
            if index > 0 { json.byte(UInt8(ascii: ",")) }
            let known = errors.count
            if !writeValue(Int(node.inner), item, field: field) { stands = false }
            if errors.count != known {
                for error in known..<errors.count { errors[error].reversedPath.append(.index(index)) }
            }
            item += stride
        }
        json.byte(UInt8(ascii: "]"))
        return stands ? true : absorb(node, mark)
    }

    private mutating func writeAbstract(_ node: ValueNode, field: Int) -> Bool {
        guard let object = state.nextObject(ofAbstract: Int(node.selection)) else { return false }
        guard object.selection >= 0 else {
            report(.impossibleType, field: field)
            return false
        }
        return writeObject(object.selection, object.pointer)
    }

    private mutating func writeColumn(_ slot: Int, _ row: Int, field: Int) -> Bool {
        let column = columns + slot
        guard column.pointee.node >= 0 else {
            report(.batch(state.failure(ofColumn: slot)), field: field)
            return absorb(isNullable: ops[field].isNullable, json.count)
        }
        // A field that failed for some objects holds nil there; the failure says more than a missing value would.
        if column.pointee.hasFailures, let failure = state.failures[slot]?[row] {
            report(.resolver(failure), field: field)
            return absorb(isNullable: ops[field].isNullable, json.count)
        }
        return writeValue(Int(column.pointee.node), column.pointee.base + row * column.pointee.stride, field: field)
    }

    // MARK: - Errors

    /// Ends a failure at a nullable position, which becomes null; otherwise passes it on.
    private mutating func absorb(_ node: ValueNode, _ mark: Int) -> Bool { absorb(isNullable: node.isNullable, mark) }

    private mutating func absorb(isNullable: Bool, _ mark: Int) -> Bool {
        guard isNullable else { return false }
        json.truncate(to: mark)
        json.null()
        return true
    }

    private mutating func refuse(_ node: ValueNode, _ field: Int) -> Bool {
        report(.unrepresentable, field: field)
        return absorb(node, json.count)
    }

    @inline(never)
    private mutating func report(_ cause: WrittenError.Cause, field: Int) {
        errors.append(WrittenError(cause: cause, field: plan.opFields[field]))
    }

    @inline(never)
    private mutating func name(_ op: UnsafeMutablePointer<Op>, since known: Int) {
        let responseName = plan.opFields[op - ops].responseName
        for error in known..<errors.count { errors[error].reversedPath.append(.key(responseName)) }
    }
}

/// An error met while writing, before it is worded for the client.
struct WrittenError {
    enum Cause {
        case resolver(any Error)
        /// What failed for all objects of a level alike.
        case batch(any Error)
        /// Nothing where the schema promises something.
        case null
        /// Not a value of the field's type: an Int beyond 32 bits, a Float that is not finite.
        case unrepresentable
        /// An object of a type that may not stand here.
        case impossibleType
    }

    let cause: Cause
    let field: FieldPlan
    /// From the error outwards.
    var reversedPath: [GraphQLError.PathElement] = []
}
