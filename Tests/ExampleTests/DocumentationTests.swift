import Foundation
import Testing

/// What `docs/engine.md` shows, against what it says it shows.
@Suite struct DocumentationTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: repository.appending(path: path), encoding: .utf8)
    }

    /// The fenced blocks of a page in one language.
    private static func blocks(_ language: String, in page: String) -> [String] {
        var blocks: [String] = []
        var current: [Substring]?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let lines = current {
                if line == "```" {
                    blocks.append(lines.joined(separator: "\n"))
                    current = nil
                } else {
                    current = lines + [line]
                }
            } else if line == "```\(language)" {
                current = []
            }
        }
        return blocks
    }

    /// Without the spaces that lines begin with.
    private static func flush(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: true).map { $0.drop { $0 == " " } }.joined(
            separator: "\n")
    }

    @Test func `The program on the page is the program, and prints what the page says`() throws {
        let page = try Self.text("docs/engine.md")
        let program = try Self.text("Examples/Engine/main.swift")
        #expect(Self.blocks("swift", in: page).first == program.trimmingCharacters(in: .newlines))

        let process = Process()
        // Built into the folder that the tests are built into.
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "engine-example")
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(Self.blocks("text", in: page).first == printed.trimmingCharacters(in: .newlines))
    }

    @Test func `Every snippet on the page is tested`() throws {
        let tour = Self.flush(try Self.text("Tests/ExampleTests/EngineTour.swift"))
        let snippets = Self.blocks("swift", in: try Self.text("docs/engine.md")).dropFirst()
        #expect(snippets.count >= 5)
        for snippet in snippets { #expect(tour.contains(Self.flush(snippet)), "\(snippet)") }
    }
}
