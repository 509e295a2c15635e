import Foundation
import GraphQL
import Testing

@testable import CityLink

/// Queries that people find in the README and in `docs`, followed by their answers where they have fixed ones.
struct DocumentedQuery: CustomTestStringConvertible, Sendable {
    let file: String
    let number: Int
    let query: String
    let answer: String?

    var testDescription: String { "\(file) #\(number)" }

    static var all: [DocumentedQuery] {
        let docs = SeededCity.repository.appending(path: "docs")
        let pages = (try? FileManager.default.contentsOfDirectory(atPath: docs.path())) ?? []
        return (["README.md"] + pages.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }).flatMap(queries)
    }

    private static func queries(in file: String) -> [DocumentedQuery] {
        let url = SeededCity.repository.appending(path: file)
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
        var blocks: [(language: String, body: String)] = []
        var rest = Substring(text)
        while let open = rest.range(of: "\n```"), let line = rest[open.upperBound...].firstIndex(of: "\n"),
            let close = rest[line...].range(of: "\n```")
        {
            blocks.append((String(rest[open.upperBound..<line]), String(rest[line..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        var found: [DocumentedQuery] = []
        for (index, block) in blocks.enumerated() where block.language == "graphql" {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            found.append(
                DocumentedQuery(
                    file: file, number: found.count + 1, query: block.body,
                    answer: next?.language == "json" ? next?.body : nil))
        }
        return found
    }
}

extension CityTests {
    @Test(arguments: DocumentedQuery.all)
    func `Documented queries work, and give the answers that are shown`(example: DocumentedQuery) async throws {
        let answer = try await city.answer(example.query, as: Viewer(userId: "p-0001", role: .operator)).text
        #expect(!answer.hasPrefix("{\"errors\""), "\(answer.prefix(500))")
        if let expected = example.answer { #expect(try Value(json: answer) == Value(json: expected)) }
    }
}
