import GraphQL

/// Executes depth first, one object after the other, by the letter of the specification's algorithms; the answer is
/// put together from strings.
///
/// Errors come in response order, one for each position; a field that fails does not keep its siblings from being
/// executed.
struct NaiveExecutor {
    private let world: World
    private let operation: RandomOperation
    private let coercion: NaiveCoercion
    private var errors: [String] = []

    init(_ operation: RandomOperation, in world: World) throws {
        self.world = world
        self.operation = operation
        coercion = try NaiveCoercion(operation)
    }

    mutating func response(rootSeed: UInt64 = World.rootSeed) -> String {
        let data = execute([operation.selections], on: 0, seed: rootSeed, path: []) ?? "null"
        let prefix = errors.isEmpty ? "" : "\"errors\":[\(errors.joined(separator: ","))],"
        return "{\(prefix)\"data\":\(data)}"
    }

    // MARK: - Selection sets

    /// [Spec 6.3.1](https://spec.graphql.org/September2025/#sec-Executing-Collected-Fields). nil: an error passes on outwards.
    private mutating func execute(_ sets: [[Selection]], on object: Int, seed: UInt64, path: [String]) -> String? {
        var grouped: [(name: String, fields: [FieldSelection])] = []
        var visited: Set<String> = []
        for set in sets { collect(set, on: object, &visited, &grouped) }
        var stands = true
        var entries: [String] = []
        for (name, fields) in grouped {
            if let value = execute(fields, on: object, seed: seed, path: path + ["\"\(name)\""]) {
                entries.append("\"\(name)\":\(value)")
            } else {
                stands = false
            }
        }
        return stands ? "{\(entries.joined(separator: ","))}" : nil
    }

    /// [Spec 6.3.2](https://spec.graphql.org/September2025/#CollectFields())
    func collect(
        _ set: [Selection], on object: Int, _ visited: inout Set<String>,
        _ grouped: inout [(name: String, fields: [FieldSelection])]
    ) {
        for selection in set {
            switch selection {
            case .field(let field):
                guard isIncluded(field.conditions) else { continue }
                if let place = grouped.firstIndex(where: { $0.name == field.responseName }) {
                    grouped[place].fields.append(field)
                } else {
                    grouped.append((field.responseName, [field]))
                }
            case .spread(let name, let conditions):
                guard isIncluded(conditions), visited.insert(name).inserted, let fragment = operation.fragments[name],
                    world.possible(fragment.on).contains(object)
                else { continue }
                collect(fragment.selections, on: object, &visited, &grouped)
            case .inline(let type, let conditions, let selections):
                guard isIncluded(conditions), type.map({ world.possible($0).contains(object) }) ?? true else {
                    continue
                }
                collect(selections, on: object, &visited, &grouped)
            }
        }
    }

    private func isIncluded(_ conditions: [Selection.Condition]) -> Bool {
        func isTrue(_ literal: Literal) -> Bool {
            switch literal {
            case .boolean(let flag): flag
            case .variable(let name): coercion.variables[name] == .boolean(true)
            default: false
            }
        }
        if conditions.contains(where: { $0.isSkip && isTrue($0.value) }) { return false }
        return conditions.allSatisfy { $0.isSkip || isTrue($0.value) }
    }

    // MARK: - Fields

    /// [Spec 6.4](https://spec.graphql.org/September2025/#sec-Executing-Fields)
    private mutating func execute(
        _ fields: [FieldSelection], on object: Int, seed: UInt64, path: [String]
    ) -> String? {
        let type = world.objects[object]
        if fields[0].name == "__typename" { return "\"\(type.name)\"" }
        let spec = world.fields[fields[0].name]!
        let place = Place(fields: fields, coordinate: "\(type.name).\(spec.name)")
        let isStored = type.stored.contains(spec.name)
        let failed: String? = spec.type.isNonNull ? nil : "null"
        let arguments: [Value]
        do {
            arguments = try coercion.arguments(of: spec.arguments, from: fields[0].arguments)
        } catch {
            report((error as? NaiveCoercion.Failure)?.message ?? "\(error)", "BAD_ARGUMENT", place, path)
            return failed
        }
        switch spec.failure {
        case .whole where !isStored:
            report("\(spec.name) failed for all.", "WHOLE", place, path)
            return failed
        case .wrongCount where !isStored:
            report("neutral", "INTERNAL_ERROR", place, path)
            return failed
        default: break
        }
        guard let datum = world.datum(spec, of: seed, arguments: arguments, isStored: isStored) else {
            if spec.failure == .single {
                report("\(spec.name) failed.", "SINGLE", place, path)
            } else {
                report("neutral", "INTERNAL_ERROR", place, path)
            }
            return failed
        }
        return complete(datum, as: spec.type, place, path)
    }

    private struct Place {
        let fields: [FieldSelection]
        let coordinate: String
    }

    /// [Spec 6.4.3](https://spec.graphql.org/September2025/#sec-Value-Completion). nil: an error passes on outwards.
    private mutating func complete(_ datum: Datum, as type: TypeText, _ place: Place, _ path: [String]) -> String? {
        if case .nonNull(let inner) = type { return completePresent(datum, as: inner, place, path) }
        if case .null = datum { return "null" }
        return completePresent(datum, as: type, place, path) ?? "null"
    }

    private mutating func completePresent(
        _ datum: Datum, as type: TypeText, _ place: Place, _ path: [String]
    ) -> String? {
        switch datum {
        case .null:
            report("Cannot return null for non-nullable field \(place.coordinate).", "INTERNAL_ERROR", place, path)
            return nil
        case .list(let items):
            guard case .list(let item) = type else { return nil }
            var texts: [String] = []
            var stands = true
            for (index, element) in items.enumerated() {
                if let text = complete(element, as: item, place, path + ["\(index)"]) {
                    texts.append(text)
                } else {
                    stands = false
                }
            }
            return stands ? "[\(texts.joined(separator: ","))]" : nil
        case .object(let number, let seed):
            guard world.possible(type.named).contains(number) else {
                report(
                    "\(place.coordinate) gave an object of a type that it cannot have.", "INTERNAL_ERROR", place, path)
                return nil
            }
            return execute(place.fields.map(\.selections), on: number, seed: seed, path: path)
        case .boolean(let flag): return "\(flag)"
        case .string(let text): return NaiveExecutor.quoted(text)
        case .double(let number):
            guard number.isFinite else { return unrepresentable(place, path) }
            return number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .int(let number):
            switch type.named {
            case "Single": return "\"ONLY\""
            case "Triple": return ["\"A\"", "\"B\"", "\"C\""][number]
            case "Mark":
                if number % 7 != 0 { return "[\(number)]" }
                report("No mark.", "MARK", place, path)
                return nil
            default: return Int32(exactly: number) == nil ? unrepresentable(place, path) : "\(number)"
            }
        }
    }

    private mutating func unrepresentable(_ place: Place, _ path: [String]) -> String? {
        report("\(place.coordinate) has a value that its type cannot represent.", "INTERNAL_ERROR", place, path)
        return nil
    }

    private mutating func report(_ message: String, _ code: String, _ place: Place, _ path: [String]) {
        let locations = place.fields.map { "{\"line\":1,\"column\":\($0.column)}" }.joined(separator: ",")
        errors.append(
            "{\"message\":\(NaiveExecutor.quoted(message)),\"locations\":[\(locations)],\"path\":[\(path.joined(separator: ","))],"
                + "\"extensions\":{\"code\":\"\(code)\"}}")
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\u{1}": quoted += "\\u0001"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
