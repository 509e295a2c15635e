// Which rules run where: the table of all rules. The passes are in ``Validation/findErrors()``, the places of the second
// one in Traversal.swift. Rules are called directly, so the compiler sees through the table.

// MARK: - Before the traversal: the definitions side by side

extension Validation {
    mutating func checkDefinitions() {
        LimitsRule.checkOperations(&self)
        ExecutableDefinitionsRule.check(&self)
        UniqueOperationNamesRule.check(&self)
        LoneAnonymousOperationRule.check(&self)
        UniqueFragmentNamesRule.check(&self)
    }
}

// MARK: - During the traversal: each node in its place

extension Validation {
    mutating func check(operation: Node.ID) {
        KnownOperationTypesRule.check(operation, &self)
    }

    mutating func check(variables first: Node.ID) {
        UniqueVariableNamesRule.check(first, &self)
    }

    /// - Returns: the variable's type, if it is an input type.
    mutating func check(variable: Node.ID) -> TypeReference? {
        guard KnownTypeNamesRule.check(variable: variable, &self) else { return nil }
        return VariablesAreInputTypesRule.check(variable, &self)
    }

    @inline(__always)
    mutating func check(field: FieldVisit) {
        FieldsOnCorrectTypeRule.check(field, &self)
        ScalarLeafsRule.check(field, &self)
        NoSchemaIntrospectionRule.check(field, &self)
        NoDeprecatedRule.check(field, &self)
    }

    mutating func check(selectionCount count: Int, from first: Node.ID) {
        LimitsRule.checkSelections(count, from: first, &self)
    }

    @inline(__always)
    mutating func check(typeConditionOf fragment: Node.ID) {
        KnownTypeNamesRule.check(fragment: fragment, &self)
        FragmentsOnCompositeTypesRule.check(fragment, &self)
    }

    @inline(__always)
    mutating func check(spread: Node.ID, of type: TypeID, on parent: TypeID) {
        PossibleFragmentSpreadsRule.check(spread, of: type, on: parent, &self)
    }

    mutating func check(spreadOfUnknown spread: Node.ID) {
        KnownFragmentNamesRule.report(spread, &self)
    }

    mutating func check(directives first: Node.ID, at location: DirectiveLocation) {
        LimitsRule.checkDirectives(first, &self)
        UniqueDirectivesPerLocationRule.check(first, &self)
    }

    mutating func check(directive: Node.ID, _ definition: Int32, at location: DirectiveLocation) {
        KnownDirectivesRule.check(directive, definition, at: location, &self)
    }

    @inline(__always)
    mutating func check(argumentNames first: Node.ID) -> Bool {
        UniqueArgumentNamesRule.check(first, &self)
    }

    @inline(__always)
    mutating func check(
        argument: Node.ID, _ definition: Int32, of owner: ArgumentOwner, _ inputs: SchemaIndex.Inputs
    ) {
        KnownArgumentNamesRule.check(argument, definition, of: owner, &self)
        NoDeprecatedRule.check(argument: argument, definition, of: owner, &self)
    }

    mutating func check(requiredArguments first: Node.ID, of owner: ArgumentOwner, _ inputs: SchemaIndex.Inputs) {
        ProvidedRequiredArgumentsRule.check(first, of: owner, inputs, &self)
    }

    mutating func check(null value: Node.ID, as type: TypeReference) {
        ValuesOfCorrectTypeRule.check(null: value, as: type, &self)
    }

    @inline(__always)
    mutating func check(literal node: Node, _ id: Node.ID, as type: TypeReference) {
        ValuesOfCorrectTypeRule.check(node, id, as: type, &self)
        NoDeprecatedRule.check(enumValue: node, id, of: type, &self)
    }

    mutating func check(inputFieldNames first: Node.ID) -> Bool {
        UniqueInputFieldNamesRule.check(first, &self)
    }

    mutating func check(inputField field: Node.ID, _ definition: Int32, of type: TypeID) {
        ValuesOfCorrectTypeRule.check(inputField: field, definition, of: type, &self)
        NoDeprecatedRule.check(inputField: field, definition, of: type, &self)
    }

    mutating func check(object: Node.ID, as type: TypeID) {
        ValuesOfCorrectTypeRule.check(object: object, as: type, &self)
    }
}

// MARK: - After the traversal: what definitions are to each other

extension Validation {
    /// - Returns: whether no fragment contains itself.
    mutating func checkFragments() -> Bool {
        LimitsRule.checkAliases(&self)
        NoUnusedFragmentsRule.check(&self)
        guard followSpreads() else { return false }
        LimitsRule.checkDepth(&self)
        return true
    }

    /// - Parameter cycle: spreads, each of the fragment in which the following one stands.
    mutating func check(cycle: [Spread], length: Int) {
        NoFragmentCyclesRule.report(cycle, length, &self)
    }

    /// - Parameter variable: its position among all variables, or −1 if the operation does not declare it.
    mutating func check(use: VariableUse, of variable: Int32, in operation: Node.ID) {
        NoUndefinedVariablesRule.check(use, of: variable, in: operation, &self)
        VariablesInAllowedPositionRule.check(use, of: variable, &self)
    }

    mutating func check(useOfVariables variables: Range<Int>, of operation: Node.ID) {
        NoUnusedVariablesRule.check(variables, of: operation, &self)
    }

    mutating func checkSubscriptions() {
        SingleFieldSubscriptionsRule.check(&self)
    }

    mutating func checkMerging() {
        OverlappingFieldsCanBeMergedRule.check(&self)
    }
}
