import ArgumentParser
import CityLink
import GraphQL

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Look at the schema.", subcommands: [Print.self])

    struct Print: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the schema as a role sees it.")

        @Option(name: .customLong("as"), help: "citizen or operator.")
        var role: Role = .citizen

        func run() throws { StandardOutput.write(try CityViews.schema(for: role).sdl) }
    }
}

extension Role: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }

    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}
