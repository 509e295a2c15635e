/// An error before its places in the text are looked up.
struct Finding {
    let message: String
    let code: ErrorCode
    let rule: Rule?
    /// Byte offsets in the source.
    let positions: [Int]
}

extension Validation {
    /// Adds an error, or stops the run if there are too many.
    @inline(never)
    mutating func report(_ rule: Rule, _ message: String, at positions: [Int]) {
        add(Finding(message: message, code: .validationFailed, rule: rule, positions: positions))
    }

    @inline(never)
    mutating func report(_ rule: Rule, _ message: String, at node: Node.ID) {
        report(rule, message, at: [position(of: node)])
    }

    /// A limit is exceeded: adds the error and stops the run.
    @inline(never)
    mutating func refuse(_ code: ErrorCode, _ message: String, at node: Node.ID, rule: Rule? = nil) {
        add(Finding(message: message, code: code, rule: rule, positions: [position(of: node)]))
        isStopped = true
    }

    private mutating func add(_ finding: Finding) {
        guard !isStopped else { return }
        guard findings.count < max(options.maximumErrors, 1) else {
            let message = "Too many validation errors, error limit reached. Validation aborted."
            findings.append(Finding(message: message, code: .tooManyErrors, rule: nil, positions: []))
            isStopped = true
            return
        }
        findings.append(finding)
    }

    // MARK: - Places

    func position(of id: Node.ID) -> Int { document.startPosition(of: self[id]) }

    func namePosition(of id: Node.ID) -> Int { document.namePosition(of: self[id]) }

    func typeConditionPosition(of id: Node.ID) -> Int { document.typeConditionPosition(of: self[id]) }

    // MARK: - Words

    /// A name as messages show it. A name may be as long as a document, a message may not.
    func text(_ name: Name) -> String { document.text(name).shortened(to: 100) }

    func name(of id: Node.ID) -> String { text(self[id].name) }

    func text(_ type: TypeReference) -> String { schema.text(type) }

    func text(_ type: TypeID) -> String { schema[type].name }

    /// `Shop.reviews`
    func coordinate(of field: Node.ID) -> String {
        let definition = fieldDefinitions[Int(field.index)]
        guard definition >= 0 else { return name(of: field) }
        return "\(text(index.fields[Int(definition)].parent)).\(name(of: field))"
    }

    // MARK: - Errors

    /// What was found, in the order of the document.
    consuming func errors() -> [GraphQLError] {
        let located = document.locations(of: findings.flatMap(\.positions))
        // What has no place, such as the note that there are more errors, comes last.
        let order = findings.indices.sorted {
            (findings[$0].positions.first ?? .max, $0) < (findings[$1].positions.first ?? .max, $1)
        }
        return order.map { index in
            let finding = findings[index]
            return GraphQLError(
                finding.message, code: finding.code, locations: finding.positions.compactMap { located[$0] },
                extensions: finding.rule.map { [Value.ObjectField("rule", .string($0.rawValue))] } ?? [])
        }
    }
}
