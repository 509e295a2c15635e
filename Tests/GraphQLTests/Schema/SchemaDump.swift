import GraphQL

extension Schema {
    /// Everything the schema says about itself, a line for each element, without the help of the printer.
    var dump: [String] {
        var lines = ["schema \(description ?? "-") \(dump(directives))"]
        lines.append("query \(self[queryType].name)")
        lines.append("mutation \(mutationType.map { self[$0].name } ?? "-")")
        lines.append("subscription \(subscriptionType.map { self[$0].name } ?? "-")")
        for directive in directiveDefinitions.sorted(by: { $0.name < $1.name }) {
            lines.append(
                "@\(directive.name) \(directive.description ?? "-") \(directive.isRepeatable) "
                    + directive.locations.map(\.rawValue).joined(separator: " "))
            lines += directive.arguments.map { "@\(directive.name) \(dump($0))" }
        }
        for id in visibleTypes {
            let type = self[id]
            lines.append(
                "\(type.kind) \(type.name) \(type.description ?? "-") \(dump(type.directives)) \(type.isOneOf) "
                    + "\(type.specifiedByURL ?? "-") implements \(type.interfaces.map { self[$0].name }) "
                    + "possible \(type.possibleTypes.map { self[$0].name })")
            for field in type.fields {
                lines.append(
                    "\(type.name).\(field.name): \(text(field.type)) \(field.description ?? "-") "
                        + "\(field.deprecationReason ?? "-") \(dump(field.directives))")
                lines += field.arguments.map { "\(type.name).\(field.name) \(dump($0))" }
            }
            lines += type.inputFields.map { "\(type.name) \(dump($0))" }
            lines += type.enumValues.map {
                "\(type.name) \($0.name) \($0.description ?? "-") \($0.deprecationReason ?? "-") \(dump($0.directives))"
            }
        }
        return lines
    }

    private func dump(_ value: InputValueDefinition) -> String {
        "\(value.name): \(text(value.type)) = \(value.defaultValue.map(String.init(reflecting:)) ?? "-") "
            + "\(value.description ?? "-") \(value.deprecationReason ?? "-") \(dump(value.directives))"
    }

    private func dump(_ directives: [AppliedDirective]) -> String {
        directives.map { directive in
            "@\(directive.name)(" + directive.arguments.map { "\($0.name): \(String(reflecting: $0.value))" }.joined()
                + ")"
        }.joined()
    }
}
