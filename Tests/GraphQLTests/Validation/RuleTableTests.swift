import Foundation
import Testing

@testable import GraphQL

/// The rules, their files and their tests belong together by name.
@Suite struct RuleTableTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let validation = tests.appending(path: "../../../Sources/GraphQL/Validation").standardized

    /// Section 5 of the specification, by the names that engines know its rules by.
    private static let specification = [
        "ExecutableDefinitions", "KnownOperationTypes", "UniqueOperationNames", "LoneAnonymousOperation",
        "SingleFieldSubscriptions", "KnownTypeNames", "FragmentsOnCompositeTypes", "VariablesAreInputTypes",
        "ScalarLeafs",
        "FieldsOnCorrectType", "UniqueFragmentNames", "KnownFragmentNames", "NoUnusedFragments",
        "PossibleFragmentSpreads",
        "NoFragmentCycles", "UniqueVariableNames", "NoUndefinedVariables", "NoUnusedVariables", "KnownDirectives",
        "UniqueDirectivesPerLocation", "KnownArgumentNames", "UniqueArgumentNames", "ValuesOfCorrectType",
        "ProvidedRequiredArguments", "VariablesInAllowedPosition", "OverlappingFieldsCanBeMerged",
        "UniqueInputFieldNames",
    ]

    @Test func `lists every rule of the specification`() {
        let optional: Set = ["NoDeprecated", "NoSchemaIntrospection", "MaxIntrospectionDepth"]
        #expect(Set(Rule.allCases.map(\.rawValue)) == optional.union(Self.specification))
    }

    @Test(arguments: Rule.allCases)
    func `has a file, tests and a place in the table for each rule`(_ rule: Rule) throws {
        let name = "\(rule.rawValue)Rule"
        let file = try String(contentsOf: Self.validation.appending(path: "Rules/\(name).swift"), encoding: .utf8)
        #expect(file.contains("enum \(name) {"))
        #expect(file.contains("https://spec.graphql.org/September2025/#") || file.contains("Not in the specification"))
        #expect(FileManager.default.fileExists(atPath: Self.tests.appending(path: "Rules/\(name)Tests.swift").path))
        let limits = try String(contentsOf: Self.validation.appending(path: "Rules/LimitsRule.swift"), encoding: .utf8)
        let table = try String(contentsOf: Self.validation.appending(path: "RuleTable.swift"), encoding: .utf8)
        #expect(table.contains("\(name).") || limits.contains("\(name)."))
    }
}
