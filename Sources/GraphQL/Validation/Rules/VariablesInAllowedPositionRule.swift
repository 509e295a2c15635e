/// A variable fits wherever it is used: lists are not coerced, and null does not get where it must not be.
/// [Spec 5.8.5](https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed)
enum VariablesInAllowedPositionRule {
    @inline(__always)
    static func check(_ use: VariableUse, of variable: Int32, _ run: inout Validation) {
        guard variable >= 0, let position = use.position else { return }
        let variable = run.variables[Int(variable)]
        guard let type = variable.type else { return }
        let isNullInOneOf = position.oneOf.isPresent && !type.isNonNull
        if isNullInOneOf || !isAllowed(variable, type, position, run) {
            report(variable, type, use.id, position, &run)
        }
    }

    @inline(never)
    private static func report(
        _ variable: Variable, _ type: TypeReference, _ use: Node.ID, _ position: InputPosition,
        _ run: inout Validation
    ) {
        let subject = "Variable \"$\(run.name(of: use))\""
        let message =
            if isAllowed(variable, type, position, run) {
                "\(subject) is of type \"\(run.text(type))\" but must be non-nullable to be used for OneOf Input Object"
                    + " \"\(run.text(position.oneOf))\"."
            } else {
                "\(subject) of type \"\(run.text(type))\" used in position expecting type"
                    + " \"\(run.text(position.type))\"."
            }
        run.report(
            .variablesInAllowedPosition, message, at: [run.position(of: variable.definition), run.position(of: use)])
    }

    /// [Spec 5.8.5, IsVariableUsageAllowed](https://spec.graphql.org/September2025/#IsVariableUsageAllowed())
    private static func isAllowed(
        _ variable: Variable, _ type: TypeReference, _ position: InputPosition, _ run: borrowing Validation
    ) -> Bool {
        guard position.type.isNonNull, !type.isNonNull else { return type.fits(position.type) }
        let value = run[variable.definition].defaultValue
        let hasNonNullDefault = value.isPresent && run[value].kind != .null
        return (hasNonNullDefault || position.hasDefault) && type.fits(position.type.nullable)
    }
}

extension TypeReference {
    /// Whether each value of this type is one of the other: the same lists around the same type, and nothing that may be
    /// null where the other must not.
    /// [Spec 5.8.5, AreTypesCompatible](https://spec.graphql.org/September2025/#AreTypesCompatible())
    fileprivate func fits(_ other: TypeReference) -> Bool {
        named == other.named && listDepth == other.listDepth && other.nonNullBits & ~nonNullBits == 0
    }
}
