/// The rules that a document is checked with, in the order of the specification.
/// [Spec 5](https://spec.graphql.org/September2025/#sec-Validation)
///
/// Each is in a file of its own in `Rules/`; `RuleTable.swift` shows where each one runs. The raw value is the name that
/// an error carries in its extensions.
enum Rule: String, CaseIterable, Sendable {
    // 5.1 Documents
    case executableDefinitions = "ExecutableDefinitions"

    // 5.2 Operations
    case knownOperationTypes = "KnownOperationTypes"
    case uniqueOperationNames = "UniqueOperationNames"
    case loneAnonymousOperation = "LoneAnonymousOperation"
    case singleFieldSubscriptions = "SingleFieldSubscriptions"

    // 5.3 Fields
    case fieldsOnCorrectType = "FieldsOnCorrectType"
    case overlappingFieldsCanBeMerged = "OverlappingFieldsCanBeMerged"
    case scalarLeafs = "ScalarLeafs"

    // 5.4 Arguments
    case knownArgumentNames = "KnownArgumentNames"
    case uniqueArgumentNames = "UniqueArgumentNames"
    case providedRequiredArguments = "ProvidedRequiredArguments"

    // 5.5 Fragments
    case uniqueFragmentNames = "UniqueFragmentNames"
    case knownTypeNames = "KnownTypeNames"
    case fragmentsOnCompositeTypes = "FragmentsOnCompositeTypes"
    case noUnusedFragments = "NoUnusedFragments"
    case knownFragmentNames = "KnownFragmentNames"
    case noFragmentCycles = "NoFragmentCycles"
    case possibleFragmentSpreads = "PossibleFragmentSpreads"

    // 5.6 Values
    case valuesOfCorrectType = "ValuesOfCorrectType"
    case uniqueInputFieldNames = "UniqueInputFieldNames"

    // 5.7 Directives
    case knownDirectives = "KnownDirectives"
    case uniqueDirectivesPerLocation = "UniqueDirectivesPerLocation"

    // 5.8 Variables
    case uniqueVariableNames = "UniqueVariableNames"
    case variablesAreInputTypes = "VariablesAreInputTypes"
    case noUndefinedVariables = "NoUndefinedVariables"
    case noUnusedVariables = "NoUnusedVariables"
    case variablesInAllowedPosition = "VariablesInAllowedPosition"

    // Not in the specification: a server may ask for them
    case noDeprecated = "NoDeprecated"
    case noSchemaIntrospection = "NoSchemaIntrospection"
    case maxIntrospectionDepth = "MaxIntrospectionDepth"
}
