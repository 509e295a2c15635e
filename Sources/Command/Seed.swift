import ArgumentParser
import CityLink
import Foundation
import Mongo

struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill the database with a district of Seoul.",
        discussion: """
            Creates the indexes and writes the data of the seed folder. With --scale, shops, people and everything they \
            wrote are multiplied, the same way each time, for load tests.

            A database that has data of another origin is left alone.
            """)

    @Option(name: .customLong("mongodb-url"), help: "With the database as its path. [CITYLINK_MONGODB_URL]")
    var mongodbURL: String?

    @Option(help: "The folder with the seed files. [CITYLINK_SEED_DIRECTORY] (default: seed)")
    var seedDirectory: String?

    @Option(help: "How many times everything is written.")
    var scale = 1

    @Flag(help: "Do nothing when the database has been seeded already, with whatever scale.")
    var ifEmpty = false

    func validate() throws {
        guard 1...10_000 ~= scale else { throw ValidationError("--scale must be from 1 to 10,000.") }
    }

    func run() async throws {
        var environment = ProcessInfo.processInfo.environment
        environment.override("CITYLINK_MONGODB_URL", mongodbURL)
        // Only the database is used here.
        if environment["CITYLINK_REDIS_URL"] == nil { environment["CITYLINK_REDIS_URL"] = "redis://127.0.0.1" }
        let configuration = try CityConfiguration(environment: environment)
        var mongo = MongoConfiguration(url: configuration.mongodbURL, applicationName: "citylink-seed")
        mongo.socketTimeout = .seconds(300)
        let client = try MongoClient(mongo)
        do {
            try await seed(client.database(configuration.database), environment)
        } catch let error as MongoError {
            await client.shutdown()
            throw ConfigurationError("Seeding stopped: \(error).")
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }

    private func seed(_ database: MongoDatabase, _ environment: [String: String]) async throws {
        let directory = seedDirectory ?? environment["CITYLINK_SEED_DIRECTORY"] ?? "seed"
        let seeder = Seeder(database: database, directory: directory, scale: scale) { progress in
            Seed.show(progress)
        }
        switch try await seeder.state() {
        case .seeded(let scale) where ifEmpty || scale == self.scale:
            // An older database may lack indexes that were added since.
            try await seeder.createIndexes()
            StandardOutput.write("The database \"\(database.name)\" is seeded already (scale \(scale)).\n")
        case .foreign:
            throw ConfigurationError(
                "The database \"\(database.name)\" has data that the seeding has not written: name another database in CITYLINK_MONGODB_URL."
            )
        case .empty, .unfinished, .seeded:
            let start = ContinuousClock.now
            try await seeder.seed()
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            StandardOutput.write("Seeded the database \"\(database.name)\" (scale \(scale)) in \(Int(seconds)) s.\n")
        }
    }

    /// One line for each collection, rewritten on a terminal as it grows.
    private static func show(_ progress: SeedProgress) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isDone = progress.written == progress.total
        guard isTerminal || isDone else { return }
        let name = progress.collection.padding(toLength: 16, withPad: " ", startingAt: 0)
        let rate = progress.written > 0 ? "  \(progress.documentsPerSecond)/s" : ""
        StandardOutput.write(
            (isTerminal ? "\r\u{1B}[K" : "") + "  \(name) \(progress.written) of \(progress.total)\(rate)"
                + (isDone ? "\n" : ""))
    }
}
