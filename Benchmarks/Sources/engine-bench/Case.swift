import Foundation
import GraphQL

/// A document, its variables, and the answer it must get.
struct Case {
    static let all = [
        "tiny", "shop1", "list50", "nested50x20", "posts20x10", "grid250x250", "introspection", "kitchensink",
        "big100k",
    ]

    let name: String
    let text: String
    let variables: Value
    /// `nil` when no answer is on file.
    let expected: [UInt8]?
    /// Whether it is only parsed and validated.
    var isDocumentOnly: Bool { name == "kitchensink" || name == "big100k" }

    init(_ name: String, in folder: URL) throws {
        self.name = name
        let document = folder.appending(path: "queries/\(name).graphql")
        if name == "big100k", !FileManager.default.fileExists(atPath: document.path) {
            text = generatedLargeDocument()
        } else {
            text = try String(contentsOf: document, encoding: .utf8)
        }
        let variables = folder.appending(path: "queries/\(name).vars.json")
        self.variables = try (try? Data(contentsOf: variables)).map { try Value(json: Array($0)) } ?? .null
        expected = (try? Data(contentsOf: folder.appending(path: "expected/\(name).json"))).map { Array($0) }
    }
}

struct WrongAnswer: Error, CustomStringConvertible {
    let description: String
}
