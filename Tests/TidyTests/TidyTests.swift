import Foundation
import Testing

/// Rules about the source tree that no compiler holds.
@Suite struct TidyTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private struct SwiftFile {
        /// From the repository's top: `Sources/CityLink/Shops/Shop.swift`.
        let path: String
        let lines: [Substring]

        var folders: [Substring] { path.split(separator: "/") }

        /// The modules that it imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").drop { word in
                    word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
                }
                guard words.first == "import", let module = words.last else { return nil }
                return String(module.prefix { $0 != "." })
            }
        }
    }

    private static func files(in folder: String) throws -> [SwiftFile] {
        let top = repository.appending(path: folder).path()
        let names = try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(".swift") }.sorted()
        return try names.map { name in
            let text = try String(contentsOf: repository.appending(path: "\(folder)/\(name)"), encoding: .utf8)
            return SwiftFile(
                path: "\(folder)/\(name)", lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// What each target may see of ours. A target that is not here is a mistake too.
    private static let arrows: [Substring: Set<String>] = [
        "GraphQL": [],
        "Telemetry": [],
        "Mongo": ["CMongoC"],
        "Redis": ["CHiredis"],
        "UpstreamSimulator": [],
        "CityLink": ["GraphQL", "Mongo", "Redis", "Telemetry"],
        "CityLinkServer": ["CityLink", "GraphQL", "Telemetry"],
        "Command": ["CityLink", "CityLinkServer", "GraphQL", "Mongo", "Redis", "Telemetry", "UpstreamSimulator"],
    ]

    @Test func `Targets import downward only`() throws {
        let ours = Set(Self.arrows.keys.map(String.init)).union(["CMongoC", "CHiredis"])
        for file in try Self.files(in: "Sources") {
            let allowed = try #require(Self.arrows[file.folders[1]], "\(file.path)")
            for module in file.imports where ours.contains(module) {
                #expect(allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `The engine needs nothing but the standard library and the clock of the system`() throws {
        let allowed: Set = ["Synchronization", "Glibc", "Musl", "Darwin"]
        for file in try Self.files(in: "Sources/GraphQL") {
            #expect(allowed.isSuperset(of: file.imports), "\(file.path) imports \(file.imports)")
        }
    }

    @Test func `Files are short enough to read`() throws {
        for file in try Self.files(in: "Sources") + Self.files(in: "Tests") {
            #expect(file.lines.count <= 600, "\(file.path) has \(file.lines.count) lines")
        }
    }

    /// The names are constants of the repositories; written out, a renamed collection would be missed.
    @Test func `Collections are named in one place each`() throws {
        let files = try Self.files(in: "Sources/CityLink")
        var owners: [String: String] = [:]
        for file in files {
            for line in file.lines {
                guard let match = line.firstMatch(of: /static let \w*Name = "([a-z_]+)"/) else { continue }
                #expect(owners[String(match.1)] == nil, "\(match.1) is named twice")
                owners[String(match.1)] = file.path
            }
        }
        #expect(owners.count >= 11)
        for file in files {
            for line in file.lines {
                for match in line.matches(of: /(?:collection\(|"from": ?(?:\.string\()?)"([a-z_]+)"/) {
                    #expect(owners[String(match.1)] == nil, "\(file.path) names the collection \(match.1)")
                }
            }
        }
    }

    /// Features meet in their types and repositories. What reaches into another's collections on purpose is listed.
    @Test func `Features leave each other's collections alone`() throws {
        let files = try Self.files(in: "Sources/CityLink")
        var homes: [Substring: Substring] = [:]
        for file in files where file.lines.contains(where: { $0.contains("static let collectionName") }) {
            for line in file.lines {
                guard let match = line.firstMatch(of: /struct (\w+Repository)/) else { continue }
                homes[match.1] = file.folders[2]
            }
        }
        #expect(homes.count >= 7)
        for file in files where !["Writes", "Seeding"].contains(file.folders[2]) {
            for line in file.lines {
                for match in line.matches(of: /(\w+Repository)\.collectionName/) {
                    // The parents of "the first few of each neighbourhood" are the neighbourhoods.
                    guard match.1 != "NeighborhoodRepository" else { continue }
                    #expect(homes[match.1] == file.folders[2], "\(file.path) reaches into \(match.1)")
                }
            }
        }
    }
}
