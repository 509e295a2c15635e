import ArgumentParser

@main
struct CityLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "citylink",
        abstract: "One GraphQL API for a city.",
        discussion: """
            Settings come from environment variables (CITYLINK_…); options win over them. `citylink help <subcommand>` names \
            those that a subcommand reads.
            """,
        subcommands: [
            Serve.self,
            Seed.self,
            SchemaCommand.self,
            Token.self,
            Stores.self,
            Simulator.self,
        ])
}
