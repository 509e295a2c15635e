/// What a ``Plan`` costs, as far as it is known without the values of variables.
///
/// There is a term for each field that leads to objects, and for each leaf that has a weight or a size of its own; other
/// leaves are counted with the objects they belong to. A term stands behind the one it is part of, so that one loop from
/// the end evaluates all of them, however deep they nest.
final class CostFormula: Sendable {
    struct Term: Sendable {
        /// −1 for the operation itself.
        let parent: Int32
        /// Whether it stands for one of the types that the items of its parent may be of: the most expensive one counts.
        let isAlternative: Bool
        /// The field in the plan; −1 for the operation itself.
        let field: Int32
        /// What resolving the field costs, before the arguments that depend on variables.
        var resolving = Points.zero
        /// Which ``CostFormula/inputs`` those are, through ``CostFormula/inputUses``.
        var inputs: Range<Int32> = 0..<0
        /// How many items there are, unless ``size`` says so.
        var count = 1
        /// Which of the ``CostFormula/sizes``; −1 for none.
        var size: Int32 = -1
        /// The field whose arguments say how many items there are; −1 when none does.
        var slicedBy: Int32 = -1
        /// What each item costs, apart from the terms that are part of this one.
        var item = Points.zero
        /// What each item costs at least besides, where its type decides.
        var leastItem = Points.zero
    }

    /// A formula under construction.
    struct Parts {
        var terms: [Term] = []
        var sizes: [CostedSize] = []
        var inputs: [CostedInput] = []
        var inputUses: [Int32] = []
        var requirements: [SlicingRequirement] = []
    }

    let terms: [Term]
    let sizes: [CostedSize]
    let inputs: [CostedInput]
    private let inputUses: [Int32]
    private let requirements: [SlicingRequirement]
    let document: Document
    private let schema: Schema
    /// The fields of the plan, by ``Term/field``.
    let fields: [FieldPlan]
    let rootType: NamedType
    /// The cost, when it is the same for all variables.
    private let fixedCost: Points?

    init(_ parts: Parts, of plan: Plan, in document: Document, _ schema: Schema) {
        terms = parts.terms
        sizes = parts.sizes
        inputs = parts.inputs
        inputUses = parts.inputUses
        requirements = parts.requirements
        self.document = document
        self.schema = schema
        fields = plan.opFields
        rootType = plan.selectionPlans[plan.rootSelection].type
        let isFixed = parts.sizes.isEmpty && parts.inputs.isEmpty && parts.requirements.isEmpty
        fixedCost = isFixed ? Evaluation(parts).total : nil
    }

    /// What the operation costs with these values.
    ///
    /// - Throws: when a field takes exactly one slicing argument, and is given another number of them.
    /// - Complexity: linear in ``terms``, ``sizes``, ``inputs`` and the values that they read; constant when it depends on
    ///   no variable.
    func cost(_ variables: VariableValues) throws(RequestError) -> Points {
        if let fixedCost { return fixedCost }
        return try evaluate(variables).total
    }

    func evaluate(_ variables: VariableValues) throws(RequestError) -> Evaluation {
        for requirement in requirements { try requirement.check(variables, document, schema) }
        return Evaluation(
            terms, inputUses, sizes: sizes.map { $0.size(variables, document, schema) },
            inputs: inputs.map { $0.cost(variables, document, schema) })
    }
}

extension CostFormula {
    /// A formula's terms with numbers in them.
    struct Evaluation {
        private let inputUses: [Int32]
        private let sizes: [Int]
        private let inputs: [Points]
        /// By term: what it costs each time its parent has an item.
        private(set) var totals: [Points]

        var total: Points { totals.first ?? .zero }

        fileprivate init(_ parts: Parts) { self.init(parts.terms, parts.inputUses, sizes: [], inputs: []) }

        fileprivate init(_ terms: [Term], _ inputUses: [Int32], sizes: [Int], inputs: [Points]) {
            self.inputUses = inputUses
            self.sizes = sizes
            self.inputs = inputs
            // Until a term's turn comes, what is part of it, for one item.
            totals = [Points](repeating: .zero, count: terms.count)
            for index in terms.indices.reversed() {
                let term = terms[index]
                let total = resolving(term) + (term.item + max(term.leastItem, totals[index])) * count(term)
                totals[index] = total
                let parent = Int(term.parent)
                guard parent >= 0 else { continue }
                totals[parent] = term.isAlternative ? max(totals[parent], total) : totals[parent] + total
            }
        }

        /// What resolving a field costs once, its items not counted.
        @inline(__always)
        func resolving(_ term: Term) -> Points {
            if term.inputs.isEmpty { return term.resolving }
            let cost = inputUses[Int(term.inputs.lowerBound)..<Int(term.inputs.upperBound)]
                .reduce(term.resolving) { $0 + inputs[Int($1)] }
            return max(cost, .zero)
        }

        /// How many items a field has.
        @inline(__always)
        func count(_ term: Term) -> Int { term.size < 0 ? term.count : sizes[Int(term.size)] }
    }
}
