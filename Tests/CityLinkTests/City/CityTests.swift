import Foundation
import GraphQL
import Testing

@testable import CityLink

/// Everything that is asked of the seeded city.
@Suite(SeededCity()) struct CityTests {
    var city: City { get throws { try #require(SeededCity.current) } }

    @Test(arguments: QueryFile.all) func `Queries have their expected answers`(file: QueryFile) async throws {
        let query = try file.query
        let (text, commands) = try await city.answer(query, as: file.viewer(in: query))
        try file.compare(text)
        if let expected = file.commands(in: query) {
            #expect(commands == expected, "MongoDB commands of \(file.name)")
        }
    }

    @Test func `Twenty shops with ten reviews and their authors cost the same commands as one`() async throws {
        func query(_ shops: Int) -> String {
            """
            { shops(order: RATING, first: \(shops)) { nodes { id name
                reviews(first: 10) { nodes { stars body author { nickname } } } } } }
            """
        }
        let one = try await city.answer(query(1))
        let twenty = try await city.answer(query(20))
        #expect(!twenty.text.contains("errors"))
        #expect(one.commands == 3)
        #expect(twenty.commands == 3)
    }
}

/// A query in the folder `Queries` and, beside it, the answer it must have.
///
/// A missing answer is written and the test fails until somebody has looked at it and run again.
/// `CITYLINK_UPDATE_EXPECTED=1` writes all answers anew.
struct QueryFile: CustomTestStringConvertible, Sendable {
    let name: String

    static let folder = SeededCity.repository.appending(path: "Tests/CityLinkTests/Queries")

    static var all: [QueryFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".graphql") }.sorted().map { QueryFile(name: String($0.dropLast(8))) }
    }

    var testDescription: String { name }

    var query: String {
        get throws { try String(contentsOf: Self.folder.appending(path: name + ".graphql"), encoding: .utf8) }
    }

    /// `# as: operator` in the query's first lines.
    func viewer(in query: String) -> Viewer {
        switch header("as", in: query) {
        case "operator": Viewer(userId: "p-0001", role: .operator)
        case "citizen": Viewer(userId: "p-0001", role: .citizen)
        default: .anonymous
        }
    }

    /// `# commands: 3`
    func commands(in query: String) -> Int? { header("commands", in: query).flatMap { Int($0) } }

    private func header(_ key: String, in query: String) -> String? {
        query.split(separator: "\n").prefix { $0.hasPrefix("#") }
            .first { $0.hasPrefix("# \(key): ") }
            .map { String($0.dropFirst(key.count + 4)) }
    }

    func compare(_ answer: String) throws {
        let file = Self.folder.appending(path: name + ".json")
        let pretty = try Value(json: answer).indented() + "\n"
        let update = ProcessInfo.processInfo.environment["CITYLINK_UPDATE_EXPECTED"] == "1"
        guard !update, let expected = try? String(contentsOf: file, encoding: .utf8) else {
            try pretty.write(to: file, atomically: true, encoding: .utf8)
            if !update { Issue.record("\(name).json was missing and has been written: look at it, then run again.") }
            return
        }
        #expect(pretty == expected)
    }
}

extension Value {
    fileprivate func indented(_ depth: Int = 0) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .object(let fields) where !fields.isEmpty:
            let lines = fields.map { "\(inner)\"\($0.name)\": \($0.value.indented(depth + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        case .list(let items) where !items.isEmpty:
            return "[\n" + items.map { inner + $0.indented(depth + 1) }.joined(separator: ",\n") + "\n\(outer)]"
        default:
            var json = JSONWriter()
            json.value(self)
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }
}
