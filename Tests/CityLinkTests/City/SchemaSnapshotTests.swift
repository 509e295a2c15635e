import Foundation
import GraphQL
import Testing

@testable import CityLink

/// The schema as each role sees it, held against the folder `Snapshots`.
@Suite struct SchemaSnapshotTests {
    @Test(arguments: [Role.citizen, .operator]) func `Each role sees the schema it saw before`(role: Role) throws {
        let file = SeededCity.repository.appending(path: "Tests/CityLinkTests/Snapshots/schema.\(role).graphql")
        let now = try CityViews.schema(for: role)
        let update = ProcessInfo.processInfo.environment["CITYLINK_UPDATE_EXPECTED"] == "1"
        guard !update, let before = try? String(contentsOf: file, encoding: .utf8) else {
            try now.sdl.write(to: file, atomically: true, encoding: .utf8)
            if !update { Issue.record("\(file.lastPathComponent) was missing and has been written: look at it.") }
            return
        }
        let changes = SchemaComparison(try Schema(before), now).changes
        #expect(changes.isEmpty, "CITYLINK_UPDATE_EXPECTED=1 accepts these changes.")
        #expect(now.sdl == before)
    }

    @Test func `Nothing of the operators' part is visible to a citizen`() throws {
        let citizens = try CityViews.schema(for: .citizen)
        for hidden in ["Ops", "ResolverStats", "ResolverOrder", "Latency", "ProcessStats", "Role"] {
            #expect(citizens.type(named: hidden) == nil, "\(hidden)")
        }
        #expect(!citizens.sdl.contains("\n  ops"))
        #expect(!citizens.sdl.contains("OPERATOR"))
        let operators = try CityViews.schema(for: .operator)
        #expect(operators.type(named: "Ops") != nil)
    }
}
