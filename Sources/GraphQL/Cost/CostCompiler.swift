/// Makes the ``CostFormula`` of a plan.
///
/// Follows the plan's selections, which are merged and as large as ``PlanLimits`` allow. What one place of the document
/// says is read once, however many fields of the plan come from it.
struct CostCompiler {
    private let plan: Plan
    private let document: Document
    private let schema: Schema
    private let assumptions: CostAssumptions
    private let coercion: Coercion
    private let hasCostlyDirectives: Bool
    private var parts = CostFormula.Parts()
    private var readings: [Place: CostedSize.Reading] = [:]
    private var sizes: [SizedPlace: Size] = [:]
    private var inputCosts: [Place: InputCost] = [:]

    /// A field or directive of the document, and what the schema says of it.
    private struct Place: Hashable {
        let node: Node.ID
        let definition: ObjectIdentifier

    }

    /// A field of which the lists below are sized.
    private struct Sizing {
        let fields: [String]
        let reading: CostedSize.Reading
        let place: Place
        /// The field in the plan.
        let field: Int32
    }

    private struct SizedPlace: Hashable {
        let place: Place
        let sizing: Place?
    }

    private enum Size {
        case fixed(Int)
        case dynamic(Int32)
    }

    /// What arguments cost.
    private struct InputCost {
        var fixed = Points.zero
        var dynamic: [Int32] = []
    }

    private init(_ plan: Plan, _ document: Document, _ schema: Schema, _ assumptions: CostAssumptions) {
        self.plan = plan
        self.document = document
        self.schema = schema
        self.assumptions = assumptions
        coercion = Coercion(schema: schema)
        hasCostlyDirectives = schema.directiveDefinitions.contains { $0.arguments.contains(where: schema.mayCost) }
    }

    static func formula(
        of plan: Plan, in document: Document, _ schema: Schema, _ assumptions: CostAssumptions
    ) -> CostFormula {
        var compiler = CostCompiler(plan, document, schema, assumptions)
        let root = plan.selectionPlans[plan.rootSelection]
        var term = CostFormula.Term(parent: -1, isAlternative: false, field: -1)
        term.item = compiler.weight(of: root.type)
        compiler.parts.terms.append(term)
        compiler.addFields(of: plan.rootSelection, to: 0, nil)
        return CostFormula(compiler.parts, of: plan, in: document, schema)
    }

    // MARK: - Terms

    private mutating func addFields(of selection: Int, to parent: Int, _ sizing: Sizing?) {
        let node = plan.selectionPlans[selection].node
        for index in Int(node.firstOp)..<Int(node.firstOp + node.opCount) { add(index, to: parent, sizing) }
    }

    private mutating func add(_ index: Int, to parent: Int, _ sizing: Sizing?) {
        let field = plan.opFields[index]
        let place = Place(node: field.mention, definition: ObjectIdentifier(field.field))
        let listSize = schema.costs.listSize(field.field)
        let isLeaf = if case .none = field.child { true } else { false }
        var term = CostFormula.Term(parent: Int32(parent), isAlternative: false, field: Int32(index))
        term.resolving =
            schema.costs.weight(field.field) ?? (isLeaf || isIntrospection(field.field) ? .zero : .one)
        addInputs(of: field, place, to: &term)
        addSize(of: field, place, listSize, sizing, to: &term)
        if isLeaf { return addLeaf(term, schema.named(field.field.type)) }
        var below: Sizing?
        if let listSize, !listSize.sizedFields.isEmpty {
            below = Sizing(
                fields: listSize.sizedFields, reading: reading(listSize, field, place), place: place,
                field: Int32(index))
        }
        let position = parts.terms.count
        parts.terms.append(term)
        switch field.child {
        case .none: return
        case .object(let selection):
            parts.terms[position].item = weight(of: plan.selectionPlans[selection].type)
            addFields(of: selection, to: position, below)
        case .abstract(_, let selections):
            for selection in selections.values.sorted() { addAlternative(selection, to: position, below) }
        }
    }

    /// A leaf that is like any other needs no term of its own.
    private mutating func addLeaf(_ leaf: CostFormula.Term, _ type: NamedType) {
        var leaf = leaf
        let weight = schema.costs.weight(type)
        leaf.item = weight ?? assumptions.leaf
        if weight == nil, leaf.resolving == .zero, leaf.inputs.isEmpty, leaf.size < 0 {
            parts.terms[Int(leaf.parent)].item += leaf.item * leaf.count
        } else {
            parts.terms.append(leaf)
        }
    }

    private mutating func addAlternative(_ selection: Int, to parent: Int, _ sizing: Sizing?) {
        let position = parts.terms.count
        var term = CostFormula.Term(parent: Int32(parent), isAlternative: true, field: parts.terms[parent].field)
        term.item = weight(of: plan.selectionPlans[selection].type)
        parts.terms.append(term)
        addFields(of: selection, to: position, sizing)
        if parts.terms.count > position + 1 { return }
        // Nothing depends on it, so it need not be looked at again.
        let item = parts.terms.removeLast().item
        parts.terms[parent].leastItem = max(parts.terms[parent].leastItem, item)
    }

    private func weight(of type: NamedType) -> Points {
        schema.costs.weight(type) ?? (type.isIntrospection ? assumptions.leaf : .one)
    }

    private func isIntrospection(_ field: FieldDefinition) -> Bool {
        field.parent.isPresent ? schema[field.parent].isIntrospection : true
    }

    // MARK: - Sizes

