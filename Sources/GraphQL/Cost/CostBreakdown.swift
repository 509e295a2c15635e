extension CostFormula {
    /// What each part of the operation costs with these values.
    func breakdown(_ variables: VariableValues) throws(RequestError) -> Breakdown {
        Breakdown(self, try evaluate(variables))
    }

    /// An evaluated formula, told by coordinates.
    struct Breakdown {
        private struct Part {
            let coordinate: String
            var cost = Points.zero
            var values = 0
            /// Of its terms, the one that costs the most.
            var term: Int
            var termCost = Points.zero
        }

        private let formula: CostFormula
        private let evaluation: Evaluation
        /// Most expensive first.
        private let parts: [Part]

        fileprivate init(_ formula: CostFormula, _ evaluation: Evaluation) {
            self.formula = formula
            self.evaluation = evaluation
            parts = Breakdown.parts(formula, evaluation)
        }

        var cost: OperationCost {
            OperationCost(
                points: evaluation.total.roundedUp,
                parts: parts.map { part in
                    OperationCost.Part(
                        coordinate: part.coordinate, points: part.cost.roundedUp, values: part.values)
                })
        }

        /// Goes through the terms from the operation downwards: how often is each one resolved?
        private static func parts(_ formula: CostFormula, _ evaluation: Evaluation) -> [Part] {
            let terms = formula.terms
            let chosen = chosenAlternatives(terms, evaluation)
            var items = [Int](repeating: 0, count: terms.count)
            var parts: [Part] = []
            var places: [String: Int] = [:]
            for (index, term) in terms.enumerated() {
                let parent = Int(term.parent)
                let times = parent < 0 ? 1 : term.isAlternative && chosen[parent] != index ? 0 : items[parent]
                items[index] = times.multipliedOrGreatest(by: evaluation.count(term))
                var cost = evaluation.resolving(term) * times + term.item * items[index]
                // The items of an object whose type decides are counted with the type, if that has a term.
                if chosen[index] < 0 { cost += term.leastItem * items[index] }
                guard cost > .zero else { continue }
                let coordinate = term.field < 0 ? formula.rootType.name : formula.fields[Int(term.field)].coordinate
                let place = places[coordinate] ?? parts.count
                if place == parts.count {
                    places[coordinate] = place
                    parts.append(Part(coordinate: coordinate, term: index))
                }
                parts[place].cost += cost
                if !term.isAlternative {
                    parts[place].values = parts[place].values.addedOrGreatest(items[index])
                }
                if cost > parts[place].termCost {
                    parts[place].termCost = cost
                    parts[place].term = index
                }
            }
            return parts.enumerated()
                .sorted { ($1.element.cost, $0.offset) < ($0.element.cost, $1.offset) }
                .map(\.element)
        }

        /// By term: which alternative is the most expensive; −1 where there is none, or one without a term.
        private static func chosenAlternatives(_ terms: [Term], _ evaluation: Evaluation) -> [Int] {
            var chosen = [Int](repeating: -1, count: terms.count)
            for (index, term) in terms.enumerated() where term.isAlternative {
                let parent = Int(term.parent)
                let best = chosen[parent] < 0 ? terms[parent].leastItem : evaluation.totals[chosen[parent]]
                if evaluation.totals[index] > best { chosen[parent] = index }
            }
            return chosen
        }

        // MARK: - Refusing

        func refusal(maximumCost: Int) -> GraphQLError {
            var message =
                "The operation may cost \(evaluation.total.roundedUp) points, but no more than \(maximumCost) are allowed."
            guard let most = parts.first else { return GraphQLError(message, code: .costLimitExceeded) }
            let slicing = slicingFields(around: most.term)
            message +=
                " Most of it, \(most.cost.roundedUp), is for \(most.values) values of \(most.coordinate): ask for "
            message +=
                slicing.isEmpty
                ? "fewer fields." : "fewer items of \(slicing.joined(separator: " and ")), or fewer fields."
            return GraphQLError(
                message, code: .costLimitExceeded, locations: places(of: most.term),
                extensions: [
                    .init("cost", .int(evaluation.total.roundedUp)), .init("maximumCost", .int(maximumCost)),
                    .init(
                        "mostExpensive",
                        .list(
                            cost.parts.prefix(3).map { part in
                                .object([
                                    .init("coordinate", .string(part.coordinate)), .init("cost", .int(part.points)),
                                    .init("values", .int(part.values)),
                                ])
                            })),
                ])
        }

        /// The fields whose arguments multiply what a term costs, outermost first, with their numbers.
        private func slicingFields(around term: Int) -> [String] {
            var found: [String] = []
            var index = term
            while index >= 0 {
                let term = formula.terms[index]
                if term.slicedBy >= 0, evaluation.count(term) > 1 {
                    found.append("\(formula.fields[Int(term.slicedBy)].coordinate) (\(evaluation.count(term)))")
                }
                index = Int(term.parent)
            }
            return found.reversed()
        }

        private func places(of term: Int) -> [SourceLocation] {
            let field = formula.terms[term].field
            guard field >= 0 else { return [] }
            // Finding a place reads the document up to it.
            return formula.fields[Int(field)].mentions.prefix(10).map { formula.document.location(of: $0) }
        }
    }
}