    private mutating func addSize(
        of field: FieldPlan, _ place: Place, _ listSize: ListSize?, _ sizing: Sizing?, to term: inout CostFormula.Term
    ) {
        let type = field.field.type
        guard type.isList else { return }
        var found: [CostedSize.Reading] = []
        let sizing = sizing.flatMap { $0.fields.contains(field.field.name) ? $0 : nil }
        if let sizing {
            found.append(sizing.reading)
            if !sizing.reading.sources.isEmpty { term.slicedBy = sizing.field }
        }
        if let listSize, listSize.sizedFields.isEmpty {
            let reading = reading(listSize, field, place)
            found.append(reading)
            if !reading.sources.isEmpty, term.slicedBy < 0 { term.slicedBy = term.field }
        }
        switch size(of: field, SizedPlace(place: place, sizing: sizing?.place), found) {
        case .fixed(let count): term.count = count
        case .dynamic(let index): term.size = index
        }
    }

    private mutating func size(
        of field: FieldPlan, _ place: SizedPlace, _ readings: [CostedSize.Reading]
    ) -> Size {
        if let known = sizes[place] { return known }
        let definition = field.field
        let introspection = isIntrospection(definition) ? schema.costs.introspectionSize(field.coordinate) : nil
        let size = CostedSize(
            readings: readings, otherwise: introspection ?? max(0, assumptions.listSize),
            inner: (1..<max(1, Int(definition.type.listDepth))).reduce(1) { count, _ in
                count.multipliedOrGreatest(by: max(0, assumptions.listSize))
            })
        let new: Size
        if size.isConstant {
            new = .fixed(size.size(.none, document, schema))
        } else {
            new = .dynamic(Int32(parts.sizes.count))
            parts.sizes.append(size)
        }
        sizes[place] = new
        return new
    }

    private mutating func reading(_ listSize: ListSize, _ field: FieldPlan, _ place: Place) -> CostedSize.Reading {
        if let known = readings[place] { return known }
        let given = document[field.mention].arguments
        var sources: [CostedSize.Source] = []
        var isWritten: [Bool] = []
        for slicing in listSize.slicingArguments {
            let definition = field.field.arguments.first { $0.name == slicing.argument }
            let argument = definition.flatMap { self.argument($0, among: given) }
            // What the view hides from the client, the resolver gets all the same.
            let hidden = field.field.hiddenDefaults.first { $0.name == slicing.argument }?.value
            let defaultValue = definition.map { coercion.defaultValue(of: $0) } ?? hidden
            isWritten.append(argument != nil)
            sources.append(
                CostedSize.Source(
                    argument: argument ?? .constant(nil), path: slicing.path,
                    otherwise: ListSize.size(defaultValue, at: slicing.path)))
        }
        let reading = CostedSize.Reading(sources: sources, assumedSize: listSize.assumedSize)
        if listSize.requiresOneSlicingArgument, !sources.isEmpty {
            parts.requirements.append(
                SlicingRequirement(
                    coordinate: field.coordinate, names: listSize.slicingArguments.map(\.text),
                    given: zip(sources, isWritten).filter(\.1).map(\.0),
                    hasDefault: sources.contains { $0.otherwise != nil }, mention: field.mention))
        }
        readings[place] = reading
        return reading
    }

    // MARK: - Arguments

    private mutating func addInputs(of field: FieldPlan, _ place: Place, to term: inout CostFormula.Term) {
        var cost = inputCost(place, field.field.arguments, given: document[field.mention].arguments)
        if hasCostlyDirectives {
            for node in field.mentions {
                for directive in document.list(document[node].directives) {
                    guard let definition = schema.directive(document[directive].name) else { continue }
                    let place = Place(node: directive, definition: ObjectIdentifier(definition))
                    let more = inputCost(place, definition.arguments, given: document[directive].arguments)
                    cost.fixed += more.fixed
                    cost.dynamic += more.dynamic
                }
            }
        }
        term.resolving += cost.fixed
        if cost.dynamic.isEmpty {
            // As negative weights may make it: no field costs less than nothing.
            term.resolving = max(term.resolving, .zero)
        } else {
            let first = Int32(parts.inputUses.count)
            parts.inputUses += cost.dynamic
            term.inputs = first..<Int32(parts.inputUses.count)
        }
    }

    private mutating func inputCost(
        _ place: Place, _ definitions: [InputValueDefinition], given: Node.ID
    ) -> InputCost {
        guard definitions.contains(where: schema.mayCost) else { return InputCost() }
        if let known = inputCosts[place] { return known }
        var cost = InputCost()
        for definition in definitions where schema.mayCost(definition) {
            let defaultValue = coercion.defaultValue(of: definition)
            let argument = argument(definition, among: given) ?? .constant(defaultValue)
            if case .constant(let value) = argument {
                cost.fixed += schema.cost(of: value, for: definition)
            } else {
                cost.dynamic.append(Int32(parts.inputs.count))
                parts.inputs.append(
                    CostedInput(definition: definition, argument: argument, defaultValue: defaultValue))
            }
        }
        inputCosts[place] = cost
        return cost
    }

    /// What stands for an argument in the document; `nil` when nothing does.
    private func argument(_ definition: InputValueDefinition, among given: Node.ID) -> CostedArgument? {
        guard let node = document.list(given).first(where: { document[$0].name == definition.symbol }) else {
            return nil
        }
        let literal = document[node].value
        if document[literal].kind == .variable { return .variable(document[literal].name) }
        if document.hasVariables(literal) { return .literal(literal, definition) }
        return .constant(
            try? coercion.coerce(literal: literal, in: document, to: definition.type, variables: .none))
    }
}
